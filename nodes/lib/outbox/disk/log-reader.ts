import { attempt } from "./disk-error";
import { linesOf, readLines } from "./lines";
import { type QueueFile, type QueueFiles } from "./queue-files";
import { decodeRecord, type StoredRecord } from "./record";
import { type LogPosition } from "./recover";
import { segmentPath, type Segment } from "./segment";

/** About as much as is read at a time (bytes): a hundred documents or two. */
const CHUNK_BYTES = 128 * 1024;

/** Reads the log from a place on, a chunk at a time. One call at a time. */
export class LogReader {
    readonly #files: QueueFiles;
    readonly #folder: string;
    readonly #segments: readonly Segment[];
    #position: LogPosition | undefined;
    /** Sequences below this one were read. */
    #lowest = 0;
    #open: { readonly segment: Segment; readonly file: QueueFile } | undefined;

    constructor(parts: {
        files: QueueFiles;
        folder: string;
        /** Lowest first; they may become more and longer. */
        segments: readonly Segment[];
        start: LogPosition | undefined;
    }) {
        this.#files = parts.files;
        this.#folder = parts.folder;
        this.#segments = parts.segments;
        this.#position = parts.start;
    }

    /** Goes on at another place. */
    moveTo(position: LogPosition): void {
        this.#position = position;
    }

    /** The records that come next: none of a chunk that is damaged; undefined where the log ends. */
    async next(): Promise<readonly StoredRecord[] | undefined> {
        if (!this.#position) return undefined;
        const { segment, offset } = this.#position;
        const { end } = segment;
        if (offset >= end) return this.#moveOn(segment) ? [] : undefined;
        const chunk = await readLines(await this.#fileOf(segment), offset, end, CHUNK_BYTES);
        this.#position = { segment, offset: chunk.length === 0 ? end : offset + chunk.length };
        const records: StoredRecord[] = [];
        for (const { content } of linesOf(chunk)) {
            const record = decodeRecord(content);
            if (!record || record.sequence < this.#lowest) continue;
            this.#lowest = record.sequence + 1;
            records.push(record);
        }
        return records;
    }

    async close(): Promise<void> {
        const open = this.#open;
        this.#open = undefined;
        if (open) await attempt(open.file.close());
    }

    #moveOn({ first }: Segment): boolean {
        const segment = this.#segments.find((segment) => segment.first > first);
        if (!segment) return false;
        this.#position = { segment, offset: 0 };
        return true;
    }

    async #fileOf(segment: Segment): Promise<QueueFile> {
        if (this.#open?.segment !== segment) {
            await this.close();
            this.#open = { segment, file: await this.#files.open(segmentPath(this.#folder, segment), "r") };
        }
        return this.#open.file;
    }
}
