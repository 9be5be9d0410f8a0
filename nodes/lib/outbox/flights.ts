import { type Cancel, type Clock } from "../clock";
import { type OutboxEntry } from "./entry";

/** An entry that was sent and not answered yet. */
export interface Flight {
    readonly entry: OutboxEntry;
    /** Whether the entry was taken from the store; else it went straight from its sender to the broker. */
    readonly stored: boolean;
}

interface Sent extends Flight {
    readonly sentAt: number;
}

/**
 * What was sent and not answered yet, in the order of sending. One timer watches all of them: the first is the one
 * that is due first.
 */
export class Flights {
    readonly #sent = new Map<number, Sent>();
    readonly #clock: Clock;
    readonly #patience: number;
    readonly #overdue: () => void;
    #next = 0;
    #cancelWatch: Cancel | undefined;

    /** `overdue` is called when an answer takes longer than `patience` milliseconds, and again after as many. */
    constructor(parts: { clock: Clock; patience: number; overdue: () => void }) {
        this.#clock = parts.clock;
        this.#patience = parts.patience;
        this.#overdue = parts.overdue;
    }

    get size(): number {
        return this.#sent.size;
    }

    /** Adds one; gives its number. */
    add(entry: OutboxEntry, stored: boolean): number {
        const number = this.#next;
        this.#next += 1;
        this.#sent.set(number, { entry, stored, sentAt: this.#clock.elapsed() });
        this.#watch();
        return number;
    }

    /** Whether the one with this number has not been answered, or taken, yet. */
    has(number: number): boolean {
        return this.#sent.has(number);
    }

    /** Takes the one with this number, unless it was taken before. */
    take(number: number): Flight | undefined {
        const flight = this.#sent.get(number);
        this.#sent.delete(number);
        return flight;
    }

    /** Takes all, in the order of sending. */
    takeAll(): readonly Flight[] {
        const flights = [...this.#sent.values()];
        this.#sent.clear();
        return flights;
    }

    /** Ends the watch. */
    stop(): void {
        this.#cancelWatch?.();
        this.#cancelWatch = undefined;
    }

    #watch(): void {
        if (this.#cancelWatch) return;
        const [oldest] = this.#sent.values();
        if (!oldest) return;
        const left = oldest.sentAt + this.#patience - this.#clock.elapsed();
        this.#cancelWatch = this.#clock.after(left > 0 ? left : this.#patience, () => {
            this.#cancelWatch = undefined;
            const [first] = this.#sent.values();
            if (first && this.#clock.elapsed() - first.sentAt >= this.#patience) this.#overdue();
            this.#watch();
        });
    }
}
