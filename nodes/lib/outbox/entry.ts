import { type WmwError } from "../errors";

/** Told once what became of a document: nothing, when it is safe, or why it is not. */
export type Settled = (error?: WmwError) => void;

/** A document of QoS 1 on its way to the broker, and who waits for it. Times are milliseconds since 1970. */
export interface OutboxEntry {
    /** What goes to the broker: JSON. */
    readonly payload: string | Buffer;
    /** Size of the payload in UTF-8 bytes. */
    readonly bytes: number;
    /** Id of the node that it was given to, which hears of it when it is given up. */
    readonly origin: string;
    readonly arrivedAt: number;
    /** From when on it is not to be sent any more; undefined: it may be sent for ever. */
    readonly expiresAt: number | undefined;
    readonly settled: Settled;
}
