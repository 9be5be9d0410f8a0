import { readFully } from "./file-bytes";
import { type QueueFile } from "./queue-files";

/** A line of a chunk, without its LF. */
export interface Line {
    readonly content: Buffer;
    /** Where it starts and where the next one does, counted from the start of the chunk. */
    readonly start: number;
    readonly end: number;
}

const LF = 0x0a;

/**
 * Whole lines of a file from `position` on, about `length` bytes of them, and at least one: a line longer than
 * that is read in a larger chunk. Empty where no line ends between `position` and `end`.
 */
export async function readLines(
    file: QueueFile,
    position: number,
    end: number,
    length: number,
): Promise<Buffer> {
    for (let size = length; ; size *= 2) {
        const chunk = await readFully(file, position, Math.min(size, end - position));
        const last = chunk.lastIndexOf(LF);
        if (last >= 0 || chunk.length < size) return chunk.subarray(0, last + 1);
    }
}

/** The lines of a chunk that `readLines` gave. */
export function* linesOf(chunk: Buffer): Generator<Line> {
    for (let start = 0; start < chunk.length;) {
        const lf = chunk.indexOf(LF, start);
        yield { content: chunk.subarray(start, lf), start, end: lf + 1 };
        start = lf + 1;
    }
}
