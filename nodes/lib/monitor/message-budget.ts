/** Room that is in use: one of a chain of places, from the oldest to the newest. */
export interface Place {
    /** Bytes. */
    readonly size: number;
    /** Lets go of what is kept there, since others need the room. */
    readonly forget: () => void;
    older: Place | undefined;
    newer: Place | undefined;
}

/**
 * So many bytes for whatever is kept, wherever that is: the oldest makes room for the newest. Each step takes
 * the same time however much is kept, since messages pass by while it is done.
 */
export class MessageBudget {
    readonly #most: number;
    #bytes = 0;
    #oldest: Place | undefined;
    #newest: Place | undefined;

    constructor(most: number) {
        this.#most = most;
    }

    /** Bytes in use. */
    get bytes(): number {
        return this.#bytes;
    }

    /** A place for something new; call `makeRoom` once it is there. */
    reserve(size: number, forget: () => void): Place {
        const place: Place = { size, forget, older: this.#newest, newer: undefined };
        if (this.#newest) this.#newest.newer = place;
        else this.#oldest = place;
        this.#newest = place;
        this.#bytes += size;
        return place;
    }

    /** Has the oldest forgotten until the rest fits; what is larger than all the room is forgotten itself. */
    makeRoom(): void {
        while (this.#oldest && this.#bytes > this.#most) {
            const { forget } = this.#oldest;
            this.release(this.#oldest);
            forget();
        }
    }

    /** Gives a place back, once. */
    release({ size, older, newer }: Place): void {
        this.#bytes -= size;
        if (older) older.newer = newer;
        else this.#oldest = newer;
        if (newer) newer.older = older;
        else this.#newest = older;
    }
}
