import { type OutboxEntry } from "./entry";

/** Where documents wait for the broker, oldest first. */
export interface OutboxStore {
    /** How many wait. */
    readonly size: number;
    /** Puts an entry behind the others; false when the store is full, and then nothing was changed. */
    append(entry: OutboxEntry): boolean;
    /** Takes the oldest entry. */
    shift(): OutboxEntry | undefined;
    /**
     * Puts entries that were taken back in front of all others, in their order. They are never refused: the
     * store had room for them before.
     */
    restore(entries: readonly OutboxEntry[]): void;
}
