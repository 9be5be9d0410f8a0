import { Fifo } from "../fifo";

/** Lets so many tasks run at a time; the others wait in the order in which they came. */
export class Limiter {
    readonly #most: number;
    readonly #waiting = new Fifo<() => void>();
    #running = 0;

    constructor(most: number) {
        this.#most = most;
    }

    /** Runs a task when its turn has come, and gives its outcome. */
    async run<T>(task: () => Promise<T>): Promise<T> {
        if (this.#running < this.#most) this.#running++;
        else await new Promise<void>((resolve) => this.#waiting.push(resolve));
        try {
            return await task();
        } finally {
            const next = this.#waiting.shift();
            // The place goes from hand to hand: nobody who comes now can take it.
            if (next) next();
            else this.#running--;
        }
    }

    /** Whether nothing runs and nothing waits. */
    get isIdle(): boolean {
        return this.#running === 0;
    }
}
