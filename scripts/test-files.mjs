import { readdirSync } from "node:fs";
import { root } from "./run.mjs";

/**
 * The folders whose files take long, the longest first. Mocha hands the files out in the order in which it is
 * given them: one that takes half a minute and is handed out last would leave the other cores with nothing to do.
 */
const LONG = ["chaos", "editor", "demo", "real-node-red", "mosquitto", "examples", "troubleshooting"];

/** All test files, from the project's folder: those that take long first. */
export function testFiles() {
    const files = readdirSync(new URL("test/", root), { recursive: true })
        .map((path) => path.replaceAll("\\", "/"))
        .filter((path) => path.endsWith(".test.ts"))
        .sort();
    return files.sort((one, other) => rank(one) - rank(other)).map((path) => `test/${path}`);
}

function rank(path) {
    const index = LONG.indexOf(path.split("/", 1)[0]);
    return index === -1 ? LONG.length : index;
}
