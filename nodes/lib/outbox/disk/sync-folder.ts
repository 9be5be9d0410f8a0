import { dirname } from "node:path";
import { attempt, codeOf } from "./disk-error";
import { FOLDER_MODE, type QueueFiles } from "./queue-files";

/**
 * Puts the names in a folder on the disk: without that a power cut may take a new file away, its synced
 * content and all.
 */
export async function syncFolder(files: QueueFiles, folder: string): Promise<void> {
    try {
        const handle = await files.open(folder, "r");
        try {
            await handle.sync();
        } finally {
            await handle.close();
        }
    } catch (error) {
        // Windows cannot, and fsync(2) says EINVAL for a file system that cannot.
        if (process.platform !== "win32" && codeOf(error) !== "EINVAL") throw error;
    }
}

/** Makes a folder and those above it that are missing, so that a power cut leaves them there. */
export async function makeFolder(files: QueueFiles, folder: string): Promise<void> {
    const topmost = await files.mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    for (let made = folder; ; made = dirname(made)) {
        await syncFolder(files, dirname(made));
        if (made === (topmost ?? folder) || made === dirname(made)) break;
    }
    // Who made it before may have been killed between making and syncing it and the directory of all queues.
    if (topmost === undefined) await attempt(syncFolder(files, dirname(dirname(folder))));
}
