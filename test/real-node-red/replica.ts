import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { createUserDirectory, type FlowNode, type UserDirectory } from "../../demo/user-directory";
import { AdminApi } from "../support/admin-api";
import { configNode, downlinkNode, inRows, LOGIN, uplinkNode } from "../support/flow-nodes";
import { type Mosquitto } from "../support/mosquitto";

/** Documents that a replica sends when its button is pressed. */
export const BATCH = 20;

/** What a replica reports to the operator. */
export interface ReplicaReport {
    /** Which replica. */
    readonly replica: string;
    /** `hello` once its flow has started, the id of a command that it has handled, or the number of a document. */
    readonly about: string;
}

/** Wraps what a replica reports into a document that its uplink node sends; the name comes with the environment. */
const REPORT = `
    const report = (about) => ({
        DevEUI_uplink: {
            Time: new Date().toISOString(),
            DevEUI: "20635F0100000001",
            FPort: 2,
            payload_hex: "0109ab",
            replica: env.get("WMW_REPLICA"),
            about: String(about),
        },
    });`;

/** One of several Node-REDs that run the same flow, each in a process and with a user directory of its own. */
export class Replica {
    readonly name: string;
    readonly #environment: Readonly<Record<string, string>>;
    readonly #userDirectory: UserDirectory;
    #process: NodeRedProcess | undefined;

    /** `protocolVersion` is all that differs: it too comes with the environment, so the flow is the same. */
    constructor(name: string, broker: Mosquitto, protocolVersion: "4" | "5") {
        this.name = name;
        this.#environment = { WMW_REPLICA: name, MQTT_VERSION: protocolVersion };
        this.#userDirectory = createUserDirectory({
            flows: replicaFlow(broker.port),
            credentials: { config: LOGIN },
            caPem: broker.caPem,
        });
    }

    /** Starts it, again where it was killed. Resolves when its editor answers: its hello may come before or after. */
    async start(): Promise<void> {
        this.#process = await startNodeRed({
            userDirectory: this.#userDirectory,
            env: this.#environment,
        });
        await this.#process.ready;
    }

    /** Makes it send a batch of documents. */
    async press(): Promise<void> {
        if (!this.#process) throw new Error(`${this.name} was not started`);
        await new AdminApi(this.#process.url).inject("button");
    }

    /** kill -9. */
    async kill(): Promise<void> {
        await this.#process?.kill();
    }

    /** Ends it for good, and removes its user directory. */
    async stop(): Promise<void> {
        await this.#process?.stop();
        this.#userDirectory.remove();
    }
}

/** What a document reports that came from a replica. */
export function reportOf(text: string): ReplicaReport {
    const { DevEUI_uplink } = JSON.parse(text) as { DevEUI_uplink: ReplicaReport };
    return { replica: DevEUI_uplink.replica, about: DevEUI_uplink.about };
}

/** Time-outs are those of a new connection, so that a busy machine is no fault. */
function replicaFlow(brokerPort: number): FlowNode[] {
    return [
        { id: "tab", type: "tab", label: "the same in all" },
        configNode(brokerPort, {
            tls: "",
            protocolVersion: "${MQTT_VERSION}",
            sharedGroup: "replicas",
            connectTimeout: 60,
            actionTimeout: 60,
        }),
        ...inRows([
            { id: "start", type: "inject", props: [], once: true, wires: [["hello"]] },
            functionNode("hello", `return { payload: report("hello") };`),
            downlinkNode({ wires: [["handled"]] }),
            functionNode("handled", `return { payload: report(msg.payload.DevEUI_downlink.CorrelationID) };`),
            { id: "button", type: "inject", props: [], wires: [["batch"]] },
            functionNode(
                "batch",
                `return { payload: Array.from({ length: ${BATCH} }, (_, n) => report(n)) };`,
            ),
            uplinkNode(),
        ]),
    ];
}

function functionNode(id: string, body: string): FlowNode {
    return { id, type: "function", func: `${REPORT}\n${body}`, outputs: 1, libs: [], wires: [["uplink"]] };
}
