import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";

/**
 * Installs packages into a folder aside, which is kept between runs; a change of their versions installs anew.
 * `folder` is a URL that ends with a slash.
 */
export function installAside(folder, packages, words) {
    const manifest = JSON.stringify({ private: true, dependencies: packages });
    const file = new URL("package.json", folder);
    const stamp = new URL("installed", folder);
    if (existsSync(stamp) && readFileSync(file, "utf8") === manifest) return;
    console.log(`Installing ${words} …`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, manifest);
    run("npm", ["install", "--loglevel=error", "--no-audit", "--no-fund", "--prefix", fileURLToPath(folder)]);
    writeFileSync(stamp, "");
}
