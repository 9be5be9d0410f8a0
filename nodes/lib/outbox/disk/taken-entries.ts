import { type OutboxEntry } from "../entry";
import { type StoredEntry } from "./stored-entry";

/** Entries that were taken from the log, in its order, until they are removed. Some may have been put back. */
export class TakenEntries {
    /** Those put back among them, with their sequences; the first is the lowest. */
    readonly #sequences = new Map<OutboxEntry, number>();
    #back: OutboxEntry[] = [];

    add(entry: StoredEntry): void {
        this.#sequences.set(entry, entry.sequence);
    }

    /** Whether it was there. */
    remove(entry: OutboxEntry): boolean {
        return this.#sequences.delete(entry);
    }

    putBack(entries: readonly OutboxEntry[]): void {
        this.#back = [...entries, ...this.#back];
    }

    /** The first of those that were put back. */
    peekBack(): OutboxEntry | undefined {
        return this.#back[0];
    }

    takeBack(): OutboxEntry | undefined {
        return this.#back.shift();
    }

    /** How many were not put back. */
    get inHand(): number {
        return this.#sequences.size - this.#back.length;
    }

    get lowest(): number | undefined {
        const [lowest] = this.#sequences.values();
        return lowest;
    }
}
