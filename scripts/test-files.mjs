import { readdirSync } from "node:fs";
import { root } from "./run.mjs";

/**
 * How the paths of the files begin that take long, the longest first. Mocha hands the files out in the order in which
 * it is given them: one that takes half a minute and is handed out last would leave the other cores with nothing to
 * do. What takes no time comes last, and fills the gaps.
 */
const LONG = [
    "chaos/chaos.",
    "real-node-red/queue.",
    "editor/connection-dialog.",
    "real-node-red/package.",
    "editor/queue-box.",
    "editor/thingpark-dialogs.",
    "demo/start.",
    "editor/monitor.",
    ...["editor/", "demo/", "real-node-red/", "mosquitto/", "troubleshooting/"],
    ...["wmw-uplink-out/", "examples/", "security/", "wmw-", "chaos/"],
];

/** All test files, from the project's folder: those that take long first. */
export function testFiles() {
    const files = readdirSync(new URL("test/", root), { recursive: true })
        .map((path) => path.replaceAll("\\", "/"))
        .filter((path) => path.endsWith(".test.ts"))
        .sort();
    const gone = LONG.filter((begin) => !files.some((path) => path.startsWith(begin)));
    if (gone.length > 0)
        throw new Error(`scripts/test-files.mjs names what is not there: ${gone.join(", ")}`);
    return files.sort((one, other) => rank(one) - rank(other)).map((path) => `test/${path}`);
}

function rank(path) {
    const index = LONG.findIndex((begin) => path.startsWith(begin));
    return index === -1 ? LONG.length : index;
}
