import { createHook } from "node:async_hooks";
import { setImmediate } from "node:timers/promises";

/** The scripts of the built package. */
const OURS = /[\\/]dist[\\/]nodes[\\/]/;

/** The file system is at rest when nobody has asked it for anything for so many turns of the event loop. */
const TURNS_OF_REST = 100;

/** Counts the timers that this process starts, and what our code asks of the file system without waiting for it. */
export class AsyncWork {
    /** Where in the code each timer was started. */
    readonly timers: string[] = [];
    /** Where in the package the file system was asked for something. */
    readonly fileRequests: string[] = [];
    readonly #openRequests = new Set<number>();

    constructor() {
        const settled = (id: number): void => {
            this.#openRequests.delete(id);
        };
        createHook({
            init: (id, type) => {
                const isFileRequest = type.startsWith("FSREQ");
                if (type !== "Timeout" && !isFileRequest) return;
                const lines = (new Error().stack ?? "").split("\n");
                if (!isFileRequest) this.timers.push(callerIn(lines));
                else if (lines.some((line) => OURS.test(line))) {
                    this.fileRequests.push(callerIn(lines));
                    this.#openRequests.add(id);
                }
            },
            after: settled,
            destroy: settled,
        }).enable();
    }

    /** Forgets what was counted. */
    reset(): void {
        this.timers.length = 0;
        this.fileRequests.length = 0;
    }

    /**
     * Resolves when there is nothing to do by this word, and what was asked of the file system is answered, and nothing
     * more is asked because of it.
     */
    async filesAtRest(isIdle: () => boolean): Promise<void> {
        for (let turns = 0; turns < TURNS_OF_REST; turns += 1) {
            const { length } = this.fileRequests;
            await setImmediate();
            if (!isIdle() || this.#openRequests.size > 0 || this.fileRequests.length > length) turns = 0;
        }
    }
}

/** The first line of a stack that is neither Node's nor this file's. */
function callerIn(stack: readonly string[]): string {
    const [, , ...lines] = stack;
    return (lines.find((line) => !line.includes("node:")) ?? lines[0] ?? "").trim();
}
