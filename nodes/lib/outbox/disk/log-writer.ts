import { attempt } from "./disk-error";
import { writeFully } from "./file-bytes";
import { FILE_MODE, type QueueFile, type QueueFiles } from "./queue-files";
import { segmentPath, type Segment } from "./segment";
import { syncFolder } from "./sync-folder";

/**
 * What has to happen before the last segment can be written again. `cut`: its end has to be cut back to what is
 * valid. `leave`: even that failed, or what was written did not reach the disk, so that its pages cannot be
 * trusted: it goes on in a new segment, whose name makes void what the old one holds from there on.
 */
type Repair = "none" | "cut" | "leave";

/**
 * Writes behind the end of the log. A group of lines is first written and synced, then either kept, and only
 * then part of the log, or discarded, and then it does not come back: not after a crash either.
 * One call at a time.
 */
export class LogWriter {
    readonly #files: QueueFiles;
    readonly #folder: string;
    /** Size (bytes) from which on the next group starts a new segment. */
    readonly #segmentBytes: number;
    readonly #segments: Segment[];
    #next: number;
    /** The last segment, once it is open. */
    #file: QueueFile | undefined;
    #repair: Repair;

    constructor(parts: {
        files: QueueFiles;
        folder: string;
        segmentBytes: number;
        /** Lowest first; the writer adds new ones. */
        segments: Segment[];
        next: number;
    }) {
        this.#files = parts.files;
        this.#folder = parts.folder;
        this.#segmentBytes = parts.segmentBytes;
        this.#segments = parts.segments;
        this.#next = parts.next;
        // A crash may have left an unfinished line, which the next one must not be glued to.
        this.#repair = parts.segments.length > 0 ? "cut" : "none";
    }

    /** The sequence of the next record. */
    get next(): number {
        return this.#next;
    }

    /** Writes lines behind the end and syncs them. What it throws may have left a part of them: discard it. */
    async write(lines: Buffer): Promise<void> {
        await this.#mend();
        if (!this.#hasRoomFor(lines.length)) await this.#startSegment();
        const { file, segment } = await this.#openLast();
        this.#repair = "cut";
        await writeFully(file, lines, segment.end);
        this.#repair = "leave";
        await file.datasync();
        this.#repair = "cut";
    }

    /** Makes what was written part of the log: `count` records. Gives the segment and where they start in it. */
    keep(bytes: number, count: number): { readonly segment: Segment; readonly offset: number } {
        const segment = this.#last();
        const offset = segment.end;
        segment.end += bytes;
        this.#next += count;
        this.#repair = "none";
        return { segment, offset };
    }

    /** Takes back what was written and not kept. Where the disk refuses that too, the next write tries again. */
    async discard(): Promise<void> {
        await attempt(this.#mend());
    }

    /** Cuts the last segment to nothing: no record is needed any more, and none is to be found on the disk. */
    async clear(): Promise<void> {
        const last = this.#segments.at(-1);
        if (!last || last.end === 0) return;
        await this.#mend();
        const { file, segment } = await this.#openLast();
        await file.truncate(0);
        segment.end = 0;
    }

    async close(): Promise<void> {
        await this.discard();
        await this.#closeFile();
    }

    async #mend(): Promise<void> {
        if (this.#repair === "none") return;
        if (this.#repair === "leave" || !(await this.#cutBack())) await this.#leave();
        this.#repair = "none";
    }

    async #cutBack(): Promise<boolean> {
        try {
            const { file, segment } = await this.#openLast();
            await file.truncate(segment.end);
            await file.datasync();
            // Who made it may have been killed before its name was on the disk.
            await syncFolder(this.#files, this.#folder);
            return true;
        } catch {
            this.#repair = "leave";
            return false;
        }
    }

    async #leave(): Promise<void> {
        const last = this.#last();
        if (last.end === 0) {
            await this.#replace(last);
        } else {
            if (this.#file) await attempt(this.#file.truncate(last.end));
            await this.#startSegment();
        }
    }

    /** Puts an empty file in place of a segment in one step: without its name more than itself could come back. */
    async #replace(segment: Segment): Promise<void> {
        await this.#closeFile();
        const path = segmentPath(this.#folder, segment);
        const empty = `${path}.new`;
        try {
            await (await this.#files.open(empty, "w", FILE_MODE)).close();
            await this.#files.rename(empty, path);
        } catch (error) {
            await attempt(this.#files.unlink(empty));
            throw error;
        }
        await syncFolder(this.#files, this.#folder);
    }

    #hasRoomFor(bytes: number): boolean {
        const last = this.#segments.at(-1);
        return last !== undefined && (last.end === 0 || last.end + bytes <= this.#segmentBytes);
    }

    async #startSegment(): Promise<void> {
        await this.#closeFile();
        const segment = { first: this.#next, end: 0 };
        const file = await this.#files.open(segmentPath(this.#folder, segment), "w+", FILE_MODE);
        try {
            await syncFolder(this.#files, this.#folder);
        } catch (error) {
            await attempt(file.close());
            throw error;
        }
        this.#segments.push(segment);
        this.#file = file;
    }

    async #openLast(): Promise<{ readonly file: QueueFile; readonly segment: Segment }> {
        const segment = this.#last();
        this.#file ??= await this.#files.open(segmentPath(this.#folder, segment), "r+");
        return { file: this.#file, segment };
    }

    #last(): Segment {
        const last = this.#segments.at(-1);
        if (!last) throw new Error("the log has no segment");
        return last;
    }

    async #closeFile(): Promise<void> {
        const file = this.#file;
        this.#file = undefined;
        if (file) await attempt(file.close());
    }
}
