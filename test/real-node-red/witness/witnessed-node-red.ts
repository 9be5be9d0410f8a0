import { join } from "node:path";
import { startNodeRed, type NodeRedProcess } from "../../../demo/node-red-process";
import { type Platform } from "../../../demo/platform";
import { type FlowNode } from "../../../demo/user-directory";
import { AdminApi, type DeployType } from "../../support/admin-api";
import { builtNodes } from "../../support/built-nodes";
import { command } from "../../support/documents";
import { fetchAnew } from "../../support/fetch-anew";
import { configNode, downlinkNode, LOGIN } from "../../support/flow-nodes";
import { LIGHT_SETTINGS } from "../../support/light-settings";
import { FENCE, type UplinkOrder, type WorkReport } from "./work-report";

/** The longest times that there are (s): a machine that is slow, or stands still for a while, ends no connection. */
const PATIENT = { keepalive: 65_535, connectTimeout: 3_600, actionTimeout: 3_600 };

/** A Node-RED with the built package and a node that counts what the process does, on a platform. */
export class WitnessedNodeRed {
    readonly #nodeRed: NodeRedProcess;
    readonly #platform: Platform;

    private constructor(nodeRed: NodeRedProcess, platform: Platform) {
        this.#nodeRed = nodeRed;
        this.#platform = platform;
    }

    /** Starts it with these nodes on one tab, and resolves when it is subscribed. */
    static async start(platform: Platform, nodes: readonly FlowNode[]): Promise<WitnessedNodeRed> {
        const subscribed = platform.next("subscribed");
        const nodeRed = await startNodeRed({
            flows: flowsWith(platform, nodes),
            credentials: { config: LOGIN },
            caPem: platform.caPem,
            settings: {
                ...LIGHT_SETTINGS,
                nodesDir: builtNodes(join(__dirname, "..", "nodes", "work-witness.ts")),
            },
        });
        await nodeRed.ready;
        await subscribed;
        return new WitnessedNodeRed(nodeRed, platform);
    }

    /** Deploys these nodes in place of those on the tab. Resolves when they have started. */
    async deploy(nodes: readonly FlowNode[], type: DeployType): Promise<void> {
        const started = this.#nodeRed.next("line", (line) => /Started (modified )?(flows|nodes)/.test(line));
        await new AdminApi(this.#nodeRed.url).deploy(flowsWith(this.#platform, nodes), type);
        await started;
    }

    /**
     * Gives documents to these nodes in turn; what was done for it is told when each is settled and, where that is
     * wanted, each node has shown a status since.
     */
    async uplinks(
        nodes: readonly FlowNode[],
        { documents, untilShown = false }: { documents: number; untilShown?: boolean },
    ): Promise<WorkReport> {
        const order: UplinkOrder = { nodes: nodes.map(({ id }) => String(id)), documents, untilShown };
        await this.#ask("begin");
        return (await this.#ask("uplinks", order)) as WorkReport;
    }

    /** Sends a command to each of these devices; what was done for it is told when all have come out. */
    async commands(devEUIs: readonly string[]): Promise<WorkReport> {
        await this.#ask("begin");
        for (const devEUI of [...devEUIs, FENCE]) await this.#platform.sendDownlink("1234", command(devEUI));
        return (await this.#ask("commands")) as WorkReport;
    }

    async stop(): Promise<void> {
        await this.#nodeRed.stop();
    }

    async #ask(what: string, body: object = {}): Promise<unknown> {
        const response = await fetchAnew(`${this.#nodeRed.url}/witness/${what}`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(body),
        });
        if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`);
        return response.json();
    }
}

function flowsWith(platform: Platform, nodes: readonly FlowNode[]): FlowNode[] {
    const all: readonly FlowNode[] = [
        ...nodes,
        downlinkNode({ id: "fence", devEUIs: FENCE, wires: [["witness"]] }),
        { id: "witness", type: "work-witness" },
    ];
    return [
        { id: "tab", type: "tab", label: "test" },
        configNode(platform.mqttPort, { tls: "", ...PATIENT }),
        ...all.map((node, row) => ({ z: "tab", x: 200, y: 40 + 40 * row, wires: [], ...node })),
    ];
}
