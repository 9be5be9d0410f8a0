import { readdirSync, readFileSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { type FlowNode } from "../../demo/user-directory";

const FOLDER = join(__dirname, "..", "..", "examples");

/** Where the examples stand in Node-RED's Import menu, such as `1 Start/first-uplink-and-downlink`. */
export const EXAMPLE_PATHS = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.replace(/\.json$/, "").replaceAll(sep, "/"));

/** The names of all examples, as the Import menu shows them in its folders. */
export const EXAMPLE_NAMES = EXAMPLE_PATHS.map((path) => basename(path));

/** Where the example of a name stands in the Import menu. */
export function examplePath(name: string): string {
    const path = EXAMPLE_PATHS.find((path) => basename(path) === name);
    if (path === undefined) throw new Error(`there is no example ${name}`);
    return path;
}

/** The nodes of an example, just as the package ships them. */
export function exampleNodes(name: string): FlowNode[] {
    return JSON.parse(readFileSync(join(FOLDER, `${examplePath(name)}.json`), "utf8")) as FlowNode[];
}
