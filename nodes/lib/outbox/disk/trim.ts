import { unlessGone } from "./disk-error";
import { type QueueFiles } from "./queue-files";
import { segmentPath, type Segment } from "./segment";

/**
 * Unlinks the segments all of whose sequences are below the cursor, and takes them off the list: never the last
 * one. Oldest first, since the name of each says what of the one before it is void.
 */
export async function trim(
    files: QueueFiles,
    folder: string,
    segments: Segment[],
    cursor: number,
): Promise<void> {
    for (;;) {
        const [oldest, next] = segments;
        if (!oldest || !next || next.first > cursor) return;
        await unlessGone(files.unlink(segmentPath(folder, oldest)));
        segments.shift();
    }
}
