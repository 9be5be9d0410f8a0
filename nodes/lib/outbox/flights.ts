import { type Cancel, type Clock } from "../clock";
import { type OutboxEntry } from "./entry";

/** An entry that was sent and not answered yet. */
export interface Flight {
    readonly entry: OutboxEntry;
    /**
     * Where the document is but for the flight. `store`: the entry was taken from there; `sender`: it went straight
     * from its sender to the broker; `both`: it did, and was put into the store afterwards.
     */
    readonly home: "store" | "sender" | "both";
    /** When it was sent, by the clock that nobody sets; 0 before. */
    sentAt: number;
}

/**
 * What was sent and not answered yet, in the order of sending. One timer watches all of them: the first is the one
 * that is due first.
 */
export class Flights {
    readonly #sent = new Map<number, Flight>();
    readonly #clock: Clock;
    readonly #patience: number;
    readonly #overdue: () => void;
    #next = 0;
    /** How many are with their senders only. */
    #unstored = 0;
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

    /** Adds one that is sent now; gives its number. */
    add(flight: Flight): number {
        const number = this.#next;
        this.#next += 1;
        flight.sentAt = this.#clock.elapsed();
        this.#sent.set(number, flight);
        if (flight.home === "sender") this.#unstored += 1;
        this.#watch();
        return number;
    }

    /** The numbers of those that are with their senders only, in the order of sending. */
    get unstored(): readonly (readonly [number: number, entry: OutboxEntry])[] {
        if (this.#unstored === 0) return [];
        return [...this.#sent].flatMap(([number, { entry, home }]) =>
            home === "sender" ? [[number, entry] as const] : [],
        );
    }

    /** The document of a flight has another home now, and an entry of its own there. */
    move(number: number, entry: OutboxEntry, home: "store" | "both"): void {
        const flight = this.#sent.get(number);
        if (!flight) return;
        if (flight.home === "sender") this.#unstored -= 1;
        this.#sent.set(number, { entry, home, sentAt: flight.sentAt });
    }

    /** Whether the one with this number has not been answered, or taken, yet. */
    has(number: number): boolean {
        return this.#sent.has(number);
    }

    /** Takes the one with this number, unless it was taken before. */
    take(number: number): Flight | undefined {
        const flight = this.#sent.get(number);
        if (flight?.home === "sender") this.#unstored -= 1;
        this.#sent.delete(number);
        return flight;
    }

    /** Takes all, in the order of sending. */
    takeAll(): readonly Flight[] {
        const flights = [...this.#sent.values()];
        this.#sent.clear();
        this.#unstored = 0;
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
