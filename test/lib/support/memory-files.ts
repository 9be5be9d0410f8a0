import { randomUUID } from "node:crypto";
import { basename, dirname } from "node:path";
import { type OpenFlags, type QueueFile, type QueueFiles } from "../../../nodes/lib/outbox/disk/queue-files";
import { MemoryFile, MemoryFolder } from "./memory-disk";

/** An error as the system gives it. */
export function systemError(code: string, call: string): Error {
    return Object.assign(new Error(`${code}: something is wrong, ${call}`), { code });
}

/** A file system in memory that knows what a power cut would leave of it. At first it has one folder, `/data`. */
export class MemoryFiles implements QueueFiles {
    readonly #root: MemoryFolder;
    /** Two of them never have a real path in common. */
    readonly #name = randomUUID();
    #watchers: (() => void)[] = [];
    /** Files and folders that are open. */
    handles = 0;

    constructor(root = new MemoryFolder(0o755, new Map([["data", new MemoryFolder(0o755)]]))) {
        this.#root = root;
    }

    /** What is there after a power cut: all that was synced, and some of the rest. */
    afterPowerCut(random: () => number): MemoryFiles {
        return new MemoryFiles(this.#root.afterPowerCut(random));
    }

    /** What is there after `kill -9`: all of it. */
    afterKill(): MemoryFiles {
        return new MemoryFiles(this.#root.afterKill());
    }

    /** Resolves as soon as the condition holds; it is looked at after each change of the file system. */
    async until(condition: () => boolean): Promise<void> {
        while (!condition()) await new Promise<void>((resolve) => this.#watchers.push(resolve));
    }

    /** Names in a folder, in their order; none where it is missing. */
    names(path: string): string[] {
        const folder = this.#find(path);
        return folder?.type === "folder" ? [...folder.entries.keys()].sort() : [];
    }

    /** Content of a file; undefined where it is missing. */
    content(path: string): Buffer | undefined {
        const file = this.#find(path);
        return file?.type === "file" ? Buffer.from(file.content.bytes) : undefined;
    }

    /** Puts a file there, synced. */
    put(path: string, content: Buffer | string, mode = 0o600): void {
        const file = new MemoryFile(mode);
        file.change({ type: "write", bytes: Buffer.from(content), position: 0 });
        file.sync();
        const folder = this.#folder(dirname(path), "put");
        folder.entries.set(basename(path), file);
        folder.sync();
    }

    mode(path: string): number | undefined {
        return this.#find(path)?.mode;
    }

    mkdir(path: string, { mode }: { mode: number }): Promise<string | undefined> {
        return this.#do(() => {
            let topmost: string | undefined;
            let folder = this.#root;
            let here = "";
            for (const name of namesIn(path)) {
                here = `${here}/${name}`;
                let next = folder.entries.get(name);
                if (next?.type === "file") throw systemError("EEXIST", "mkdir");
                if (!next) {
                    next = new MemoryFolder(mode);
                    folder.entries.set(name, next);
                    topmost ??= here;
                }
                folder = next;
            }
            return topmost;
        });
    }

    chmod(path: string, mode: number): Promise<void> {
        return this.#do(() => {
            const entry = this.#find(path);
            if (!entry) throw systemError("ENOENT", "chmod");
            entry.mode = mode;
        });
    }

    readdir(path: string): Promise<string[]> {
        return this.#do(() => [...this.#folder(path, "readdir").entries.keys()]);
    }

    realpath(path: string): Promise<string> {
        return this.#do(() => {
            if (!this.#find(path)) throw systemError("ENOENT", "realpath");
            return `${this.#name}:${path}`;
        });
    }

    open(path: string, flags: OpenFlags, mode = 0o666): Promise<QueueFile> {
        return this.#do(() => {
            let entry = this.#find(path);
            if (!entry && flags.startsWith("r")) throw systemError("ENOENT", "open");
            if (entry && flags === "wx") throw systemError("EEXIST", "open");
            if (entry?.type === "folder" && flags !== "r") throw systemError("EISDIR", "open");
            if (!entry) {
                entry = new MemoryFile(mode);
                this.#folder(dirname(path), "open").entries.set(basename(path), entry);
            } else if (entry.type === "file" && flags.startsWith("w")) {
                entry.change({ type: "truncate", length: 0 });
            }
            return this.#handle(entry);
        });
    }

    rename(from: string, to: string): Promise<void> {
        return this.#do(() => {
            const folder = this.#folder(dirname(from), "rename");
            const entry = folder.entries.get(basename(from));
            if (!entry) throw systemError("ENOENT", "rename");
            folder.entries.delete(basename(from));
            this.#folder(dirname(to), "rename").entries.set(basename(to), entry);
        });
    }

    unlink(path: string): Promise<void> {
        return this.#do(() => {
            const folder = this.#folder(dirname(path), "unlink");
            const entry = folder.entries.get(basename(path));
            if (!entry) throw systemError("ENOENT", "unlink");
            if (entry.type === "folder") throw systemError("EISDIR", "unlink");
            folder.entries.delete(basename(path));
        });
    }

    rmdir(path: string): Promise<void> {
        return this.#do(() => {
            if (this.#folder(path, "rmdir").entries.size > 0) throw systemError("ENOTEMPTY", "rmdir");
            this.#folder(dirname(path), "rmdir").entries.delete(basename(path));
        });
    }

    #handle(entry: MemoryFile | MemoryFolder): QueueFile {
        this.handles += 1;
        const file = (): MemoryFile => {
            if (entry.type === "folder") throw systemError("EISDIR", "handle");
            return entry;
        };
        return {
            read: (buffer, offset, length, position) =>
                this.#do(() => {
                    const part = file().content.bytes.subarray(position, position + length);
                    return { bytesRead: part.copy(buffer, offset) };
                }),
            write: (buffer, offset, length, position) =>
                this.#do(() => {
                    const bytes = Buffer.from(buffer.subarray(offset, offset + length));
                    file().change({ type: "write", bytes, position });
                    return { bytesWritten: length };
                }),
            truncate: (length) => this.#do(() => file().change({ type: "truncate", length })),
            datasync: () => this.#do(() => file().sync()),
            sync: () => this.#do(() => entry.sync()),
            stat: () => this.#do(() => ({ size: file().content.length })),
            close: () => this.#do(() => void (this.handles -= 1)),
        };
    }

    #find(path: string): MemoryFile | MemoryFolder | undefined {
        let entry: MemoryFile | MemoryFolder | undefined = this.#root;
        for (const name of namesIn(path)) {
            entry = entry?.type === "folder" ? entry.entries.get(name) : undefined;
        }
        return entry;
    }

    #folder(path: string, call: string): MemoryFolder {
        const entry = this.#find(path);
        if (!entry) throw systemError("ENOENT", call);
        if (entry.type === "file") throw systemError("ENOTDIR", call);
        return entry;
    }

    /** As with a real file system, nothing has happened yet when a call returns. */
    async #do<T>(action: () => T): Promise<T> {
        await Promise.resolve();
        const result = action();
        const watchers = this.#watchers;
        this.#watchers = [];
        for (const watcher of watchers) watcher();
        return result;
    }
}

function namesIn(path: string): string[] {
    return path.split("/").filter((name) => name !== "");
}
