import { WmwError } from "../errors";
import { type OutboxEntry } from "./entry";

/** Documents given since the start, by what became of them. */
export interface OutboxCounters {
    /** Handed to the broker; a document that had to be sent again counts again. */
    sent: number;
    acknowledged: number;
    /** Refused by the broker, one by one. */
    refused: number;
    /** Older than the uplink time validity. */
    expired: number;
    /** Given up for newer ones, since the queue was full, or discarded by somebody. */
    dropped: number;
    /** Not taken: the queue was full, the document too large, or QoS 0 found no connection. */
    rejected: number;
}

/** How a document ends. */
export interface Ending {
    /** Where it is counted; undefined: nowhere. */
    readonly counter: keyof OutboxCounters | undefined;
    /** What is told to who gave it; undefined: it is safe. */
    readonly error: WmwError | undefined;
}

/** The broker has it. */
export const ACKNOWLEDGED: Ending = { counter: "acknowledged", error: undefined };

/** It went out with QoS 0, which nobody acknowledges. */
export const WRITTEN: Ending = { counter: undefined, error: undefined };

/** The broker does not take it, and says why. */
export function refused(reason: string): Ending {
    return {
        counter: "refused",
        error: new WmwError("WMW_REFUSED", `the broker refuses the document: ${reason}`),
    };
}

/** It is too old to be sent. */
export function expired(): Ending {
    return {
        counter: "expired",
        error: new WmwError("WMW_EXPIRED", "the document is older than the uplink time validity allows"),
    };
}

/** It has more bytes than the broker takes. */
export function tooLarge(bytes: number, most: number): Ending {
    return {
        counter: "rejected",
        error: new WmwError(
            "WMW_TOO_LARGE",
            `the document has ${bytes} bytes, the broker takes ${most} at most`,
        ),
    };
}

/** It found the queue full. */
export function queueFull(documents: number): Ending {
    return {
        counter: "rejected",
        error: new WmwError(
            "WMW_QUEUE_FULL",
            `the queue is full: ${documents} documents wait for the broker`,
        ),
    };
}

/** It gave way to newer ones. */
export function dropped(): Ending {
    return {
        counter: "dropped",
        error: new WmwError("WMW_QUEUE_FULL", "dropped for newer documents, since the queue is full"),
    };
}

/** A person wanted the queue emptied. */
export function discarded(): Ending {
    return {
        counter: "dropped",
        error: new WmwError("WMW_DISCARDED", "somebody discarded the queue"),
    };
}

/** It came after the end. */
export function closed(): Ending {
    return { counter: "rejected", error: new WmwError("WMW_STOPPED", "the connection is closed") };
}

/** With QoS 0 it found no connection. */
export function unconnected(): Ending {
    return {
        counter: "rejected",
        error: new WmwError("WMW_NO_CONNECTION", "not connected: a document of QoS 0 is not kept"),
    };
}

/** With QoS 0 it was handed over, and the connection broke before it was written. It was counted as sent. */
export function cutOff(): Ending {
    return {
        counter: undefined,
        error: new WmwError("WMW_NO_CONNECTION", "the connection broke before the document was sent"),
    };
}

/** Counts how documents end, and tells it to who gave them. */
export class Ledger {
    readonly counters: OutboxCounters = {
        sent: 0,
        acknowledged: 0,
        refused: 0,
        expired: 0,
        dropped: 0,
        rejected: 0,
    };

    /** A document is handed to the broker. */
    sent(): void {
        this.counters.sent += 1;
    }

    /** The fate of a document is known. */
    settle({ settled }: OutboxEntry, { counter, error }: Ending): void {
        if (counter) this.counters[counter] += 1;
        settled(error);
    }
}
