import { type WmwError } from "../../errors";
import { type OutboxEntry } from "../entry";
import { type Tally } from "./tally";

/** What a record has besides its document, roughly (bytes). */
const RECORD_OVERHEAD = 128;

/** Entries that are not safe yet. Each is settled once: with its group, or with all others. */
export class PendingEntries {
    readonly #tally: Tally;
    /** What is being written. */
    #group: readonly OutboxEntry[] = [];
    #waiting: OutboxEntry[] = [];

    /** The tally holds all entries that were added and did not fail. */
    constructor(tally: Tally) {
        this.#tally = tally;
    }

    /** Whether any wait to be written. */
    get any(): boolean {
        return this.#waiting.length > 0;
    }

    add(entry: OutboxEntry): void {
        this.#waiting.push(entry);
        this.#tally.add(1, entry.bytes);
    }

    /** What is to be written next: about `most` bytes, and one entry at least, where any waits. */
    nextGroup(most: number): readonly OutboxEntry[] {
        let count = 0;
        for (let bytes = 0; count < this.#waiting.length && bytes < most; count += 1) {
            bytes += (this.#waiting[count]?.bytes ?? 0) + RECORD_OVERHEAD;
        }
        this.#group = this.#waiting.splice(0, count);
        return this.#group;
    }

    /** The group is safe. */
    settleGroup(): void {
        for (const entry of this.#takeGroup()) entry.settled();
    }

    /** The group cannot be kept. */
    failGroup(error: WmwError): void {
        this.#fail(this.#takeGroup(), error);
    }

    /** Nothing can be kept. */
    failAll(error: WmwError): void {
        const entries = [...this.#takeGroup(), ...this.#waiting];
        this.#waiting = [];
        this.#fail(entries, error);
    }

    #takeGroup(): readonly OutboxEntry[] {
        const group = this.#group;
        this.#group = [];
        return group;
    }

    #fail(entries: readonly OutboxEntry[], error: WmwError): void {
        for (const entry of entries) {
            // One by one: who is told may put another, and the numbers have to be true by then.
            this.#tally.subtract(1, entry.bytes);
            entry.settled(error);
        }
    }
}
