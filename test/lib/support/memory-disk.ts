/** A change of a file that a power cut may undo. */
type Change =
    | { readonly type: "write"; readonly bytes: Buffer; readonly position: number }
    | { readonly type: "truncate"; readonly length: number };

/** Bytes that grow without being copied for each change. */
class Content {
    #bytes = Buffer.alloc(0);
    length = 0;

    get bytes(): Buffer {
        return this.#bytes.subarray(0, this.length);
    }

    apply(change: Change): void {
        if (change.type === "write") {
            this.#resize(Math.max(this.length, change.position + change.bytes.length));
            change.bytes.copy(this.#bytes, change.position);
        } else {
            this.#resize(change.length);
        }
    }

    copy(): Content {
        const copy = new Content();
        copy.apply({ type: "write", bytes: this.bytes, position: 0 });
        return copy;
    }

    #resize(length: number): void {
        if (length > this.#bytes.length) {
            const larger = Buffer.alloc(Math.max(length, 2 * this.#bytes.length, 256));
            this.bytes.copy(larger);
            this.#bytes = larger;
        }
        this.#bytes.fill(0, Math.min(length, this.length), Math.max(length, this.length));
        this.length = length;
    }
}

/** A file, with what of it is on the disk. */
export class MemoryFile {
    readonly type = "file";
    readonly content: Content;
    mode: number;
    /** What is on the disk for sure, and what has changed since. */
    readonly #synced: Content;
    #changes: Change[] = [];

    constructor(mode: number, synced = new Content()) {
        this.mode = mode;
        this.content = synced.copy();
        this.#synced = synced;
    }

    change(change: Change): void {
        this.content.apply(change);
        this.#changes.push(change);
    }

    sync(): void {
        for (const change of this.#changes) this.#synced.apply(change);
        this.#changes = [];
    }

    /** After a power cut: the changes up to some one reached the disk, that one perhaps in part. */
    afterPowerCut(random: () => number): MemoryFile {
        const content = this.#synced.copy();
        const whole = Math.floor(random() * (this.#changes.length + 1));
        for (const change of this.#changes.slice(0, whole)) content.apply(change);
        const torn = this.#changes[whole];
        if (torn?.type === "write") {
            const bytes = torn.bytes.subarray(0, Math.floor(random() * torn.bytes.length));
            content.apply({ ...torn, bytes });
        }
        return new MemoryFile(this.mode, content);
    }

    /** After `kill -9`: all is there, but on the disk no more than before. */
    afterKill(): MemoryFile {
        const file = new MemoryFile(this.mode, this.#synced.copy());
        for (const change of this.#changes) file.change(change);
        return file;
    }
}

type Entries = Map<string, MemoryFile | MemoryFolder>;

/** A folder, with what of its names is on the disk. */
export class MemoryFolder {
    readonly type = "folder";
    readonly entries: Entries;
    mode: number;
    #synced: Entries;

    constructor(mode: number, entries: Entries = new Map(), synced = entries) {
        this.mode = mode;
        this.entries = entries;
        this.#synced = new Map(synced);
    }

    sync(): void {
        this.#synced = new Map(this.entries);
    }

    /** After a power cut: each name that was added or taken away since the last sync may be so or not. */
    afterPowerCut(random: () => number): MemoryFolder {
        const entries: Entries = new Map();
        for (const name of new Set([...this.#synced.keys(), ...this.entries.keys()])) {
            const entry = (random() < 0.5 ? this.#synced : this.entries).get(name);
            if (entry) entries.set(name, entry.afterPowerCut(random));
        }
        return new MemoryFolder(this.mode, entries);
    }

    afterKill(): MemoryFolder {
        const copies = new Map(
            [...this.#synced.values(), ...this.entries.values()].map((entry) => [entry, entry.afterKill()]),
        );
        const copied = (entries: Entries): Entries => {
            const pairs = [...entries].map(([name, entry]) => [name, copies.get(entry) ?? entry] as const);
            return new Map(pairs);
        };
        return new MemoryFolder(this.mode, copied(this.entries), copied(this.#synced));
    }
}
