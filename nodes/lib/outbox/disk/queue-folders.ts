import { join } from "node:path";
import { codeOf } from "./disk-error";
import { removeContents } from "./folder-contents";
import { FolderInUse, FolderLock } from "./folder-lock";
import { type Processes } from "./processes";
import { type QueueFiles } from "./queue-files";
import { readAbout, type About } from "./queue-folder";
import { inspect } from "./recover";

/** A queue on disk, seen from outside. */
export interface QueueFolder {
    /** Name of its folder. */
    readonly name: string;
    /** Whose it is; undefined where it does not say so. */
    readonly about: About | undefined;
    /** Documents that wait in it, and their bytes. */
    readonly documents: number;
    readonly bytes: number;
    /** When the oldest of them arrived (ms since 1970). */
    readonly oldest: number | undefined;
}

const NAME = /^[0-9a-f]{32}$/;

/**
 * The queues in a directory, by name; none where it is missing. They are read, not changed; the figures of one
 * that is at work are those of the disk, and may be a little behind.
 */
export async function listQueues(files: QueueFiles, directory: string): Promise<QueueFolder[]> {
    const queues: QueueFolder[] = [];
    for (const name of await namesIn(files, directory)) {
        const queue = await look(files, directory, name);
        if (queue) queues.push(queue);
    }
    return queues;
}

async function look(files: QueueFiles, directory: string, name: string): Promise<QueueFolder | undefined> {
    const folder = join(directory, name);
    try {
        const about = await readAbout(files, folder);
        const { documents, bytes, oldest } = await inspect(files, folder);
        return { name, about, documents, bytes, oldest };
    } catch (error) {
        // It is no folder, or is gone by now.
        if (["ENOTDIR", "ENOENT"].includes(codeOf(error) ?? "")) return undefined;
        throw error;
    }
}

/**
 * Deletes a queue with all its documents. `in-use`: somebody works in it, and nothing was deleted; `missing`:
 * there is no queue of that name. Throws what the disk throws.
 */
export async function deleteQueue(
    files: QueueFiles,
    directory: string,
    name: string,
    processes: Processes,
): Promise<"deleted" | "in-use" | "missing"> {
    if (!(await namesIn(files, directory)).includes(name)) return "missing";
    const folder = join(directory, name);
    try {
        const lock = await FolderLock.take(files, folder, processes);
        await removeContents(files, folder).finally(() => lock.release());
        return "deleted";
    } catch (error) {
        if (error instanceof FolderInUse) return "in-use";
        throw error;
    }
}

/** Only names that we make are ours to read, and none of them leads out of the directory. */
async function namesIn(files: QueueFiles, directory: string): Promise<string[]> {
    try {
        return (await files.readdir(directory)).filter((name) => NAME.test(name)).sort();
    } catch (error) {
        if (codeOf(error) === "ENOENT") return [];
        throw error;
    }
}
