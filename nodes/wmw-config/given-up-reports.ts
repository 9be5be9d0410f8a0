import { type Node, type NodeAPI } from "node-red";
import { systemClock } from "../lib/clock";
import { type WmwError } from "../lib/errors";
import { type OutboxEntry } from "../lib/outbox/entry";
import { Throttle } from "../lib/throttle";
import { type WmwConfigNode } from "./wmw-config-node";

/** Without a Catch node, documents that are given up are counted in one line of the log in so many ms. */
const LOG_INTERVAL = 60_000;

/**
 * Tells of documents that were reported done and will not be sent: each goes to the Catch nodes of the node that
 * gave it, once. Where no flow has a Catch node nobody would see them there; the log, which would then get a line
 * for each, gets their number instead.
 */
export class GivenUpReports {
    readonly #RED: NodeAPI;
    readonly #config: WmwConfigNode;
    readonly #counts = new Map<string, number>();
    readonly #log: Throttle;
    /** Looked up once for each deploy. */
    #hasCatchNodes: boolean | undefined;

    constructor(RED: NodeAPI, config: WmwConfigNode) {
        this.#RED = RED;
        this.#config = config;
        this.#log = new Throttle(systemClock, LOG_INTERVAL, () => {
            for (const [code, count] of this.#counts)
                config.error(`${code}: ${count} queued documents were given up`);
            this.#counts.clear();
        });
    }

    tell(error: WmwError, entry: OutboxEntry): void {
        this.#hasCatchNodes ??= hasCatchNodes(this.#RED);
        if (this.#hasCatchNodes) {
            this.#nodeFor(entry.origin).error(error, { payload: contentOf(entry) });
            return;
        }
        this.#counts.set(error.code, (this.#counts.get(error.code) ?? 0) + 1);
        this.#log.ask();
    }

    /** The flows are others now. */
    flowsStarted(): void {
        this.#hasCatchNodes = undefined;
    }

    flowsStopping(): void {
        // Until the others are there, these still tell where errors go.
    }

    stop(): void {
        this.#log.stop();
    }

    /** The node that gave the document or, where it is gone, another one that publishes. */
    #nodeFor(origin: string): Node {
        const users = Object.values(this.#config.users);
        const other = users.find(({ type }) => type === "wmw-uplink-out") ?? users[0];
        return this.#config.users[origin] ?? other ?? this.#config;
    }
}

function hasCatchNodes(RED: NodeAPI): boolean {
    let found = false;
    RED.nodes.eachNode(({ type }) => {
        found ||= type === "catch";
    });
    return found;
}

function contentOf({ payload }: OutboxEntry): unknown {
    const text = payload.toString();
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}
