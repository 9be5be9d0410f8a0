import { readCursor } from "./cursor-file";
import { linesOf, readLines } from "./lines";
import { openIfThere } from "./open-file";
import { type QueueFile, type QueueFiles } from "./queue-files";
import { decodeHead, type RecordHead } from "./record";
import { segmentPath, segmentsAmong, type Segment } from "./segment";

/** A place in the log. */
export interface LogPosition {
    readonly segment: Segment;
    readonly offset: number;
}

/** What a folder holds. */
export interface RecoveredLog {
    /** Lowest first. */
    readonly segments: Segment[];
    /** The sequence that the next record gets: above all that were ever given. */
    readonly next: number;
    /** Documents that were not removed, and their bytes. */
    readonly documents: number;
    readonly bytes: number;
    /** When the oldest of them arrived (ms since 1970). */
    readonly oldest: number | undefined;
    /** Where the first of them stands; undefined where there is none. */
    readonly start: LogPosition | undefined;
    /** Documents that were damaged before they were removed, as far as can be told. */
    readonly damaged: number;
}

/** Small enough that a chunk holds the event loop up for a millisecond or two. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Reads the log of a folder from end to end, without changing it: checks each record, and counts those from
 * the cursor on. Memory does not grow with the number of documents.
 */
export async function recover(files: QueueFiles, folder: string, cursor: number): Promise<RecoveredLog> {
    const firsts = segmentsAmong(await files.readdir(folder));
    const scan = new LogScan(cursor);
    for (const [index, first] of firsts.entries()) {
        const file = await openIfThere(files, segmentPath(folder, { first }));
        if (!file) continue;
        try {
            await scan.read(file, first, firsts[index + 1]);
        } finally {
            await file.close();
        }
    }
    return scan.result;
}

/** The same for a folder that may be in use: what changes meanwhile makes the figures rough, no more. */
export async function inspect(files: QueueFiles, folder: string): Promise<RecoveredLog> {
    return recover(files, folder, await readCursor(files, folder));
}

class LogScan {
    readonly #cursor: number;
    readonly #segments: Segment[] = [];
    /** The lowest sequence that the next record can have. */
    #next = 0;
    #documents = 0;
    #bytes = 0;
    #oldest: number | undefined;
    #start: LogPosition | undefined;
    #damaged = 0;
    /** Lines since the last intact record that none could be read from. */
    #unreadable = 0;

    constructor(cursor: number) {
        this.#cursor = cursor;
    }

    get result(): RecoveredLog {
        return {
            segments: this.#segments,
            next: Math.max(this.#next, this.#cursor),
            documents: this.#documents,
            bytes: this.#bytes,
            oldest: this.#oldest,
            start: this.#start,
            damaged: this.#damaged,
        };
    }

    /** Reads a segment; `limit` is where the sequences of the one behind it start, if there is one. */
    async read(file: QueueFile, first: number, limit: number | undefined): Promise<void> {
        const segment = { first, end: 0 };
        this.#segments.push(segment);
        this.#next = Math.max(this.#next, first);
        const { size } = await file.stat();
        const rest = await this.#readRecords(file, segment, size, limit ?? Infinity);
        if (limit === undefined) {
            // What stands behind the last record: an unfinished line is what a crash leaves, and was never safe.
            this.#damaged += Math.max(0, this.#unreadable - Math.max(0, this.#cursor - this.#next));
        } else {
            if (rest === "unfinished") this.#unreadable += 1;
            this.#reach(limit);
        }
    }

    async #readRecords(
        file: QueueFile,
        segment: Segment,
        size: number,
        limit: number,
    ): Promise<"none" | "unfinished" | "void"> {
        for (let position = 0; position < size;) {
            const chunk = await readLines(file, position, size, CHUNK_BYTES);
            if (chunk.length === 0) return "unfinished";
            for (const line of linesOf(chunk)) {
                const head = decodeHead(line.content);
                if (!head || head.sequence < this.#next) {
                    this.#unreadable += 1;
                } else if (head.sequence < limit) {
                    this.#count(head, { segment, offset: position + line.start });
                    segment.end = position + line.end;
                } else {
                    // It was refused, and could not be cut off when it was.
                    return "void";
                }
            }
            position += chunk.length;
        }
        return "none";
    }

    #count({ sequence, bytes, arrivedAt }: RecordHead, position: LogPosition): void {
        this.#reach(sequence);
        this.#next = sequence + 1;
        if (sequence < this.#cursor) return;
        this.#start ??= position;
        this.#oldest ??= arrivedAt;
        this.#documents += 1;
        this.#bytes += bytes;
    }

    /** Where lines could not be read, the sequences missing before this one were damaged. */
    #reach(sequence: number): void {
        if (this.#unreadable > 0) this.#damaged += Math.max(0, sequence - Math.max(this.#next, this.#cursor));
        this.#unreadable = 0;
    }
}
