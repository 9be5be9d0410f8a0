import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** The folder of the project. */
export const root = new URL("..", import.meta.url);

const stamp = new URL("node_modules/.installed-from", root);

/** Installs the npm packages of the lock file, unless just these were installed before. */
export function installIfNeeded() {
    const wanted = createHash("sha256")
        .update(readFileSync(new URL("package-lock.json", root)))
        .digest("hex");
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
    console.log("Installing npm packages …");
    run("npm", ["ci", "--no-audit", "--no-fund"]);
    writeFileSync(stamp, wanted);
}

/**
 * Runs a program in the project's folder and shows what it prints; ends this process with its exit code where
 * that is not 0.
 */
export function run(program, args, environment = {}) {
    const { status, error } = spawnSync(program, args, {
        cwd: root,
        stdio: "inherit",
        shell: process.platform === "win32",
        env: { ...process.env, ...environment },
    });
    if (error) console.error(`${program} could not be run: ${error.message}`);
    if (status !== 0) process.exit(status ?? 1);
}
