import { type OutboxEntry } from "./entry";
import { type OutboxStore } from "./outbox-store";

/** How much may wait; both hold. */
export interface StoreLimits {
    readonly documents: number;
    readonly bytes: number;
}

/** A store in memory: bounded, and gone with the process. */
export class MemoryStore implements OutboxStore {
    readonly #limits: StoreLimits;
    /** Entries before `#head` were taken; they are cut off in one go now and then, so that taking stays cheap. */
    #entries: (OutboxEntry | undefined)[] = [];
    #head = 0;
    #bytes = 0;

    constructor(limits: StoreLimits) {
        this.#limits = limits;
    }

    get size(): number {
        return this.#entries.length - this.#head;
    }

    append(entry: OutboxEntry): boolean {
        const { documents, bytes } = this.#limits;
        if (this.size >= documents || this.#bytes + entry.document.bytes > bytes) return false;
        this.#entries.push(entry);
        this.#bytes += entry.document.bytes;
        return true;
    }

    shift(): OutboxEntry | undefined {
        const entry = this.#entries[this.#head];
        if (!entry) return undefined;
        this.#entries[this.#head] = undefined;
        this.#head += 1;
        this.#bytes -= entry.document.bytes;
        if (this.#head > 1024 && this.#head * 2 > this.#entries.length) this.#cutTaken();
        return entry;
    }

    restore(entries: readonly OutboxEntry[]): void {
        this.#cutTaken();
        this.#entries = [...entries, ...this.#entries];
        for (const { document } of entries) this.#bytes += document.bytes;
    }

    #cutTaken(): void {
        this.#entries = this.#entries.slice(this.#head);
        this.#head = 0;
    }
}
