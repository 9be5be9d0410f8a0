import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { buildSync } from "esbuild";

/**
 * Makes plain scripts of nodes that only tests have, each in a file that is named after its type, and gives their
 * folder, as Node-RED wants it for `nodesDir`. Suites that run side by side share it.
 */
export function builtNodes(...files: readonly string[]): string {
    const types = files.map((file) => basename(file, ".ts"));
    const folder = join(__dirname, "..", "..", ".cache", "test-nodes", types.join("+"));
    const { outputFiles } = buildSync({
        entryPoints: [...files],
        outdir: folder,
        bundle: true,
        packages: "external",
        platform: "node",
        format: "cjs",
        target: "node20",
        write: false,
    });
    mkdirSync(folder, { recursive: true });
    // Before its script: of a script without a page Node-RED makes nothing.
    for (const type of types) {
        const page = `<script type="text/html" data-template-name="${type}"></script>\n`;
        replace(join(folder, `${type}.html`), page);
    }
    for (const { path, text } of outputFiles) replace(path, text);
    return folder;
}

/** Writes a file in one go: a Node-RED of another suite may be reading it, and is to see the old one or the new one. */
function replace(path: string, text: string): void {
    const beside = `${path}.${process.pid}`;
    writeFileSync(beside, text);
    renameSync(beside, path);
}
