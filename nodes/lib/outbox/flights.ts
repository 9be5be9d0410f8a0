import { type Cancel, type Clock } from "../clock";
import { type OutboxEntry } from "./entry";

/** An entry that is sent, and not answered yet. `Flights` alone changes one. */
export interface Flight {
    entry: OutboxEntry;
    /**
     * Where the document is but for the flight. `store`: the entry was taken from there; `sender`: it went straight
     * from its sender to the broker; `both`: it did, and was put into the store afterwards.
     */
    home: "store" | "sender" | "both";
    /** When it was sent, by the clock that nobody sets; 0 before. */
    sentAt: number;
}

const NONE: readonly Flight[] = [];

/**
 * What was sent and not answered yet, in the order of sending. One timer watches all of them: the first is the one
 * that is due first.
 */
export class Flights {
    readonly #sent = new Set<Flight>();
    readonly #clock: Clock;
    readonly #patience: number;
    readonly #overdue: () => void;
    /** How many are with their senders only. */
    #unstored = 0;
    #cancelWatch: Cancel | undefined;
    #whenLanded: (() => void) | undefined;

    /** `overdue` is called when an answer takes longer than `patience` milliseconds, and again after as many. */
    constructor(parts: { clock: Clock; patience: number; overdue: () => void }) {
        this.#clock = parts.clock;
        this.#patience = parts.patience;
        this.#overdue = parts.overdue;
    }

    get size(): number {
        return this.#sent.size;
    }

    /** Adds one that is sent now. */
    add(flight: Flight): void {
        flight.sentAt = this.#clock.elapsed();
        this.#sent.add(flight);
        if (flight.home === "sender") this.#unstored += 1;
        this.#watch();
    }

    /** Those that are with their senders only, in the order of sending. */
    get unstored(): readonly Flight[] {
        return this.#unstored === 0 ? NONE : [...this.#sent].filter(({ home }) => home === "sender");
    }

    /** The document of a flight has another home now, and an entry of its own there. */
    move(flight: Flight, entry: OutboxEntry, home: "store" | "both"): void {
        if (flight.home === "sender") this.#unstored -= 1;
        flight.entry = entry;
        flight.home = home;
    }

    /** Whether one has not been answered, or taken, yet. */
    has(flight: Flight): boolean {
        return this.#sent.has(flight);
    }

    /** Takes one; false where it was taken before. */
    take(flight: Flight): boolean {
        if (!this.#sent.delete(flight)) return false;
        if (flight.home === "sender") this.#unstored -= 1;
        if (this.#sent.size === 0) this.#whenLanded?.();
        return true;
    }

    /** Takes all, in the order of sending. */
    takeAll(): readonly Flight[] {
        const flights = [...this.#sent];
        this.#sent.clear();
        this.#unstored = 0;
        this.#whenLanded?.();
        return flights;
    }

    /** Resolves when none is in flight any more, or the time (ms) is over. */
    async landed(time: number): Promise<void> {
        if (this.#sent.size === 0) return;
        await new Promise<void>((resolve) => {
            const cancel = this.#clock.after(time, resolve);
            this.#whenLanded = () => {
                cancel();
                resolve();
            };
        });
    }

    /** Ends the watch. */
    stop(): void {
        this.#cancelWatch?.();
        this.#cancelWatch = undefined;
    }

    #watch(): void {
        if (this.#cancelWatch) return;
        const [oldest] = this.#sent;
        if (!oldest) return;
        const left = oldest.sentAt + this.#patience - this.#clock.elapsed();
        this.#cancelWatch = this.#clock.after(left > 0 ? left : this.#patience, () => {
            this.#cancelWatch = undefined;
            const [first] = this.#sent;
            if (first && this.#clock.elapsed() - first.sentAt >= this.#patience) this.#overdue();
            this.#watch();
        });
    }
}
