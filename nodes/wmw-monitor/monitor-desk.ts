import { type NodeAPI } from "node-red";
import { isJsonObject } from "../lib/documents/json-object";
import { figuresOf, stateOf, stateOfProblems } from "../lib/monitor/connection-overview";
import { type DevicesChange, type MonitorAnswer } from "../lib/monitor/monitor-view";
import { refused, type Answer } from "../wmw-config/admin-answer";
import { redactionOf, type ConfigMonitor } from "../wmw-config/config-monitor";
import { configNode, type WmwConfigNode } from "../wmw-config/wmw-config-node";

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
        const node = configNode(this.#RED, configId);
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
        if (!isJsonObject(body) || body.action !== "clear") {
            return refused(400, 'expected {"action": "clear"}');
        }
        return this.#onMonitor(configId, ({ monitor }) => {
            monitor.clear();
            return {};
        });
    }

    #onMonitor(configId: string, look: (monitor: ConfigMonitor) => object): Answer {
        const monitor = configNode(this.#RED, configId)?.monitor;
        if (!monitor) return unknownConfiguration();
        monitor.monitor.look();
        return { status: 200, body: look(monitor) };
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
    return refused(404, "there is no such configuration, or it is disabled");
}
