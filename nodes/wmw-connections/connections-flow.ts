import { type Node, type NodeAPI, type NodeMessage } from "node-red";
import { isJsonObject } from "../lib/documents/json-object";
import { WmwError } from "../lib/errors";
import { combined, failed, passed, type Checked } from "../lib/problem";
import {
    statusOfFailure,
    statusOfOperation,
    statusOfOutcome,
    statusOfState,
    type CallStatus,
} from "../lib/thingpark-api/call-status";
import { type WmwSide } from "../lib/thingpark-api/connection-body";
import { type ConnectionsSettings, type IdSource } from "../lib/thingpark-api/connections-settings";
import { readOrder, type Order } from "../lib/thingpark-api/order";
import { stopping } from "../lib/thingpark-api/stopping";
import { type ThingPark } from "../lib/thingpark-api/thingpark";
import { CreatedNotice } from "./created-notice";

/** What a message may say to a `wmw-connections`. */
export interface ConnectionsMessage extends NodeMessage {
    operation?: unknown;
    connectionId?: unknown;
    statusCode?: unknown;
}

/** What a `wmw-connections` works with. */
export interface ConnectionsParts {
    readonly thingPark: Checked<ThingPark>;
    readonly settings: Checked<ConnectionsSettings>;
    readonly wmw: Checked<WmwSide>;
}

const STATUS_KEYS = "@wmw-nodes/node-red-wmw/wmw-connections:status.";

/** Carries out the orders that messages give to a node, as long as the node is there. */
export class ConnectionsFlow {
    readonly #RED: NodeAPI;
    readonly #node: Node;
    readonly #parts: ConnectionsParts;
    readonly #stop = stopping();
    readonly #notice: CreatedNotice;
    #shown = "";

    constructor(RED: NodeAPI, node: Node, parts: ConnectionsParts) {
        this.#RED = RED;
        this.#node = node;
        this.#parts = parts;
        this.#notice = new CreatedNotice(RED, node.id);
    }

    /** The message with what came of its order. Rejects with a WmwError. */
    async carryOut(message: ConnectionsMessage): Promise<ConnectionsMessage> {
        try {
            const { thingPark, order } = await this.#read(message);
            this.show(statusOfOperation(order.operation));
            const outcome = await thingPark.run(order, {
                signal: this.#stop.signal,
                onState: (state) => {
                    this.show(statusOfState(state));
                },
                onCreated: () => {
                    this.#notice.count();
                },
            });
            this.show(statusOfOutcome(outcome.done, "waitUntilOpened" in order && order.waitUntilOpened));
            const { payload, connectionId, statusCode } = outcome;
            return Object.assign(
                message,
                { payload, statusCode },
                connectionId === undefined ? {} : { connectionId },
            );
        } catch (error) {
            if (error instanceof WmwError) this.show(statusOfFailure(error));
            throw error;
        }
    }

    /** Writes the node's status when it has changed. */
    show({ fill, shape, key }: CallStatus): void {
        if (this.#shown === key || this.#stop.signal.aborted) return;
        this.#shown = key;
        this.#node.status({ fill, shape, text: `${STATUS_KEYS}${key}` });
    }

    /** Ends what is under way: its messages fail with `WMW_STOPPED`. */
    close(): void {
        this.#stop.abort();
        this.#notice.stop();
    }

    async #read(message: ConnectionsMessage): Promise<{ thingPark: ThingPark; order: Order }> {
        const { wmw, ...needed } = this.#parts;
        const parts = combined<{ thingPark: ThingPark; settings: ConnectionsSettings }>(needed);
        if (!parts.ok) throw WmwError.ofProblems("WMW_API_BAD_REQUEST", parts.problems);
        const { thingPark, settings } = parts.value;
        const connectionId = await this.#evaluate(settings.idSource, message);
        const { operation, payload } = message;
        const order = readOrder(settings, { operation, payload, connectionId }, wmw);
        if (!order.ok) throw WmwError.ofProblems("WMW_API_BAD_REQUEST", order.problems);
        return { thingPark, order: order.value };
    }

    async #evaluate(source: IdSource, message: ConnectionsMessage): Promise<Checked<unknown>> {
        try {
            return passed(await this.#valueOf(source, message));
        } catch (error) {
            return failed("connectionId", "connection-id-invalid", `expected a value: ${reasonIn(error)}`);
        }
    }

    /** Rejects too where an expression cannot even be read, which Node-RED throws. */
    #valueOf({ value, type }: IdSource, message: ConnectionsMessage): Promise<unknown> {
        return new Promise((resolve, reject) => {
            this.#RED.util.evaluateNodeProperty(value, type, this.#node, message, (error, id: unknown) => {
                if (error) reject(error);
                else resolve(id);
            });
        });
    }
}

/** JSONata throws objects that are no Errors, but have a message. */
function reasonIn(error: unknown): string {
    return isJsonObject(error) && typeof error.message === "string" ? error.message : String(error);
}
