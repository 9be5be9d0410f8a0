import { type WmwError } from "../errors";
import { type UplinkDocument } from "../documents/uplink-input";

/** Told once what became of a document: nothing, when it is safe, or why it is not. */
export type Settled = (error?: WmwError) => void;

/** A document of QoS 1 on its way to the broker, and who waits for it. */
export interface OutboxEntry {
    readonly document: UplinkDocument;
    readonly settled: Settled;
}
