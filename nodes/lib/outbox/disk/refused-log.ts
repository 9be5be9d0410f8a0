import { join } from "node:path";
import { type OutboxEntry } from "../entry";
import { attempt } from "./disk-error";
import { readFully, writeFully } from "./file-bytes";
import { openOrCreate } from "./open-file";
import { type QueueFile, type QueueFiles } from "./queue-files";

/** Each of the two files holds this much (bytes) at most. */
const FILE_BYTES = 512 * 1024;

/** Longer documents are cut (characters). */
const MOST_CHARACTERS = 64 * 1024;

const LF = Buffer.from("\n");

/** Lines that may wait to be written, so that a hung disk costs no memory. */
const MOST_WAITING = 100;

/**
 * Documents that the broker refuses, for people to look into: a line of JSON each in `refused.log`. When that
 * is full it becomes `refused.1.log`, in place of the one before. A note that cannot be written is dropped.
 */
export class RefusedLog {
    readonly #files: QueueFiles;
    readonly #folder: string;
    #waiting = 0;
    #last: Promise<void> = Promise.resolve();

    constructor(files: QueueFiles, folder: string) {
        this.#files = files;
        this.#folder = folder;
    }

    /** `now`: milliseconds since 1970. */
    note({ origin, payload, bytes }: OutboxEntry, reason: string, now: number): void {
        if (this.#waiting >= MOST_WAITING) return;
        const document = payload.toString().slice(0, MOST_CHARACTERS);
        const line = JSON.stringify({
            at: new Date(now).toISOString(),
            reason,
            from: origin,
            bytes,
            document,
        });
        this.#waiting += 1;
        this.#last = this.#last.then(async () => {
            await attempt(this.#write(Buffer.from(`${line}\n`)));
            this.#waiting -= 1;
        });
    }

    /** Resolves when what was noted is written. */
    async close(): Promise<void> {
        await this.#last;
    }

    async #write(line: Buffer): Promise<void> {
        const path = join(this.#folder, "refused.log");
        const file = await openOrCreate(this.#files, path);
        try {
            const { size } = await file.stat();
            if (size === 0 || size + line.length <= FILE_BYTES) {
                await writeFully(file, await afterLine(file, size, line), size);
                return;
            }
        } finally {
            await file.close();
        }
        await this.#files.rename(path, join(this.#folder, "refused.1.log"));
        await this.#write(line);
    }
}

/** The line as it has to be written: a crash may have left an unfinished one before it. */
async function afterLine(file: QueueFile, size: number, line: Buffer): Promise<Buffer> {
    const before = size === 0 ? LF : await readFully(file, size - 1, 1);
    return before.equals(LF) ? line : Buffer.concat([LF, line]);
}
