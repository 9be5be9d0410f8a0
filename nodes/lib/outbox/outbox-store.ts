import { type WmwError } from "../errors";
import { type OutboxEntry } from "./entry";

/** What a store tells the outbox. */
export interface StoreListener {
    /** More can be taken, or what the store holds has changed other than by a call of the outbox. */
    changed(): void;
    /** A document that was reported safe will not be sent: a limit of the user's, or the broker, ended it. */
    givenUp(error: WmwError, entry: OutboxEntry): void;
    /** The store can, or can no longer, keep documents safe; the reason is for people. */
    fault(reason: string | undefined): void;
}

/**
 * `opening`: it is not known yet what waits from before, and nothing may overtake it. `failed`: what waits from before
 * cannot be got at; it is tried again when more comes.
 */
export type StoreState = "opening" | "open" | "failed";

/**
 * Where documents wait for the broker, oldest first. A store either keeps them safe by itself, and then settles
 * each entry once it is, or leaves that to the broker's acknowledgement; the outbox does not care which.
 *
 * An entry is appended, taken, and then removed when its fate is known, or put back when it has to be sent again.
 */
export interface OutboxStore {
    /** Documents and bytes that were appended and not removed, the taken ones among them. */
    readonly documents: number;
    readonly bytes: number;
    /** Documents that were not taken, or were put back. */
    readonly waiting: number;
    readonly state: StoreState;
    /** Puts an entry behind all others. Never refuses: limits are the outbox's. */
    append(entry: OutboxEntry): void;
    /**
     * The oldest entry that waits, left where it is; undefined where none waits or none is at hand yet:
     * `changed` tells when one is.
     */
    peek(): OutboxEntry | undefined;
    /** Takes the entry that `peek` gives. */
    take(): OutboxEntry | undefined;
    /** Forgets an entry that was taken. */
    remove(entry: OutboxEntry): void;
    /** Puts entries that were taken back in front of all others, in their order. */
    putBack(entries: readonly OutboxEntry[]): void;
    /** Notes an entry that the broker refuses, for people to look into; it is still to be removed. */
    setAside(entry: OutboxEntry, reason: string): void;
    /**
     * Ends it: what was appended is kept where the store can keep it, and settled with `WMW_STOPPED` where it
     * cannot. Resolves when nothing is open any more.
     */
    close(): Promise<void>;
}
