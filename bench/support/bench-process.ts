import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { type FlowNode } from "../../demo/user-directory";
import { type Mosquitto } from "../../test/support/mosquitto";
import { ENTERPRISE_USER } from "../../test/support/mosquitto-files";
import { mqttJsPeer, nodesDirectory } from "./bundles";
import { connectionCredentials, UPLINK_TOPIC, type NodePeer } from "./flows";
import { type LoadOptions, type LoadResult } from "./load";

/** A Node-RED with the nodes of the bench, in which garbage can be collected. */
export async function startBenchNodeRed(parts: {
    peer: NodePeer;
    flows: readonly FlowNode[];
    mosquitto: Mosquitto;
    settings?: Readonly<Record<string, unknown>>;
    nodeOptions?: string;
}): Promise<NodeRedProcess> {
    const { peer, flows, mosquitto, settings = {}, nodeOptions = "" } = parts;
    return startNodeRed({
        flows,
        credentials: connectionCredentials(peer),
        caPem: mosquitto.caPem,
        settings: { nodesDir: nodesDirectory, ...settings },
        env: { NODE_OPTIONS: `--expose-gc ${nodeOptions}`.trim() },
    });
}

/** Runs something with a Node-RED and stops it, whatever comes. */
export async function withNodeRed<T>(
    parts: Parameters<typeof startBenchNodeRed>[0],
    use: (nodeRed: NodeRedProcess) => Promise<T>,
): Promise<T> {
    const nodeRed = await startBenchNodeRed(parts);
    try {
        return await use(nodeRed);
    } catch (error) {
        console.error(nodeRed.logLines.slice(-10).join("\n"));
        throw error;
    } finally {
        await nodeRed.stop();
    }
}

/** What the bench's nodes tell on a topic: it was told already, or is awaited. Throws where they say that they failed. */
export async function told<T>(nodeRed: NodeRedProcess, topic: string): Promise<T> {
    const line = await nodeRed.waitForLine(new RegExp(`^bench (${topic}|failed) `));
    if (line.startsWith("bench failed ")) throw new Error(line);
    return JSON.parse(line.slice(`bench ${topic} `.length)) as T;
}

/** The result of a load on MQTT.js alone. */
export async function runMqttJs(mosquitto: Mosquitto, load: LoadOptions): Promise<LoadResult> {
    const folder = mkdtempSync(join(tmpdir(), "wmw-bench-"));
    try {
        const caFile = join(folder, "ca.pem");
        writeFileSync(caFile, mosquitto.caPem);
        const { username, password } = ENTERPRISE_USER;
        const options = { ...load, port: mosquitto.port, caFile, username, password, topic: UPLINK_TOPIC };
        return await resultOf(JSON.stringify(options));
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

function resultOf(options: string): Promise<LoadResult> {
    const child = spawn(process.execPath, ["--expose-gc", mqttJsPeer, options], {
        stdio: ["ignore", "pipe", "inherit"],
    });
    return new Promise((resolve, reject) => {
        let result: LoadResult | undefined;
        createInterface({ input: child.stdout }).on("line", (line) => {
            if (line.startsWith("bench result ")) result = JSON.parse(line.slice(13)) as LoadResult;
        });
        child.once("close", (code) => {
            if (result) resolve(result);
            else reject(new Error(`MQTT.js alone ended with code ${code} and without a result`));
        });
    });
}
