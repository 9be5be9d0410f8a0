import { type ErrorCode, type WmwError } from "../errors";
import { type OutboxEntry } from "./entry";
import { type OutboxStore } from "./outbox-store";

/** Documents handed over and not safe in the new place yet, at most. */
const MOST_AT_ONCE = 500;

/** What says nothing about the document: it stays where it is, and the move ends. */
const STAYS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
    "WMW_QUEUE_FULL",
    "WMW_QUEUE_FAILED",
    "WMW_STOPPED",
    "WMW_DISCARDED",
]);

/**
 * Moves what waits in a store, oldest first, to an outbox. A document leaves the store when it is safe in the new
 * place, so that a crash may double one, but loses none. Ends when nothing is left, or the outbox takes no more.
 */
export class BacklogMove {
    /** Resolves, at the end, with how many documents were moved. */
    readonly done: Promise<number>;
    readonly #store: OutboxStore;
    readonly #put: (entry: OutboxEntry) => void;
    #end: (moved: number) => void = () => undefined;
    #moved = 0;
    #underway = 0;
    #ending = false;
    /** An outbox may settle a document at once: that must not start a loop within the loop. */
    #going = false;
    readonly #staying: OutboxEntry[] = [];

    /** `store.changed` of the listener that the store was made with has to call `go`. */
    constructor(parts: { store: OutboxStore; put: (entry: OutboxEntry) => void }) {
        this.#store = parts.store;
        this.#put = parts.put;
        this.done = new Promise((resolve) => (this.#end = resolve));
    }

    /** Goes on with what is at hand. */
    go(): void {
        if (this.#going) return;
        this.#going = true;
        this.#handOver();
        this.#going = false;
        const isEmpty = this.#store.waiting === 0 && this.#store.state !== "opening";
        if (this.#underway === 0 && (this.#ending || isEmpty)) this.#finish();
    }

    /** Moves no more. */
    stop(): void {
        this.#ending = true;
        this.go();
    }

    #handOver(): void {
        while (!this.#ending && this.#underway < MOST_AT_ONCE) {
            const entry = this.#store.take();
            if (!entry) return;
            this.#underway += 1;
            this.#put({
                ...entry,
                settled: (error) => {
                    this.#settled(entry, error);
                },
            });
        }
    }

    #settled(entry: OutboxEntry, error: WmwError | undefined): void {
        this.#underway -= 1;
        if (error && STAYS.has(error.code)) {
            this.#ending = true;
            this.#staying.push(entry);
        } else {
            if (error) entry.settled(error);
            else this.#moved += 1;
            this.#store.remove(entry);
        }
        this.go();
    }

    #finish(): void {
        this.#store.putBack(this.#staying.splice(0).sort((one, other) => one.arrivedAt - other.arrivedAt));
        this.#end(this.#moved);
    }
}
