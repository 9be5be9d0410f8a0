import { createHook } from "node:async_hooks";
import { setImmediate } from "node:timers/promises";

/** The scripts of the built package. */
const OURS = /[\\/]dist[\\/]nodes[\\/]/;

/** What Node calls what it asks of the file system: the latter closes a file. */
const FILE_REQUEST = /^(FSREQ|FILEHANDLECLOSEREQ)/;

/**
 * Whoever goes on after an answer of the file system asks for more in the same turn of the event loop, or in the next
 * one: after so many turns without a request there is nothing more to come.
 */
const TURNS_OF_REST = 100;

/** Counts the timers that this process starts, and what our code asks of the file system without waiting for it. */
export class AsyncWork {
    /** Where in the code each timer was started. */
    readonly timers: string[] = [];
    /** Where in the package the file system was asked for something. */
    readonly fileRequests: string[] = [];
    readonly #openRequests = new Set<number>();
    #whenAnswered: () => void = () => undefined;

    constructor() {
        const answered = (id: number): void => {
            if (this.#openRequests.delete(id) && this.#openRequests.size === 0) this.#whenAnswered();
        };
        createHook({
            init: (id, type) => {
                const isFileRequest = FILE_REQUEST.test(type);
                if (type !== "Timeout" && !isFileRequest) return;
                const lines = (new Error().stack ?? "").split("\n");
                if (!isFileRequest) this.timers.push(callerIn(lines));
                else if (lines.some((line) => OURS.test(line))) {
                    this.fileRequests.push(callerIn(lines));
                    this.#openRequests.add(id);
                }
            },
            after: answered,
            destroy: answered,
        }).enable();
    }

    /** Forgets what was counted. */
    reset(): void {
        this.timers.length = 0;
        this.fileRequests.length = 0;
    }

    /** Resolves when what was asked of the file system is answered, and nothing more is asked because of it. */
    async filesAtRest(): Promise<void> {
        for (let turns = 0; turns < TURNS_OF_REST; turns += 1) {
            const { length } = this.fileRequests;
            await this.#answers();
            await setImmediate();
            if (this.fileRequests.length > length) turns = 0;
        }
    }

    /** Resolves when no request is open. */
    async #answers(): Promise<void> {
        if (this.#openRequests.size === 0) return;
        await new Promise<void>((resolve) => {
            this.#whenAnswered = resolve;
        });
    }
}

/** The first line of a stack that is neither Node's nor this file's. */
function callerIn(stack: readonly string[]): string {
    const [, , ...lines] = stack;
    return (lines.find((line) => !line.includes("node:")) ?? lines[0] ?? "").trim();
}
