/**
 * Builds `dist/` from `nodes/`: the runtime by tsc, and for each node the HTML file that Node-RED wants beside
 * its script, with the editor part bundled into it, the styles that all dialogs share, its locales and its icon.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { buildSync } from "esbuild";

const root = join(__dirname, "..");
const source = join(root, "nodes");
const target = join(root, "dist", "nodes");

function compileRuntime(): void {
    const tsc = createRequire(__filename).resolve("typescript/bin/tsc");
    const { status } = spawnSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], {
        stdio: "inherit",
    });
    if (status !== 0) throw new Error("tsc found errors");
}

/** One script with a literal `registerType` call: tools that judge packages look for exactly that. */
function bundleEditor(type: string): string {
    const { outputFiles } = buildSync({
        entryPoints: [join(source, type, "editor.ts")],
        bundle: true,
        write: false,
        format: "iife",
        target: "es2022",
        charset: "utf8",
        legalComments: "none",
        minifyWhitespace: true,
    });
    const [bundle] = outputFiles;
    if (!bundle) throw new Error(`esbuild gave nothing for ${type}`);
    return bundle.text;
}

function buildNode(type: string): void {
    const from = join(source, type);
    const to = join(target, type);
    const dialog = readFileSync(join(from, "editor.html"), "utf8");
    const style = readFileSync(join(source, "editor", "dialog.css"), "utf8");
    writeFileSync(
        join(to, `${type}.html`),
        `<script type="text/javascript">\n${bundleEditor(type)}</script>\n\n<style>\n${style}</style>\n\n${dialog}`,
    );
    cpSync(join(from, "locales"), join(to, "locales"), { recursive: true });
    const icon = join(root, "icons", `${type}.svg`);
    if (existsSync(icon)) {
        mkdirSync(join(to, "icons"));
        cpSync(icon, join(to, "icons", `${type}.svg`));
    }
}

rmSync(join(root, "dist"), { recursive: true, force: true });
compileRuntime();
for (const type of readdirSync(source).filter((name) => name.startsWith("wmw-"))) buildNode(type);
