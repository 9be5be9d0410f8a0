import { setImmediate } from "node:timers/promises";

/**
 * Runs an action that was asked for, in the next turn of the event loop, so that all of one turn is dealt with
 * at once; never twice at a time, and once more if it was asked for while it ran. The action does not throw.
 */
export class TurnTask {
    readonly #action: () => Promise<void>;
    #asked = false;
    #running: Promise<void> | undefined;

    constructor(action: () => Promise<void>) {
        this.#action = action;
    }

    ask(): void {
        this.#asked = true;
        this.#running ??= this.#run();
    }

    /** Resolves when nothing runs and nothing is asked for. */
    async ended(): Promise<void> {
        await this.#running;
    }

    async #run(): Promise<void> {
        while (this.#asked) {
            await setImmediate();
            this.#asked = false;
            await this.#action();
        }
        this.#running = undefined;
    }
}
