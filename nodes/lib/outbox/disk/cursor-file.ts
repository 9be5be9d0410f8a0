import { join } from "node:path";
import { checksum } from "./crc32";
import { unlessGone } from "./disk-error";
import { readFully, writeFully } from "./file-bytes";
import { openIfThere, openOrCreate } from "./open-file";
import { type QueueFile, type QueueFiles } from "./queue-files";
import { syncFolder } from "./sync-folder";

/** The cursor as it was found, and the slot that holds it. */
interface FoundCursor {
    readonly value: number;
    readonly slot: 0 | 1;
}

/** Each slot has a disk sector of its own (bytes), so that a torn write spoils one slot only. */
const SLOT_DISTANCE = 512;

/** `crc32 SP 16 digits`: the checksum over the digits. */
const SLOT_BYTES = 25;

const NOTHING: FoundCursor = { value: 0, slot: 1 };

function cursorPath(folder: string): string {
    return join(folder, "cursor");
}

/** The sequence below which every record is removed; 0 where the file does not say. Throws what reading throws. */
export async function readCursor(files: QueueFiles, folder: string): Promise<number> {
    return (await find(files, folder)).value;
}

/**
 * The file `cursor`: how far the log was removed, in two slots that are written in turn. The highest valid one
 * counts. It is not synced while the queue is at work: an older cursor costs duplicates, no document.
 */
export class CursorFile {
    readonly #files: QueueFiles;
    readonly #folder: string;
    #last: FoundCursor;
    #file: QueueFile | undefined;

    private constructor(files: QueueFiles, folder: string, found: FoundCursor) {
        this.#files = files;
        this.#folder = folder;
        this.#last = found;
    }

    static async open(files: QueueFiles, folder: string): Promise<CursorFile> {
        try {
            return new CursorFile(files, folder, await find(files, folder));
        } catch {
            // What cannot be read now may be readable at the next start, and then be higher than new sequences.
            await unlessGone(files.unlink(cursorPath(folder)));
            return new CursorFile(files, folder, NOTHING);
        }
    }

    get value(): number {
        return this.#last.value;
    }

    async write(value: number): Promise<void> {
        this.#file ??= await openOrCreate(this.#files, cursorPath(this.#folder));
        const slot = this.#last.slot === 0 ? 1 : 0;
        await writeFully(this.#file, encodeSlot(value), slot * SLOT_DISTANCE);
        this.#last = { value, slot };
    }

    /** Syncs and closes the file, if it was written. */
    async close(): Promise<void> {
        const file = this.#file;
        this.#file = undefined;
        if (!file) return;
        try {
            await file.datasync();
        } finally {
            await file.close();
        }
        await syncFolder(this.#files, this.#folder);
    }
}

async function find(files: QueueFiles, folder: string): Promise<FoundCursor> {
    const file = await openIfThere(files, cursorPath(folder));
    if (!file) return NOTHING;
    try {
        const bytes = await readFully(file, 0, SLOT_DISTANCE + SLOT_BYTES);
        const first = decodeSlot(bytes.subarray(0, SLOT_BYTES)) ?? -1;
        const second = decodeSlot(bytes.subarray(SLOT_DISTANCE)) ?? -1;
        if (first < 0 && second < 0) return NOTHING;
        return first > second ? { value: first, slot: 0 } : { value: second, slot: 1 };
    } finally {
        await file.close();
    }
}

function encodeSlot(value: number): Buffer {
    const digits = String(value).padStart(16, "0");
    return Buffer.from(`${checksum(Buffer.from(digits))} ${digits}`);
}

function decodeSlot(bytes: Buffer): number | undefined {
    const [, crc, digits] = /^([0-9a-f]{8}) (\d{16})$/.exec(bytes.toString("latin1")) ?? [];
    if (digits === undefined || checksum(Buffer.from(digits)) !== crc) return undefined;
    return Number(digits);
}
