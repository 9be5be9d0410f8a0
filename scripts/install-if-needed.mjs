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
    run("npm", ["ci", "--loglevel=error", "--no-audit", "--no-fund"]);
    writeFileSync(stamp, wanted);
}
