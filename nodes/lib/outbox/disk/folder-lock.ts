import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { attempt, codeOf, unlessGone } from "./disk-error";
import { type ProcessIdentity, type Processes } from "./processes";
import { FILE_MODE, type QueueFiles } from "./queue-files";
import { makeFolder } from "./sync-folder";

/** Somebody else works in the folder. */
export class FolderInUse extends Error {
    override readonly name = "FolderInUse";

    /** `pid`: the process; undefined where it is this one. */
    constructor(pid?: number) {
        super(
            pid === undefined
                ? "this process uses the folder already"
                : `process ${pid} uses the folder already`,
        );
    }
}

/** The folders that this process holds, by their real paths: resolved when they are let go. */
const held = new Map<string, Promise<void>>();

/** Locks of this process that could not be removed when they were let go. */
const left = new Set<string>();

/** What a lock says of its holder: the host by a hash, since its name may be anything. */
type Holder = Pick<ProcessIdentity, "pid" | "started"> & { readonly hostHash: string };

/** Attempts to lock a folder that vanishes between making and locking it. */
const MOST_TRIES = 3;

const LOCK_NAME = /^lock\.(\d+)\.([\w-]+)\.([0-9a-f]{16})$/;

/**
 * The right to work in a folder. Each process that wants it makes a lock file of its own, whose name says who
 * it is, and only then looks for those of others: of two that start at once at least one sees the other, and
 * gives way. Locks of processes that are gone, or of another host (a container that was replaced), are removed;
 * since each has a name of its own, that never hits the lock of one that has just started.
 */
export class FolderLock {
    readonly #files: QueueFiles;
    readonly #path: string;
    readonly #letGo: () => void;

    private constructor(files: QueueFiles, path: string, letGo: () => void) {
        this.#files = files;
        this.#path = path;
        this.#letGo = letGo;
    }

    /**
     * Makes the folder where it is missing, and locks it. Waits for whom this process let into it before;
     * throws `FolderInUse` where another process holds it.
     */
    static async takeInTurn(files: QueueFiles, folder: string, processes: Processes): Promise<FolderLock> {
        for (let tries = 1; ; tries += 1) {
            try {
                return await FolderLock.#makeAndTake(files, folder, processes);
            } catch (error) {
                // Who had it before removed the folder just after it was found to be there.
                if (codeOf(error) !== "ENOENT" || tries === MOST_TRIES) throw error;
            }
        }
    }

    static async #makeAndTake(files: QueueFiles, folder: string, processes: Processes): Promise<FolderLock> {
        for (;;) {
            await makeFolder(files, folder);
            const realPath = await files.realpath(folder);
            const holder = held.get(realPath);
            if (!holder) return FolderLock.#lock(files, folder, processes, hold(realPath));
            await holder;
        }
    }

    /** Locks a folder that is there; throws `FolderInUse` where anybody holds it. */
    static async take(files: QueueFiles, folder: string, processes: Processes): Promise<FolderLock> {
        const realPath = await files.realpath(folder);
        if (held.has(realPath)) throw new FolderInUse();
        return FolderLock.#lock(files, folder, processes, hold(realPath));
    }

    static async #lock(
        files: QueueFiles,
        folder: string,
        processes: Processes,
        letGo: () => void,
    ): Promise<FolderLock> {
        const own = await processes.own();
        const lock = new FolderLock(files, join(folder, nameOf(own)), letGo);
        try {
            await lock.#create();
        } catch (error) {
            letGo();
            throw error;
        }
        try {
            await lock.#outliveOthers(own, processes);
        } catch (error) {
            await lock.release();
            throw error;
        }
        return lock;
    }

    /** Lets go of the folder, and removes it where nothing else is in it. */
    async release(): Promise<void> {
        try {
            await unlessGone(this.#files.unlink(this.#path));
        } catch {
            left.add(this.#path);
        }
        await attempt(this.#files.rmdir(dirname(this.#path)));
        this.#letGo();
    }

    async #create(): Promise<void> {
        if (left.delete(this.#path)) return;
        try {
            await (await this.#files.open(this.#path, "wx", FILE_MODE)).close();
        } catch (error) {
            // A second copy of this package in this process, with a list of its own of what it holds.
            throw codeOf(error) === "EEXIST" ? new FolderInUse() : error;
        }
    }

    /** Removes the locks of those who are gone; throws `FolderInUse` where one is not. */
    async #outliveOthers(own: ProcessIdentity, processes: Processes): Promise<void> {
        const folder = dirname(this.#path);
        for (const name of await this.#files.readdir(folder)) {
            const holder = holderIn(name);
            if (!holder || name === basename(this.#path)) continue;
            if (holder.hostHash === hashOf(own.host) && (await processes.runs(holder))) {
                throw new FolderInUse(holder.pid);
            }
            await attempt(this.#files.unlink(join(folder, name)));
        }
    }
}

/** Notes that this process holds a folder, until the returned function is called. */
function hold(realPath: string): () => void {
    let letGo: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
        letGo = () => {
            held.delete(realPath);
            resolve();
        };
    });
    held.set(realPath, released);
    return letGo;
}

function nameOf({ pid, started, host }: ProcessIdentity): string {
    return `lock.${pid}.${started}.${hashOf(host)}`;
}

function holderIn(name: string): Holder | undefined {
    const [, pid, started, hostHash] = LOCK_NAME.exec(name) ?? [];
    if (pid === undefined || started === undefined || hostHash === undefined) return undefined;
    return { pid: Number(pid), started, hostHash };
}

function hashOf(host: string): string {
    return createHash("sha256").update(host).digest("hex").slice(0, 16);
}
