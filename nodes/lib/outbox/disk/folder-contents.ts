import { join } from "node:path";
import { attempt, unlessGone } from "./disk-error";
import { FILE_MODE, FOLDER_MODE, type QueueFiles } from "./queue-files";

const OURS = /^(cursor|about\.json|.+\.log)$/;
const SEGMENT = /^\d+\.log/;

/** Takes the rights of others away, which a copy or an unusual umask may have given. */
export async function hideContents(files: QueueFiles, folder: string): Promise<void> {
    await attempt(files.chmod(folder, FOLDER_MODE));
    for (const name of await files.readdir(folder)) {
        if (OURS.test(name)) await attempt(files.chmod(join(folder, name), FILE_MODE));
    }
}

/** Removes a log that holds no document, and `about.json` where no refused documents are left beside it. */
export async function removeLog(files: QueueFiles, folder: string): Promise<void> {
    const names = await files.readdir(folder);
    await removeInOrder(
        files,
        folder,
        names.filter((name) => SEGMENT.test(name) || name === "cursor"),
    );
    if (!names.some((name) => name.startsWith("refused.")))
        await unlessGone(files.unlink(join(folder, "about.json")));
}

/** Removes all that is in a folder but its locks, which go last. */
export async function removeContents(files: QueueFiles, folder: string): Promise<void> {
    const names = await files.readdir(folder);
    await removeInOrder(
        files,
        folder,
        names.filter((name) => !name.startsWith("lock.")),
    );
}

/**
 * By name: that is segments oldest first, since the name of each says what of the one before it is void, and
 * then the cursor, since it says what of all of them is removed.
 */
async function removeInOrder(files: QueueFiles, folder: string, names: readonly string[]): Promise<void> {
    for (const name of [...names].sort()) await unlessGone(files.unlink(join(folder, name)));
}
