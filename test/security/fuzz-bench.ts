import should from "should";
import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { type FlowNode } from "../../demo/user-directory";
import { type Counts, type MonitorAnswer } from "../../nodes/lib/monitor/monitor-view";
import { fetchAnew } from "../support/fetch-anew";
import { configNode, downlinkNode, inRows, LOGIN, TAB, uplinkNode } from "../support/flow-nodes";
import { KEY_IN_MESSAGES } from "./arbitrary-messages";
import { type FuzzReport } from "./fuzz-report";
import { fuzzOptions } from "./heap";

const UPLINK_NODES = [
    uplinkNode({ id: "uplink" }),
    uplinkNode({ id: "uplink-metadata", format: "metadata", qos: "0" }),
    uplinkNode({ id: "uplink-payload", format: "payload" }),
    ...["thingpark", "tts", "chirpstack", "any"].map((source) =>
        uplinkNode({ id: `uplink-${source}`, source }),
    ),
];

/** Takes every device, and what is no command. */
const EVERYTHING = "downlink";

const DOWNLINK_NODES = [
    downlinkNode({ id: EVERYTHING, emit: "all" }),
    downlinkNode({ id: "downlink-tts", format: "tts", application: "app@ttn" }),
    downlinkNode({ id: "downlink-chirpstack", format: "chirpstack", application: "bbea74d6" }),
    downlinkNode({ id: "downlink-one", devEUIs: "20635F0100000001" }),
];

/** The broker that Node-RED is connected to, and somebody at WMW beside it. */
export interface FuzzBroker {
    readonly port: number;
    readonly caPem: string;
    readonly protocolVersion: "4" | "5";
    /** Resolves when Node-RED, which starts now, has asked for what is published. */
    subscribed(): Promise<unknown>;
    /** Sends bytes to Node-RED; resolves when the broker has them. */
    publish(bytes: Buffer): Promise<void>;
    /** Sends bytes that come behind all that was published before; what has QoS 0 may overtake what has QoS 1. */
    publishBehindAll(bytes: Buffer): Promise<void>;
}

/** A Node-RED between any messages of its flows and any bytes of its broker. */
export class FuzzBench {
    readonly nodeRed: NodeRedProcess;
    readonly #broker: FuzzBroker;
    readonly #leaks: string[] = [];
    #published = 0;

    private constructor(nodeRed: NodeRedProcess, broker: FuzzBroker) {
        this.nodeRed = nodeRed;
        this.#broker = broker;
        nodeRed.on("line", (line) => {
            if (line.includes(KEY_IN_MESSAGES) || line.includes(LOGIN.password)) this.#leaks.push(line);
        });
    }

    static async start(broker: FuzzBroker): Promise<FuzzBench> {
        const { settings, env } = fuzzOptions();
        const subscribed = broker.subscribed();
        const nodeRed = await startNodeRed({
            flows: flows(broker),
            credentials: { config: LOGIN },
            caPem: broker.caPem,
            // Small, so that all of it is soon in use.
            settings: { ...settings, wmwConfigMonitorDevices: 100, wmwConfigMonitorMB: 1 },
            env,
        });
        const bench = new FuzzBench(nodeRed, broker);
        await nodeRed.ready;
        await nodeRed.waitForLine(new RegExp(`^${EVERYTHING} is green$`));
        await subscribed;
        return bench;
    }

    /** Gives any messages to the uplink nodes; resolves when each was settled. */
    async giveMessages(seed: number, count: number): Promise<void> {
        const nodes = UPLINK_NODES.map(({ id }) => id);
        const response = await fetchAnew(`${this.nodeRed.url}/fuzz/messages`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ seed, count, nodes }),
        });
        response.status.should.equal(200);
        await response.arrayBuffer();
    }

    /** Publishes what is to be read, and resolves when all of it was. */
    async publish(batch: readonly Buffer[]): Promise<void> {
        for (const bytes of batch) await this.#broker.publish(bytes);
        this.#published += batch.length + 1;
        const read = this.nodeRed.waitForLine(new RegExp(`^${EVERYTHING} fuzz-mark ${this.#published}$`));
        await this.#broker.publishBehindAll(Buffer.from(JSON.stringify({ "fuzz-mark": this.#published })));
        await read;
    }

    async report(): Promise<FuzzReport> {
        return (await (await fetchAnew(`${this.nodeRed.url}/fuzz/report`)).json()) as FuzzReport;
    }

    /** What the connection itself has counted. */
    async counts(): Promise<Counts> {
        const answer = await fetchAnew(`${this.nodeRed.url}/wmw/monitor/config`);
        const { figures } = (await answer.json()) as MonitorAnswer;
        if (!figures) throw new Error("there is no connection");
        return figures.counts;
    }

    /** Nothing was wrong so far, no secret was logged, and what was published has come out, as it is or as an error. */
    async isSound(): Promise<void> {
        const { wrong, sent, errors } = await this.report();
        wrong.should.deepEqual([]);
        this.#leaks.should.deepEqual([]);
        const { received, dispatched, unclaimed, broken, expired, other, notJson } = (await this.counts())
            .commands;
        received.should.equal(this.#published);
        should(dispatched + unclaimed + broken + expired + other + notJson).equal(received);
        unclaimed.should.equal(0);
        should(sent[EVERYTHING] ?? 0).equal(dispatched + other);
        should(errors[EVERYTHING] ?? 0).equal(broken + expired);
        for (const id of ["downlink-tts", "downlink-chirpstack"]) {
            should((sent[id] ?? 0) + (errors[id] ?? 0)).equal(dispatched + broken + expired);
        }
    }

    async stop(): Promise<void> {
        await this.nodeRed.stop();
    }
}

function flows({ port, protocolVersion }: FuzzBroker): FlowNode[] {
    const counters = DOWNLINK_NODES.map(({ id }) => ({
        id: `count-${String(id)}`,
        type: "fuzz-driver",
        counts: id,
    }));
    const nodes = [
        ...UPLINK_NODES,
        ...DOWNLINK_NODES.map((node) => ({ ...node, wires: [[`count-${String(node.id)}`]] })),
        ...counters,
        // Not of the uplink nodes: Node-RED clones what is caught, and ends by what is nested too deeply for that.
        {
            id: "catch",
            type: "catch",
            scope: DOWNLINK_NODES.map(({ id }) => id),
            wires: [["count-downlink"]],
        },
    ];
    return [TAB, configNode(port, { tls: "", protocolVersion }), ...inRows(nodes)];
}
