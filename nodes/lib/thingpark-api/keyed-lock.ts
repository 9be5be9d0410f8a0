import { Limiter } from "./limiter";

/** Runs the tasks of one key one after the other; those of different keys do not wait for each other. */
export class KeyedLock {
    readonly #locks = new Map<string, Limiter>();

    /** Runs a task when all of its key that came before have ended, and gives its outcome. */
    async run<T>(key: string, task: () => Promise<T>): Promise<T> {
        const lock = this.#locks.get(key) ?? new Limiter(1);
        this.#locks.set(key, lock);
        try {
            return await lock.run(task);
        } finally {
            if (lock.isIdle) this.#locks.delete(key);
        }
    }
}
