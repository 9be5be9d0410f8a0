/**
 * What does it cost to keep 200,000 documents while the broker is away, and how fast do they go when it is back?
 * A real Node-RED with the built package, a flow that always has a hundred documents not yet done, and a broker of
 * the stand-in that counts what arrives.
 */
import { readFileSync } from "node:fs";
import { cpus, release } from "node:os";
import { startNodeRed, type NodeRedProcess } from "../demo/node-red-process";
import { startPlatform, type Platform } from "../demo/platform";
import { type FlowNode } from "../demo/user-directory";

/** Documents are numbered from 0; the first ones bring Node-RED to its working size. */
const WARM_UP = 10_000;
const DOCUMENTS = 200_000;
const OUTSTANDING = 100;
const DOCUMENT_BYTES = 814;

async function main(): Promise<void> {
    const platform = await startPlatform({ remembered: 1 });
    await platform.stopBroker();
    const nodeRed = await startNodeRed({
        flows: flow(platform.mqttPort),
        credentials: { config: { username: "mqtt-username", password: "mqtt-password" } },
        caPem: platform.caPem,
    });
    try {
        await measure(platform, nodeRed);
    } finally {
        await nodeRed.stop();
        await platform.close();
    }
}

async function measure(platform: Platform, nodeRed: NodeRedProcess): Promise<void> {
    await nodeRed.waitForLine(/queued WARM/);
    const before = residentBytes(nodeRed.pid);
    const started = performance.now();
    await nodeRed.waitForLine(/queued ALL/);
    const queuing = performance.now() - started;
    const after = residentBytes(nodeRed.pid);
    const arrived = arrivalOf(platform, DOCUMENTS + WARM_UP);
    await platform.startBroker();
    const first = await arrived.first;
    const draining = (await arrived.last) - first;
    print([
        ["documents queued offline, after the first 10,000", DOCUMENTS.toLocaleString("en")],
        ["growth of Node-RED's memory (RSS)", `${((after - before) / 2 ** 20).toFixed(1)} MB (goal < 64)`],
        ["queued a second, each done when it is on disk", perSecond(DOCUMENTS, queuing)],
        ["sent and acknowledged a second, from disk", perSecond(DOCUMENTS + WARM_UP, draining)],
    ]);
}

/** When the first document arrives, and when the `count`-th one that is new does (ms). */
function arrivalOf(platform: Platform, count: number): { first: Promise<number>; last: Promise<number> } {
    const seen = new Uint8Array(count);
    let left = count;
    const first = platform.next("document").then(() => performance.now());
    const last = new Promise<number>((resolve) => {
        const stop = platform.on("document", ({ document }) => {
            const number = (document as { DevEUI_uplink: { FCntUp: number } }).DevEUI_uplink.FCntUp;
            if (seen[number] === 1) return;
            seen[number] = 1;
            left -= 1;
            if (left > 0) return;
            stop();
            resolve(performance.now());
        });
    });
    return { first, last };
}

function perSecond(count: number, milliseconds: number): string {
    return Math.round((count / milliseconds) * 1_000).toLocaleString("en");
}

function residentBytes(pid: number): number {
    const [, pages = "0"] = readFileSync(`/proc/${pid}/statm`, "latin1").split(" ");
    return Number(pages) * 4096;
}

function print(rows: readonly (readonly [string, string])[]): void {
    console.log(
        `Node.js ${process.version}, Linux ${release()}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}\n`,
    );
    console.log("| what | figure |\n|---|---|");
    for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}

/** A flow that starts by itself once it is told that the broker is away: at its first fault. */
function flow(port: number): FlowNode[] {
    const make = `
        const number = context.get("next") ?? 0;
        context.set("next", number + 1);
        const document = { DevEUI_uplink: { Time: new Date().toISOString(), DevEUI: "20635F0100000001",
            FPort: 2, FCntUp: number, payload_hex: "0109ab", LrrRSSI: "-83.000000", LrrSNR: 9.5, filler: "" } };
        document.DevEUI_uplink.filler = "x".repeat(${DOCUMENT_BYTES} - JSON.stringify(document).length);
        return document;`;
    const begin = `
        if (!context.get("begun")) {
            context.set("begun", true);
            for (let n = 0; n < ${OUTSTANDING}; n += 1) node.send({ payload: make() });
        }`;
    return [
        { id: "tab", type: "tab", label: "bench" },
        {
            id: "config",
            type: "wmw-config",
            version: 1,
            region: "custom",
            customHostname: `localhost:${port}`,
            enterpriseId: "1234",
            queueLimit: 1_000_000,
            queueMaxMB: 1_000,
        },
        { id: "catch", z: "tab", x: 100, y: 100, type: "catch", scope: null, wires: [["flow"]] },
        { id: "complete", z: "tab", x: 100, y: 100, type: "complete", scope: ["uplink"], wires: [["flow"]] },
        {
            id: "flow",
            z: "tab",
            x: 100,
            y: 100,
            type: "function",
            outputs: 1,
            func: `
                const make = () => {${make}};
                if (msg.error) {${begin}
                    return;
                }
                const done = (context.get("done") ?? 0) + 1;
                context.set("done", done);
                if (done === ${WARM_UP}) node.warn("queued WARM");
                if (done === ${DOCUMENTS + WARM_UP}) node.warn("queued ALL");
                if (context.get("next") < ${DOCUMENTS + WARM_UP}) return { payload: make() };`,
            wires: [["uplink"]],
        },
        {
            id: "uplink",
            z: "tab",
            x: 100,
            y: 100,
            type: "wmw-uplink-out",
            version: 1,
            connection: "config",
            wires: [],
        },
    ];
}

main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
