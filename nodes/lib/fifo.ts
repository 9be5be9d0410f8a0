/** A queue: first in, first out, each step in constant time on average. */
export class Fifo<T> {
    /** Items before `#head` were taken; they are cut off in one go now and then, so that taking stays cheap. */
    #items: (T | undefined)[] = [];
    #head = 0;

    get size(): number {
        return this.#items.length - this.#head;
    }

    push(item: T): void {
        this.#items.push(item);
    }

    /** All items, the oldest first. */
    toArray(): readonly T[] {
        return this.#items.slice(this.#head) as T[];
    }

    /** The oldest item, left where it is. */
    peek(): T | undefined {
        return this.#items[this.#head];
    }

    /** Takes the oldest item. */
    shift(): T | undefined {
        const item = this.#items[this.#head];
        if (this.#head === this.#items.length) return undefined;
        this.#items[this.#head] = undefined;
        this.#head += 1;
        if (this.#head > 64 && this.#head * 2 > this.#items.length) this.#cutTaken();
        return item;
    }

    /** Puts items in front of all others, in their order. */
    unshift(items: readonly T[]): void {
        if (items.length === 0) return;
        this.#cutTaken();
        this.#items = [...items, ...this.#items];
    }

    #cutTaken(): void {
        this.#items = this.#items.slice(this.#head);
        this.#head = 0;
    }
}
