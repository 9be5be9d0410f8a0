import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { buildSync } from "esbuild";

/**
 * Makes plain scripts of nodes that only tests have, each in a file that is named after its type, and gives their
 * folder, as Node-RED wants it for `nodesDir`.
 */
export function builtNodes(...files: readonly string[]): string {
    const types = files.map((file) => basename(file, ".ts"));
    const folder = join(__dirname, "..", "..", ".cache", "test-nodes", types.join("+"));
    buildSync({
        entryPoints: [...files],
        outdir: folder,
        bundle: true,
        packages: "external",
        platform: "node",
        format: "cjs",
        target: "node20",
    });
    mkdirSync(folder, { recursive: true });
    for (const type of types) {
        const page = `<script type="text/html" data-template-name="${type}"></script>\n`;
        writeFileSync(join(folder, `${type}.html`), page);
    }
    return folder;
}
