import { join } from "node:path";

/** A file of the log. Its name is a lower bound of its sequences, and an upper bound of those before it. */
export interface Segment {
    readonly first: number;
    /** Where its valid records end (bytes); what may stand behind that is void. */
    end: number;
}

const NAME = /^(\d{16})\.log$/;

/** Where a segment stands: `{first sequence, 16 digits}.log`. */
export function segmentPath(folder: string, { first }: Pick<Segment, "first">): string {
    return join(folder, `${String(first).padStart(16, "0")}.log`);
}

/** The first sequences of the segments among the names of a folder, lowest first. */
export function segmentsAmong(names: readonly string[]): number[] {
    return names
        .map((name) => NAME.exec(name)?.[1])
        .filter((digits) => digits !== undefined)
        .map(Number)
        .sort((a, b) => a - b);
}
