import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type FlowNode } from "../../demo/user-directory";

const FOLDER = join(__dirname, "..", "..", "examples");

/** The names of all examples, as Node-RED's Import menu shows them. */
export const EXAMPLE_NAMES = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""));

/** The nodes of an example, just as the package ships them. */
export function exampleNodes(name: string): FlowNode[] {
    return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8")) as FlowNode[];
}
