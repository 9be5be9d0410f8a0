import { type Call } from "./faulty-files";
import { type MemoryFiles } from "./memory-files";
import { FOLDER } from "./store-bench";

/** The names of the segments of the queue's log, the oldest first. */
export function segmentsIn(files: MemoryFiles): string[] {
    return files.names(FOLDER).filter((name) => name.endsWith(".log"));
}

/** Whether it is a call that changes the log, or reads it. */
export function concernsLog({ path }: Call): boolean {
    return path.endsWith(".log");
}
