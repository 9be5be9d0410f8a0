import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { root, run } from "./run.mjs";

const stamp = new URL("node_modules/.installed-from", root);

/** Installs the npm packages of the lock file, unless just these were installed before. */
export function installIfNeeded() {
    const wanted = createHash("sha256")
        .update(readFileSync(new URL("package-lock.json", root)))
        .digest("hex");
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
    console.log("Installing npm packages …");
    runNpm("ci", "--loglevel=error", "--no-audit", "--no-fund");
    writeFileSync(stamp, wanted);
}

/**
 * Runs the npm that runs this script. Under the mere name one in `node_modules` would be found first, which `npm ci`
 * removes while it runs.
 */
function runNpm(...args) {
    const { npm_execpath: path = "" } = process.env;
    if (path.endsWith("npm-cli.js")) run(process.execPath, [path, ...args]);
    else run("npm", args);
}
