import { type Clock } from "../clock";
import { dropped, expired, queueFull, type Ending } from "./endings";
import { type OutboxEntry } from "./entry";
import { isExpired } from "./expiry";
import { type QueueLimits } from "./queue-limits";
import { type WaitingLine } from "./waiting-line";

/** How many documents are given up in one go; the rest follows when others had their turn. */
export const MOST_GIVEN_UP_AT_ONCE = 500;

/** The room that a queue has, and what gives way where it is full. */
export class Room {
    readonly #limits: QueueLimits;
    readonly #line: WaitingLine;
    readonly #clock: Clock;

    constructor(parts: { limits: QueueLimits; line: WaitingLine; clock: Clock }) {
        this.#limits = parts.limits;
        this.#line = parts.line;
        this.#clock = parts.clock;
    }

    /** How a document ends for which there is no room; undefined where there is, or where others give way to it. */
    refusalOf({ bytes }: OutboxEntry): Ending | undefined {
        if (this.#limits.whenFull !== "reject-new" || !this.#isFull(1, bytes)) return undefined;
        this.#giveUpExpired();
        return this.#isFull(1, bytes) ? queueFull(this.#line.size) : undefined;
    }

    /** Drops the oldest documents of a queue that is too full, where the user wants that. */
    make(): void {
        if (this.#limits.whenFull !== "drop-oldest") return;
        while (this.#isFull()) {
            const flight = this.#line.next();
            if (!flight) return;
            this.#line.end(flight, dropped());
        }
    }

    /** Whether the queue is over its limits, or would be with so much more. */
    #isFull(documents = 0, bytes = 0): boolean {
        return (
            this.#line.size + documents > this.#limits.documents ||
            this.#line.bytes + bytes > this.#limits.bytes
        );
    }

    #giveUpExpired(): void {
        for (let count = 0; count < MOST_GIVEN_UP_AT_ONCE; count += 1) {
            const oldest = this.#line.peek();
            if (!oldest || !isExpired(oldest, this.#clock)) return;
            this.#line.endOldest(expired());
        }
    }
}
