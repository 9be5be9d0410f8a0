/** The last so many items of a stream: the older ones are forgotten. */
export class Recent<T> {
    readonly #limit: number;
    #items: T[] = [];

    constructor(limit: number) {
        this.#limit = limit;
    }

    push(item: T): void {
        this.#items.push(item);
        // Trimmed in bulk: to shift the array at each push would cost its whole length every time.
        if (this.#items.length >= 2 * this.#limit) this.#items = this.toArray();
    }

    /** The items, oldest first, in an array of the caller's own. */
    toArray(): T[] {
        return this.#items.slice(-this.#limit);
    }
}
