import { type OpenFlags, type QueueFile, type QueueFiles } from "../../../nodes/lib/outbox/disk/queue-files";
import { systemError } from "./memory-files";

/** A call of the file system: `write`, `open`, …, and how many calls there were, this one included. */
export interface Call {
    readonly kind: keyof QueueFiles | keyof QueueFile;
    readonly path: string;
    readonly number: number;
}

/**
 * What happens to a call: a system error (of a write: after half of it was written), it hangs until it is let
 * go, or, of a read or write, it does only a part of what it was asked for.
 */
export type Fault =
    | { readonly type: "error"; readonly code: string }
    | { readonly type: "hang" }
    | { readonly type: "short" };

/** A file system that fails as it is told to. */
export class FaultyFiles implements QueueFiles {
    /** Decides over each call; undefined: it works. */
    fault: (call: Call) => Fault | undefined = () => undefined;
    /** How many calls there were. */
    calls = 0;
    readonly #files: QueueFiles;
    #hanging: (() => void)[] = [];
    #watchers: (() => void)[] = [];

    constructor(files: QueueFiles) {
        this.#files = files;
    }

    /** Resolves when a call hangs. */
    async hangs(): Promise<void> {
        if (this.#hanging.length === 0) await new Promise<void>((resolve) => this.#watchers.push(resolve));
    }

    /** Lets the calls that hang go on, as if nothing had been. */
    letGo(): void {
        const hanging = this.#hanging;
        this.#hanging = [];
        for (const resolve of hanging) resolve();
    }

    mkdir(path: string, options: { recursive: true; mode: number }): Promise<string | undefined> {
        return this.#call("mkdir", path, () => this.#files.mkdir(path, options));
    }

    chmod(path: string, mode: number): Promise<void> {
        return this.#call("chmod", path, () => this.#files.chmod(path, mode));
    }

    readdir(path: string): Promise<string[]> {
        return this.#call("readdir", path, () => this.#files.readdir(path));
    }

    realpath(path: string): Promise<string> {
        return this.#call("realpath", path, () => this.#files.realpath(path));
    }

    async open(path: string, flags: OpenFlags, mode?: number): Promise<QueueFile> {
        const file = await this.#call("open", path, () => this.#files.open(path, flags, mode));
        return this.#wrap(path, file);
    }

    rename(from: string, to: string): Promise<void> {
        return this.#call("rename", from, () => this.#files.rename(from, to));
    }

    unlink(path: string): Promise<void> {
        return this.#call("unlink", path, () => this.#files.unlink(path));
    }

    rmdir(path: string): Promise<void> {
        return this.#call("rmdir", path, () => this.#files.rmdir(path));
    }

    #wrap(path: string, file: QueueFile): QueueFile {
        return {
            read: (buffer, offset, length, position) => {
                const read = (bytes: number) => file.read(buffer, offset, bytes, position);
                return this.#call(
                    "read",
                    path,
                    () => read(length),
                    () => read(Math.ceil(length / 2)),
                );
            },
            write: (buffer, offset, length, position) => {
                const write = (bytes: number) => file.write(buffer, offset, bytes, position);
                return this.#call(
                    "write",
                    path,
                    () => write(length),
                    () => write(Math.ceil(length / 2)),
                );
            },
            truncate: (length) => this.#call("truncate", path, () => file.truncate(length)),
            datasync: () => this.#call("datasync", path, () => file.datasync()),
            sync: () => this.#call("sync", path, () => file.sync()),
            stat: () => this.#call("stat", path, () => file.stat()),
            close: () => this.#call("close", path, () => file.close()),
        };
    }

    async #call<T>(
        kind: Call["kind"],
        path: string,
        whole: () => Promise<T>,
        half: () => Promise<T> = whole,
    ): Promise<T> {
        this.calls += 1;
        const fault = this.fault({ kind, path, number: this.calls });
        switch (fault?.type) {
            case undefined:
                return whole();
            case "short":
                return half();
            case "hang":
                await this.#hang();
                return whole();
            case "error":
                if (kind === "write") await half();
                // What is closed with an error is closed.
                if (kind === "close") await whole();
                throw systemError(fault.code, kind);
        }
    }

    async #hang(): Promise<void> {
        const released = new Promise<void>((resolve) => this.#hanging.push(resolve));
        const watchers = this.#watchers;
        this.#watchers = [];
        for (const watcher of watchers) watcher();
        await released;
    }
}
