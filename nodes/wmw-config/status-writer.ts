import { type Node, type NodeAPI, type NodeStatus } from "node-red";
import { type Status } from "../lib/status";
import { flowEvents } from "./flow-events";

const STATUS_KEYS = "@wmw-nodes/node-red-wmw/wmw-config:status.";

/**
 * Writes a node's status when it has changed. What a node shows from its first moment on is written once more when
 * all nodes of the deploy are there: Status nodes have missed it.
 */
export class StatusWriter {
    readonly #RED: NodeAPI;
    readonly #node: Node;
    #written: NodeStatus = {};
    /** Whether Status nodes have missed it. */
    #isMissed = false;

    constructor(RED: NodeAPI, node: Node) {
        this.#RED = RED;
        this.#node = node;
        const stopListening = flowEvents(RED.events)({
            flowsStarted: () => {
                stopListening();
                if (this.#isMissed) node.status(this.#written);
            },
            flowsStopping: () => undefined,
        });
        node.on("close", stopListening);
    }

    /** The node is made: what it shows by now was written too early. */
    made(): void {
        this.#isMissed = true;
    }

    show(status: Status): void {
        const { fill, shape } = status;
        const text = this.#textOf(status);
        const { fill: oldFill, shape: oldShape, text: oldText } = this.#written;
        if (fill === oldFill && shape === oldShape && text === oldText) return;
        this.#written = { fill, shape, text };
        this.#isMissed = false;
        this.#node.status(this.#written);
    }

    /**
     * The editor translates keys to its user's language; a status with a number is translated here, since keys
     * cannot carry one.
     */
    #textOf({ key, queued, leftBehind }: Status): string {
        if (queued !== undefined) return this.#withNumber("with-queue", key, queued);
        if (leftBehind !== undefined) return this.#withNumber("with-left-behind", key, leftBehind);
        return `${STATUS_KEYS}${key}`;
    }

    #withNumber(pattern: string, key: string, count: number): string {
        const reason = this.#RED._(`${STATUS_KEYS}${key}`);
        return this.#RED._(`${STATUS_KEYS}${pattern}`, { reason, count: String(count) });
    }
}
