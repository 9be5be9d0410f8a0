import { type StoreListener } from "../outbox-store";

/** What the disk may fail at. */
export type Fault = "open" | "write" | "read";

/** Tells the listener that the disk fails, and that it does no more: once each, whatever fails how often. */
export class FaultReport {
    readonly #listener: Pick<StoreListener, "fault">;
    readonly #reasons = new Map<Fault, string>();

    constructor(listener: Pick<StoreListener, "fault">) {
        this.#listener = listener;
    }

    raise(fault: Fault, reason: string): void {
        if (this.#reasons.has(fault)) return;
        this.#reasons.set(fault, reason);
        this.#listener.fault(reason);
    }

    clear(fault: Fault): void {
        if (!this.#reasons.delete(fault)) return;
        const [left] = this.#reasons.values();
        this.#listener.fault(left);
    }
}
