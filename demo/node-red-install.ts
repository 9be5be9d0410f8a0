import { createRequire } from "node:module";
import { join } from "node:path";

/** The folder of another `node-red` package than the project's own: tests run on several versions. */
const FOLDER = process.env.WMW_TEST_NODE_RED;

/** Resolves modules as Node-RED's own code does: its parts have to come from one installation. */
export const nodeRedRequire = createRequire(
    FOLDER === undefined
        ? createRequire(__filename).resolve("node-red/package.json")
        : join(FOLDER, "package.json"),
);

/** The script behind the command `node-red`. */
export const nodeRedScript = nodeRedRequire.resolve("./red.js");

/** Node-RED as a library. */
export const nodeRedLibrary = nodeRedRequire.resolve("./lib/red.js");
