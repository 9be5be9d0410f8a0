/** Takes what comes, and gives it away one by one to whoever asks, before or after it came. */
export class Inbox<T> {
    readonly #items: T[] = [];
    readonly #waiters: ((item: T) => void)[] = [];

    put(item: T): void {
        const waiter = this.#waiters.shift();
        if (waiter) waiter(item);
        else this.#items.push(item);
    }

    /** The oldest item that was not given away yet. */
    next(): Promise<T> {
        const item = this.#items.shift();
        if (item !== undefined) return Promise.resolve(item);
        return new Promise((resolve) => {
            this.#waiters.push(resolve);
        });
    }

    /** How many items nobody has asked for. */
    get waiting(): number {
        return this.#items.length;
    }
}
