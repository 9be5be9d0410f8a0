import { codeOf } from "./disk-error";
import { FILE_MODE, type QueueFile, type QueueFiles } from "./queue-files";

/** The file to be read; undefined where there is none. */
export async function openIfThere(files: QueueFiles, path: string): Promise<QueueFile | undefined> {
    try {
        return await files.open(path, "r");
    } catch (error) {
        if (codeOf(error) === "ENOENT") return undefined;
        throw error;
    }
}

/** The file to be read and written, as it is; an empty one where there is none. */
export async function openOrCreate(files: QueueFiles, path: string): Promise<QueueFile> {
    try {
        return await files.open(path, "r+");
    } catch (error) {
        if (codeOf(error) !== "ENOENT") throw error;
        return files.open(path, "w+", FILE_MODE);
    }
}
