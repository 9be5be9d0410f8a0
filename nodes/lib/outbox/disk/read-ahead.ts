import { type Cancel, type Clock } from "../../clock";
import { type StoreListener } from "../outbox-store";
import { type LogReader } from "./log-reader";
import { type StoredRecord } from "./record";
import { type LogPosition } from "./recover";
import { StoredEntry } from "./stored-entry";

/** What the reader tells its owner. */
export interface ReadAheadListener extends Pick<StoreListener, "givenUp"> {
    /** Records are at hand, where there were none. */
    readable(): void;
    /** The log cannot be read. */
    failed(error: unknown): void;
    /** The log can be read. */
    read(): void;
    /** Records that the log was known to hold are not to be found in it any more. */
    lost(documents: number, bytes: number): void;
}

/** What is at hand is full when either is reached, and filled up once it is half empty. */
const MOST_RECORDS = 1_000;
const MOST_BYTES = 256 * 1024;

/** How long (ms) it waits before it tries again what failed. */
const RETRY_AFTER = 1_000;

/**
 * Has the oldest records of the log at hand, a bounded number of them, and gets more while they are being
 * taken. While nothing in the log is unread, new records need not be read at all.
 */
export class ReadAhead {
    readonly #log: LogReader;
    readonly #clock: Clock;
    readonly #listener: ReadAheadListener;
    readonly #entries: StoredEntry[] = [];
    #bytes = 0;
    #unread: { documents: number; bytes: number };
    #loading: Promise<void> | undefined;
    #cancelRetry: Cancel | undefined;
    #closed = false;

    constructor(parts: {
        log: LogReader;
        /** What the log holds from its place on. */
        unread: { readonly documents: number; readonly bytes: number };
        clock: Clock;
        listener: ReadAheadListener;
    }) {
        this.#log = parts.log;
        this.#clock = parts.clock;
        this.#listener = parts.listener;
        const { documents, bytes } = parts.unread;
        this.#unread = { documents, bytes };
        this.#fill();
    }

    /** The oldest record, where it is at hand. */
    peek(): StoredEntry | undefined {
        return this.#entries[0];
    }

    take(): StoredEntry | undefined {
        const entry = this.#entries.shift();
        if (!entry) return undefined;
        this.#bytes -= entry.bytes;
        this.#fill();
        return entry;
    }

    /** Whether nothing in the log is unread. */
    get caughtUp(): boolean {
        return this.#unread.documents === 0;
    }

    /** Entries became part of the log: `sizes` are the bytes of their lines, the first of which is at `place`. */
    add(entries: readonly StoredEntry[], sizes: readonly number[], place: LogPosition): void {
        let { offset } = place;
        for (const [index, entry] of entries.entries()) {
            if (this.caughtUp && this.#hasRoom) {
                this.#push(entry);
            } else {
                if (this.caughtUp) this.#log.moveTo({ ...place, offset });
                this.#unread.documents += 1;
                this.#unread.bytes += entry.bytes;
            }
            offset += sizes[index] ?? 0;
        }
        this.#fill();
    }

    async close(): Promise<void> {
        this.#closed = true;
        this.#cancelRetry?.();
        await this.#loading;
        await this.#log.close();
    }

    get #hasRoom(): boolean {
        return this.#entries.length < MOST_RECORDS && this.#bytes < MOST_BYTES;
    }

    get #wantsMore(): boolean {
        if (this.#closed || this.caughtUp) return false;
        return this.#entries.length < MOST_RECORDS / 2 && this.#bytes < MOST_BYTES / 2;
    }

    #push(entry: StoredEntry): void {
        this.#entries.push(entry);
        this.#bytes += entry.bytes;
    }

    #fill(): void {
        if (this.#wantsMore) this.#loading ??= this.#load();
    }

    async #load(): Promise<void> {
        this.#cancelRetry?.();
        while (this.#wantsMore) {
            let records: readonly StoredRecord[] | undefined;
            try {
                records = await this.#log.next();
            } catch (error) {
                this.#cancelRetry = this.#clock.after(RETRY_AFTER, () => this.#fill());
                this.#listener.failed(error);
                break;
            }
            if (records) this.#take(records);
            else this.#lose();
        }
        this.#loading = undefined;
    }

    #take(records: readonly StoredRecord[]): void {
        const wasEmpty = this.#entries.length === 0;
        for (const record of records) {
            this.#unread.documents -= 1;
            this.#unread.bytes -= record.bytes;
            this.#push(new StoredEntry(record.sequence, record, this.#listener));
        }
        this.#listener.read();
        if (wasEmpty && records.length > 0) this.#listener.readable();
    }

    /** The log ends before all was found: without this they would be waited for, for ever. */
    #lose(): void {
        const { documents, bytes } = this.#unread;
        this.#unread = { documents: 0, bytes: 0 };
        this.#listener.lost(documents, bytes);
    }
}
