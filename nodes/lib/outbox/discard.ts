import { type OutboxEntry } from "./entry";

/** How an order to discard ended: how many documents were given up, and how many it did not get to. */
export interface DiscardEnd {
    readonly documents: number;
    /** 0 where it was carried out; undefined where the store does not know what waits in it. */
    readonly left: number | undefined;
}

/**
 * An order to give up all that waits, until it is carried out: the store may have to fetch documents first. What
 * comes later stands behind what is to go, so that it is enough to know how many these are; what was on its way when
 * the order was given is none of it, wherever it waits when it comes back.
 */
export class Discard {
    readonly #ended: (end: DiscardEnd) => void;
    #documents = 0;
    #newer = 0;
    readonly #spared: OutboxEntry[] = [];

    /** @param ended told how the order ended; called once */
    constructor(ended: (end: DiscardEnd) => void) {
        this.#ended = ended;
    }

    /** How many documents of the line came after the order. */
    get newer(): number {
        return this.#newer;
    }

    /** Entries of the store that have to go back in front of the line when the order is carried out, in order. */
    get spared(): readonly OutboxEntry[] {
        return this.#spared;
    }

    /** A document comes: gives the entry to take in its place. */
    follow(entry: OutboxEntry): OutboxEntry {
        this.#newer += 1;
        return {
            ...entry,
            settled: (error) => {
                // The store could not keep it.
                if (error) this.#newer -= 1;
                entry.settled(error);
            },
        };
    }

    /** A document was given up. */
    gaveUp(): void {
        this.#documents += 1;
    }

    /** The order was carried out, or is forgotten with so many left. */
    end(left: number | undefined): void {
        this.#ended({ documents: this.#documents, left });
    }

    /** Another order takes over: this one ends as that does. */
    endWith({ documents, left }: DiscardEnd): void {
        this.#ended({ documents: this.#documents + documents, left });
    }

    /** Entries that were taken from the store, and in flight when the order was given. */
    spare(entries: readonly OutboxEntry[]): void {
        this.#spared.push(...entries);
    }
}
