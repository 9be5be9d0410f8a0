import { type WmwError } from "../../../nodes/lib/errors";
import { type OutboxEntry, type Settled } from "../../../nodes/lib/outbox/entry";
import { DiskStore, type DiskStoreParts } from "../../../nodes/lib/outbox/disk/disk-store";
import { type Processes } from "../../../nodes/lib/outbox/disk/processes";
import { type QueueFiles } from "../../../nodes/lib/outbox/disk/queue-files";
import { type About } from "../../../nodes/lib/outbox/disk/queue-folder";
import { History } from "./history";
import { ManualClock } from "./manual-clock";

export const FOLDER = "/data/wmw/queue";

export const CLOSE_TIMEOUT = 8_000;

export const ABOUT: About = {
    version: 1,
    configId: "config-1",
    url: "mqtts://broker.example:8883",
    host: "broker.example",
    port: 8883,
    enterpriseId: "1234",
};

/** Processes of which only those run that a test names, by pid. */
export function processesOf(pid: number, running: readonly number[] = [pid]): Processes {
    return {
        own: () => Promise.resolve({ pid, started: `start-${pid}`, host: "host" }),
        runs: (identity) => Promise.resolve(running.includes(identity.pid)),
    };
}

/** A store on disk, what it says, and what became of what was put into it. */
export class StoreBench {
    readonly clock = new ManualClock();
    readonly store: DiskStore;
    readonly history: History;
    /** What the listener was told, but for `changed`. */
    readonly events: string[] = [];
    /** What became of documents, in the order in which it was told: `one: safe`, `two: WMW_QUEUE_FAILED`. */
    readonly told: string[] = [];
    #watchers: (() => void)[] = [];
    #dead = false;

    constructor(files: QueueFiles, parts: Partial<DiskStoreParts> = {}, history = new History()) {
        this.history = history;
        this.store = new DiskStore({
            files,
            folder: FOLDER,
            about: ABOUT,
            segmentBytes: 1024,
            clock: this.clock,
            processes: processesOf(1),
            closeTimeout: CLOSE_TIMEOUT,
            listener: {
                changed: () => this.#wake(),
                givenUp: (error, entry) => this.#note(`given up ${entry.payload.toString()}: ${error.code}`),
                fault: (reason) => this.#note(`fault: ${reason ?? "none"}`),
                damaged: (records) => this.#note(`damaged: ${records}`),
            },
            ...parts,
        });
    }

    /** Appends documents that are their own names. */
    append(...names: readonly string[]): void {
        for (const name of names) {
            this.history.appended.push(name);
            this.store.append(entryOf(name, (error) => this.#settled(name, error)));
        }
    }

    /** Appends documents, and waits until it is known what becomes of them. */
    async settle(...names: readonly string[]): Promise<void> {
        const told = this.told.length + names.length;
        this.append(...names);
        await this.until(() => this.told.length >= told);
    }

    /** Takes the documents that wait, at most so many of them; ends early where the disk cannot be read. */
    async take(most = Infinity): Promise<OutboxEntry[]> {
        const { store } = this;
        await store.opened;
        const taken: OutboxEntry[] = [];
        while (taken.length < most && store.waiting > 0) {
            await this.until(() => store.peek() !== undefined || store.waiting === 0 || this.#unreadable);
            const entry = store.take();
            if (!entry) break;
            taken.push(entry);
        }
        return taken;
    }

    /** The texts of those that it takes. */
    async takeTexts(most?: number): Promise<string[]> {
        return (await this.take(most)).map(({ payload }) => payload.toString());
    }

    remove(...entries: readonly OutboxEntry[]): void {
        for (const entry of entries) {
            this.history.removed.add(entry.payload.toString());
            this.store.remove(entry);
        }
    }

    /** Its process is no more: what it would still say counts for nothing. */
    die(): void {
        this.#dead = true;
    }

    /** Resolves as soon as the condition holds; it is looked at whenever the store says something. */
    async until(condition: () => boolean): Promise<void> {
        while (!condition()) await new Promise<void>((resolve) => this.#watchers.push(resolve));
    }

    get #unreadable(): boolean {
        const faults = this.events.slice(this.events.lastIndexOf("fault: none") + 1);
        return faults.some((fault) => fault.includes("cannot be read"));
    }

    #settled(name: string, error: WmwError | undefined): void {
        if (this.#dead) return;
        (error ? this.history.refused : this.history.safe).add(name);
        this.told.push(`${name}: ${error?.code ?? "safe"}`);
        this.#wake();
    }

    #note(event: string): void {
        this.events.push(event);
        this.#wake();
    }

    #wake(): void {
        const watchers = this.#watchers;
        this.#watchers = [];
        for (const watcher of watchers) watcher();
    }
}

/** A document that is its own name. */
export function entryOf(payload: string | Buffer, settled: Settled = () => undefined): OutboxEntry {
    const bytes = Buffer.byteLength(payload);
    return { payload, bytes, origin: "node", arrivedAt: 1_000_000, expiresAt: undefined, settled };
}

/** So many documents, which hold "0", "1" and so on. */
export function numbers(count: number): string[] {
    return Array.from({ length: count }, (_, index) => String(index));
}
