import { type Clock } from "../../clock";
import { WmwError } from "../../errors";
import { type OutboxEntry } from "../entry";
import { type OutboxStore, type StoreListener, type StoreState } from "../outbox-store";
import { attempt, wordsOf } from "./disk-error";
import { DurableQueue } from "./durable-queue";
import { FaultReport } from "./fault-report";
import { PendingEntries } from "./pending-entries";
import { type Processes } from "./processes";
import { type QueueFiles } from "./queue-files";
import { type About } from "./queue-folder";
import { type ReadAheadListener } from "./read-ahead";
import { Tally } from "./tally";
import { TurnTask } from "./turn-task";

/** What the store on disk tells the outbox. */
export interface DiskStoreListener extends StoreListener {
    /** Records were damaged, and the documents in them are lost. */
    damaged(records: number): void;
}

/** What a store on disk is made of. */
export interface DiskStoreParts {
    readonly files: QueueFiles;
    /** Path of the folder, which belongs to the store alone. */
    readonly folder: string;
    readonly about: About;
    /** Size (bytes) from which on a file of the log gets no more records. */
    readonly segmentBytes: number;
    readonly clock: Clock;
    readonly listener: DiskStoreListener;
    readonly processes: Processes;
    /** How long (ms) `close` waits for the disk. */
    readonly closeTimeout: number;
}

/** What is written and synced together has about this many bytes at most. */
const GROUP_BYTES = 1024 * 1024;

/** A queue that could not be opened is tried again with a document that comes this much later (ms). */
const OPEN_AGAIN_AFTER = 1_000;

/**
 * A store on disk, which a crash or a power cut does not empty. What comes in one turn of the event loop is
 * written together and synced together, and then settled: it is safe. Where the disk does not take it, it is
 * settled with `WMW_QUEUE_FAILED`, and nothing of it is kept.
 */
export class DiskStore implements OutboxStore {
    /** Resolves when the first attempt to open it has ended, one way or the other. */
    readonly opened: Promise<void>;
    readonly #parts: DiskStoreParts;
    readonly #tally = new Tally();
    readonly #pending = new PendingEntries(this.#tally);
    readonly #faults: FaultReport;
    readonly #work = new TurnTask(() => this.#workOnce());
    #queue: DurableQueue | undefined;
    /** Why the last attempt to open it failed, and when. */
    #failure: { readonly error: WmwError; readonly at: number } | undefined;
    #closed: Promise<void> | undefined;
    /** The disk has not answered in time: whoever waited for it was told so. */
    #abandoned = false;

    constructor(parts: DiskStoreParts) {
        this.#parts = parts;
        this.#faults = new FaultReport(parts.listener);
        this.opened = this.#open();
    }

    get documents(): number {
        return this.#tally.documents;
    }

    get bytes(): number {
        return this.#tally.bytes;
    }

    get waiting(): number {
        if (this.#queue) return this.documents - this.#queue.inHand;
        return this.#failure ? 0 : this.documents;
    }

    get state(): StoreState {
        if (this.#queue) return "open";
        return this.#failure ? "failed" : "opening";
    }

    append(entry: OutboxEntry): void {
        if (this.#closed) {
            entry.settled(new WmwError("WMW_STOPPED", "the connection is being closed"));
            return;
        }
        this.#pending.add(entry);
        this.#work.ask();
    }

    peek(): OutboxEntry | undefined {
        return this.#queue?.peek();
    }

    take(): OutboxEntry | undefined {
        return this.#queue?.take();
    }

    remove(entry: OutboxEntry): void {
        this.#queue?.remove(entry);
        if (this.documents === 0 && !this.#closed) this.#work.ask();
    }

    putBack(entries: readonly OutboxEntry[]): void {
        this.#queue?.putBack(entries);
    }

    setAside(entry: OutboxEntry, reason: string): void {
        this.#queue?.setAside(entry, reason);
    }

    /**
     * Writes what is pending, and lets go of the folder. Where the disk does not answer in time, what is
     * pending is settled with `WMW_QUEUE_FAILED`, and the folder is let go when it does.
     */
    close(): Promise<void> {
        this.#closed ??= this.#close();
        return this.#closed;
    }

    async #close(): Promise<void> {
        const { clock, closeTimeout } = this.#parts;
        await new Promise<void>((resolve) => {
            const cancel = clock.after(closeTimeout, () => {
                this.#abandon();
                resolve();
            });
            void this.#end().then(() => {
                cancel();
                resolve();
            });
        });
    }

    async #end(): Promise<void> {
        await this.opened;
        await this.#work.ended();
        await this.#queue?.close();
    }

    #abandon(): void {
        this.#abandoned = true;
        this.#queue?.abandon();
        this.#pending.failAll(new WmwError("WMW_QUEUE_FAILED", "the queue on disk does not answer"));
    }

    async #open(): Promise<void> {
        const { clock, listener } = this.#parts;
        try {
            this.#queue = await DurableQueue.open({
                ...this.#parts,
                tally: this.#tally,
                listener: this.#readListener,
            });
        } catch (error) {
            const reason = `the queue on disk cannot be opened: ${wordsOf(error)}`;
            this.#failure = { error: new WmwError("WMW_QUEUE_FAILED", reason), at: clock.now() };
            this.#faults.raise("open", reason);
            listener.changed();
            return;
        }
        this.#failure = undefined;
        this.#faults.clear("open");
        if (this.#queue.damaged > 0) listener.damaged(this.#queue.damaged);
        listener.changed();
    }

    async #workOnce(): Promise<void> {
        await this.opened;
        if (this.#mayOpenAgain) await this.#open();
        if (this.#queue) await this.#workOn(this.#queue);
        else this.#refuseAll();
        if (this.#pending.any) this.#work.ask();
    }

    get #mayOpenAgain(): boolean {
        if (this.#queue || !this.#failure || !this.#pending.any) return false;
        const elapsed = this.#parts.clock.now() - this.#failure.at;
        return elapsed < 0 || elapsed >= OPEN_AGAIN_AFTER;
    }

    #refuseAll(): void {
        if (!this.#failure || !this.#pending.any) return;
        this.#pending.failAll(this.#failure.error);
        this.#parts.listener.changed();
    }

    async #workOn(queue: DurableQueue): Promise<void> {
        const group = this.#pending.nextGroup(Math.min(GROUP_BYTES, this.#parts.segmentBytes));
        if (group.length > 0) await this.#commit(queue, group);
        if (this.documents === 0) await attempt(queue.clear());
    }

    async #commit(queue: DurableQueue, group: readonly OutboxEntry[]): Promise<void> {
        try {
            await queue.commit(group);
        } catch (error) {
            if (!this.#abandoned) this.#refuse(`the queue on disk cannot be written: ${wordsOf(error)}`);
            return;
        }
        this.#faults.clear("write");
        this.#pending.settleGroup();
        this.#parts.listener.changed();
    }

    #refuse(reason: string): void {
        this.#faults.raise("write", reason);
        this.#pending.failGroup(new WmwError("WMW_QUEUE_FAILED", reason));
        this.#parts.listener.changed();
    }

    get #readListener(): ReadAheadListener {
        const { listener } = this.#parts;
        return {
            readable: () => listener.changed(),
            failed: (error) =>
                this.#faults.raise("read", `the queue on disk cannot be read: ${wordsOf(error)}`),
            read: () => this.#faults.clear("read"),
            lost: (documents, bytes) => {
                this.#tally.subtract(documents, bytes);
                listener.damaged(documents);
                listener.changed();
            },
            givenUp: (error, entry) => listener.givenUp(error, entry),
        };
    }
}
