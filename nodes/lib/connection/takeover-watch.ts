import { type Failure } from "./failure";

/** How many connections in a row have to be closed soon after they were opened. */
const CLOSES = 3;

/**
 * Recognises that another client uses the same client id, where the broker cannot say so: MQTT 3.1.1 lets it
 * only close the connection of the one that came first [MQTT-3.1.4-2], and both come back and throw each other
 * out. A connection that was closed with documents in flight does not count: they may be the reason.
 */
export class TakeoverWatch {
    #closes = 0;

    /** The failure as it is to be told; `idle` says that the connection was open with nothing in flight. */
    judge(failure: Failure, idle: boolean): Failure {
        this.#closes = idle && failure.reason === "connection-lost" ? this.#closes + 1 : 0;
        if (this.#closes < CLOSES) return failure;
        const message = `the broker closed each of the last ${this.#closes} connections soon after it was opened: another client may use the same client id, or this user may not subscribe`;
        return { reason: "client-id-in-use", message };
    }

    /** The connection has held for a while. */
    stable(): void {
        this.#closes = 0;
    }
}
