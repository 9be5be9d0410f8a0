import { type NodeAPI } from "node-red";
import { figuresOf, stateOf, stateOfProblems } from "../lib/monitor/connection-overview";
import { type DevicesChange, type MonitorAnswer } from "../lib/monitor/monitor-view";
import { redactionOf, type ConfigMonitor } from "../wmw-config/config-monitor";
import { type WmwConfigNode } from "../wmw-config/wmw-config-node";

/** What is answered: a status and a body. */
export interface Answer {
    readonly status: number;
    readonly body: object;
}

/** Of a configuration without a connection there is nothing to see. */
const NOTHING: DevicesChange = { change: 0, floor: Number.MAX_SAFE_INTEGER, devices: [] };

/** Answers what people want to see of connections. */
export class MonitorDesk {
    readonly #RED: NodeAPI;

    constructor(RED: NodeAPI) {
        this.#RED = RED;
    }

    /** How a connection does, and what has become of its devices since a change that the viewer knows. */
    connection(configId: string, since: number): Answer {
        const node = this.#find(configId);
        if (!node) return unknownConfiguration();
        return { status: 200, body: answerAbout(node, since) };
    }

    /** The messages of a device after the one that the viewer knows. */
    messages(configId: string, device: string | undefined, after: number): Answer {
        return this.#onMonitor(configId, ({ monitor, redaction }) =>
            monitor.messages(device, after, redaction),
        );
    }

    /** The documents of a device: one of them, or all. */
    documents(configId: string, device: string | undefined, which: number | "all"): Answer {
        return this.#onMonitor(configId, ({ monitor, redaction }) => ({
            documents: monitor.documents(device, which, redaction),
        }));
    }

    /** Does what people want done. */
    act(configId: string, body: unknown): Answer {
        if (typeof body !== "object" || body === null || Reflect.get(body, "action") !== "clear") {
            return { status: 400, body: { error: 'expected {"action": "clear"}' } };
        }
        return this.#onMonitor(configId, ({ monitor }) => {
            monitor.clear();
            return {};
        });
    }

    #onMonitor(configId: string, look: (monitor: ConfigMonitor) => object): Answer {
        const monitor = this.#find(configId)?.monitor;
        if (!monitor) return unknownConfiguration();
        monitor.monitor.look();
        return { status: 200, body: look(monitor) };
    }

    #find(configId: string): WmwConfigNode | undefined {
        const node: unknown = this.#RED.nodes.getNode(configId);
        return typeof node === "object" && node !== null && "wmw" in node
            ? (node as WmwConfigNode)
            : undefined;
    }
}

function answerAbout({ wmw, monitor: seen, credentials }: WmwConfigNode, since: number): MonitorAnswer {
    const now = Date.now();
    if (!wmw.ok || !seen) {
        const problems = wmw.ok ? [] : wmw.problems;
        const state = stateOfProblems(problems, redactionOf(credentials));
        return { ...NOTHING, now, state, figures: null };
    }
    const { monitor, redaction, alarm } = seen;
    monitor.look();
    return {
        ...monitor.devices(since, redaction),
        now,
        state: stateOf(wmw.value.view, redaction),
        figures: figuresOf(wmw.value, monitor.rates, alarm?.low),
    };
}

function unknownConfiguration(): Answer {
    return { status: 404, body: { error: "there is no such configuration, or it is disabled" } };
}
