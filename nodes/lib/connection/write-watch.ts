/** What is watched of a writable stream. */
export interface WatchedStream {
    readonly destroyed: boolean;
    readonly writableNeedDrain: boolean;
    once(event: "drain", listener: () => void): unknown;
}

/**
 * Tells when a stream has taken what was written to it, by one listener for however many wait: MQTT.js adds one
 * for each packet, and Node warns of a leak where a burst makes that a thousand.
 */
export class WriteWatch {
    readonly #stream: WatchedStream;
    #waiting: (() => void)[] = [];

    constructor(stream: WatchedStream) {
        this.#stream = stream;
    }

    /** Calls `taken` once there is room for more; at once where there is, and never where the stream breaks. */
    ask(taken: () => void): void {
        if (this.#stream.destroyed) return;
        if (!this.#stream.writableNeedDrain) {
            taken();
            return;
        }
        if (this.#waiting.push(taken) === 1) this.#stream.once("drain", () => this.#drained());
    }

    #drained(): void {
        const waiting = this.#waiting;
        this.#waiting = [];
        for (const taken of waiting) taken();
    }
}
