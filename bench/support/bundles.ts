import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { buildSync } from "esbuild";

const BENCH = join(__dirname, "..");
const OUT = join(BENCH, "..", ".cache", "bench");

/** The folder of the bench's nodes, as Node-RED wants it for `nodesDir`. */
export const nodesDirectory = join(OUT, "nodes");

/** The script of MQTT.js alone. */
export const mqttJsPeer = join(OUT, "peers", "mqttjs.js");

/** What is loaded into Node-RED's process before it starts. */
export const startWatch = join(OUT, "peers", "start-watch.js");

/** Bundles what runs in processes of its own to plain scripts, so that no compiler runs beside the measurement. */
export function bundleAll(): void {
    bundle("peers", "mqttjs", "start-watch");
    const nodes = readdirSync(join(BENCH, "nodes"))
        .map((file) => basename(file, ".ts"))
        .filter((name) => name !== "bench-runtime");
    bundle("nodes", ...nodes);
    mkdirSync(nodesDirectory, { recursive: true });
    for (const type of nodes) {
        writeFileSync(
            join(nodesDirectory, `${type}.html`),
            `<script type="text/html" data-template-name="${type}"></script>\n`,
        );
    }
}

function bundle(folder: string, ...names: readonly string[]): void {
    buildSync({
        entryPoints: names.map((name) => join(BENCH, folder, `${name}.ts`)),
        outdir: join(OUT, folder),
        bundle: true,
        packages: "external",
        platform: "node",
        format: "cjs",
        target: "node20",
    });
}
