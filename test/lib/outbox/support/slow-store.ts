import { WmwError } from "../../../../nodes/lib/errors";
import { type OutboxEntry } from "../../../../nodes/lib/outbox/entry";
import { type OutboxStore, type StoreState } from "../../../../nodes/lib/outbox/outbox-store";

/**
 * A store that keeps documents safe and takes its time: what is appended is written, or fails, when the test says
 * so, and cannot be taken before it was read as well.
 */
export class SlowStore implements OutboxStore {
    state: StoreState = "open";
    documents = 0;
    bytes = 0;
    /** Whether what is written is at hand at once, and need not be read. */
    isCaughtUp = true;
    /** Told when more can be taken, or the store holds less. */
    changed: () => void = () => undefined;
    /** What was given up after it had been reported safe: `one: WMW_EXPIRED`. */
    readonly givenUp: string[] = [];
    #unwritten: OutboxEntry[] = [];
    /** How many could not be written, and have not been told of yet. */
    #failing = 0;
    #unread: OutboxEntry[] = [];
    #atHand: OutboxEntry[] = [];

    get waiting(): number {
        return this.#failing + this.#unwritten.length + this.#unread.length + this.#atHand.length;
    }

    append(entry: OutboxEntry): void {
        this.documents += 1;
        this.bytes += entry.bytes;
        this.#unwritten.push(entry);
    }

    peek(): OutboxEntry | undefined {
        return this.#atHand[0];
    }

    take(): OutboxEntry | undefined {
        return this.#atHand.shift();
    }

    remove(entry: OutboxEntry): void {
        this.documents -= 1;
        this.bytes -= entry.bytes;
    }

    putBack(entries: readonly OutboxEntry[]): void {
        this.#atHand = [...entries, ...this.#atHand];
    }

    setAside(): void {
        // Nobody looks into it.
    }

    close(): Promise<void> {
        return Promise.resolve();
    }

    /** Writes so many documents, all by default. */
    write(count = this.#unwritten.length): void {
        const group = this.#unwritten.splice(0, count);
        const stored = group.map((entry) => this.#stored(entry));
        if (this.isCaughtUp) this.#atHand.push(...stored);
        else this.#unread.push(...stored);
        for (const { settled } of group) settled();
        this.changed();
    }

    /** Fails to write so many documents. */
    fail(count: number): void {
        const group = this.#unwritten.splice(0, count);
        this.#failing = group.length;
        for (const entry of group) {
            this.#failing -= 1;
            this.remove(entry);
            entry.settled(new WmwError("WMW_QUEUE_FAILED", "the disk is full"));
        }
        this.changed();
    }

    /** Reads all that was written. */
    read(): void {
        this.isCaughtUp = true;
        this.#atHand.push(...this.#unread.splice(0));
        this.changed();
    }

    /** Has found out that these documents wait from before. */
    open(...entries: readonly OutboxEntry[]): void {
        this.state = "open";
        for (const entry of entries) {
            this.documents += 1;
            this.bytes += entry.bytes;
        }
        this.putBack(entries.map((entry) => this.#stored(entry)));
        this.changed();
    }

    #stored(entry: OutboxEntry): OutboxEntry {
        return {
            ...entry,
            settled: (error) => {
                if (error) this.givenUp.push(`${entry.payload.toString()}: ${error.code}`);
            },
        };
    }
}
