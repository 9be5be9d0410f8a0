import { fileURLToPath } from "node:url";
import { installAside } from "./install-aside.mjs";
import { root } from "./run.mjs";

/** Node-RED 5 wants Node.js 22.9; the package `node` brings one where this one is older. */
const PACKAGES = { "node-red": "5.0.7", node: "22.23.3" };

/** The suites that meet Node-RED. */
const SUITES = ["wmw-*", "real-node-red", "security", "examples", "editor"].map(
    (folder) => `test/${folder}/**/*.test.ts`,
);

const folder = new URL(".cache/node-red-5/", root);

/**
 * Installs Node-RED 5, and Node.js 22, in a folder aside that is kept between runs; a change of their versions
 * installs anew. Gives the package.json of that Node-RED, as a URL.
 */
export function installNodeRed5() {
    installAside(folder, PACKAGES, "Node-RED 5 and Node.js 22");
    return new URL("node_modules/node-red/package.json", folder);
}

/** The command that runs the suites that meet Node-RED on Node-RED 5. */
export function nodeRed5Suites() {
    installNodeRed5();
    const [major, minor] = process.versions.node.split(".").map(Number);
    const isNewEnough = major > 22 || (major === 22 && minor >= 9);
    return {
        program: isNewEnough ? process.execPath : path("node_modules/node/bin/node"),
        args: ["node_modules/mocha/bin/mocha.js", ...SUITES],
        environment: { WMW_TEST_NODE_RED: path("node_modules/node-red") },
    };
}

function path(inFolder) {
    return fileURLToPath(new URL(inFolder, folder));
}
