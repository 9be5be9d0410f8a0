import { type Clock } from "../../clock";
import { type OutboxEntry } from "../entry";
import { CursorFile } from "./cursor-file";
import { attempt } from "./disk-error";
import { hideContents, removeLog } from "./folder-contents";
import { FolderLock } from "./folder-lock";
import { LogReader } from "./log-reader";
import { LogWriter } from "./log-writer";
import { type Processes } from "./processes";
import { type QueueFiles } from "./queue-files";
import { writeAbout, type About } from "./queue-folder";
import { ReadAhead, type ReadAheadListener } from "./read-ahead";
import { encodeRecord } from "./record";
import { recover, type RecoveredLog } from "./recover";
import { RefusedLog } from "./refused-log";
import { type Segment } from "./segment";
import { StoredEntry } from "./stored-entry";
import { TakenEntries } from "./taken-entries";
import { type Tally } from "./tally";
import { trim } from "./trim";
import { TurnTask } from "./turn-task";

/** What a queue on disk is made of. */
export interface DurableQueueParts {
    readonly files: QueueFiles;
    readonly folder: string;
    readonly about: About;
    /** Size (bytes) from which on a segment gets no more records. */
    readonly segmentBytes: number;
    readonly clock: Clock;
    readonly processes: Processes;
    /** Gets what the folder holds at the start, and loses what is removed. */
    readonly tally: Tally;
    readonly listener: ReadAheadListener;
}

/** So many documents may be removed before the cursor says so: after a kill they come again. */
const MOST_UNNOTED = 500;

/** A folder that is open: the log with what is taken from it, the cursor, the refused documents, the lock. */
export class DurableQueue {
    /** Damaged records that were found when it was opened. */
    readonly damaged: number;
    readonly #parts: DurableQueueParts;
    readonly #lock: FolderLock;
    readonly #cursor: CursorFile;
    readonly #segments: Segment[];
    readonly #writer: LogWriter;
    readonly #reader: ReadAhead;
    readonly #refused: RefusedLog;
    readonly #housekeeping = new TurnTask(() => this.#keepHouse());
    readonly #taken = new TakenEntries();
    /** Every sequence below was taken. */
    #passed: number;
    /** Documents that were removed since the cursor was written last. */
    #unnoted = 0;
    #abandoned = false;
    #closing = false;

    private constructor(parts: DurableQueueParts, lock: FolderLock, cursor: CursorFile, log: RecoveredLog) {
        const { files, folder, segmentBytes, clock, tally, listener } = parts;
        this.damaged = log.damaged;
        this.#parts = parts;
        this.#lock = lock;
        this.#cursor = cursor;
        this.#passed = cursor.value;
        const { segments, start, next } = log;
        this.#segments = segments;
        this.#writer = new LogWriter({ files, folder, segmentBytes, segments, next });
        const reader = new LogReader({ files, folder, segments, start });
        this.#reader = new ReadAhead({ log: reader, unread: log, clock, listener });
        this.#refused = new RefusedLog(files, folder);
        tally.add(log.documents, log.bytes);
        if (segments.length > 1) this.#housekeeping.ask();
    }

    /** Makes and locks the folder, and finds out what it holds. Throws what the disk throws, and `FolderInUse`. */
    static async open(parts: DurableQueueParts): Promise<DurableQueue> {
        const { files, folder, processes, about } = parts;
        const lock = await FolderLock.takeInTurn(files, folder, processes);
        try {
            await hideContents(files, folder);
            await writeAbout(files, folder, about);
            const cursor = await CursorFile.open(files, folder);
            return new DurableQueue(parts, lock, cursor, await recover(files, folder, cursor.value));
        } catch (error) {
            await lock.release();
            throw error;
        }
    }

    /** Entries that were taken, and neither removed nor put back. */
    get inHand(): number {
        return this.#taken.inHand;
    }

    peek(): OutboxEntry | undefined {
        return this.#taken.peekBack() ?? (this.#outran ? undefined : this.#reader.peek());
    }

    take(): OutboxEntry | undefined {
        const again = this.#taken.takeBack();
        if (again) return again;
        if (this.#outran) return undefined;
        const entry = this.#reader.take();
        if (!entry) return undefined;
        this.#taken.add(entry);
        this.#passed = entry.sequence + 1;
        return entry;
    }

    remove(entry: OutboxEntry): void {
        if (!this.#taken.remove(entry)) return;
        this.#parts.tally.subtract(1, entry.bytes);
        this.#unnoted += 1;
        if (!this.#closing) this.#housekeeping.ask();
    }

    putBack(entries: readonly OutboxEntry[]): void {
        this.#taken.putBack(entries);
    }

    setAside(entry: OutboxEntry, reason: string): void {
        this.#refused.note(entry, reason, this.#parts.clock.now());
    }

    /** Writes entries behind all others. When it resolves they are safe; when it throws none of them is kept. */
    async commit(entries: readonly OutboxEntry[]): Promise<void> {
        const first = this.#writer.next;
        const lines = entries.map((entry, index) => encodeRecord(first + index, entry));
        const bytes = Buffer.concat(lines);
        try {
            await this.#writer.write(bytes);
            if (this.#abandoned) throw new Error("nobody waits for it any more");
        } catch (error) {
            await this.#writer.discard();
            throw error;
        }
        const place = this.#writer.keep(bytes.length, entries.length);
        const { listener } = this.#parts;
        const stored = entries.map((entry, index) => new StoredEntry(first + index, entry, listener));
        this.#reader.add(
            stored,
            lines.map(({ length }) => length),
            place,
        );
    }

    /** What is being written is refused by now: it is not kept, even where the disk takes it after all. */
    abandon(): void {
        this.#abandoned = true;
    }

    /** For a queue that holds nothing: what it held is to be found on the disk no more. */
    async clear(): Promise<void> {
        await this.#writer.clear();
    }

    /** Brings the folder to rest, and removes it where it holds no document. */
    async close(): Promise<void> {
        this.#closing = true;
        this.#housekeeping.ask();
        await this.#housekeeping.ended();
        await this.#reader.close();
        await this.#refused.close();
        await this.#writer.close();
        await attempt(this.#cursor.close());
        const { files, folder, tally } = this.#parts;
        if (tally.documents === 0) await attempt(removeLog(files, folder));
        await this.#lock.release();
    }

    /** Whether the cursor has to catch up before more is given out: a busy disk may take a second for it. */
    get #outran(): boolean {
        return this.#unnoted >= MOST_UNNOTED;
    }

    /** The lowest sequence that is not removed. */
    get #lowest(): number {
        const known = this.#taken.lowest ?? this.#reader.peek()?.sequence;
        return known ?? (this.#reader.caughtUp ? this.#writer.next : this.#passed);
    }

    async #keepHouse(): Promise<void> {
        const cursor = this.#lowest;
        const unnoted = this.#unnoted;
        // An older cursor costs duplicates, no document: it is written again with the next removal.
        if (cursor !== this.#cursor.value) await attempt(this.#cursor.write(cursor));
        this.#noted(unnoted);
        const { files, folder } = this.#parts;
        await attempt(trim(files, folder, this.#segments, cursor));
    }

    /** The cursor was written, or cannot be, which must not end everything. */
    #noted(removed: number): void {
        const before = this.#unnoted;
        this.#unnoted -= removed;
        if (before >= MOST_UNNOTED && this.#unnoted < MOST_UNNOTED) this.#parts.listener.readable();
    }
}
