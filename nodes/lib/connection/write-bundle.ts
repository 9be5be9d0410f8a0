/** What is needed of a writable stream. */
export interface CorkedStream {
    cork(): void;
    uncork(): void;
}

/**
 * Has a stream write in one piece what comes in one turn of the event loop: Node-RED delivers each message in a
 * task of its own, and a stream would write after each. What comes first in a turn goes at once, so that a lone
 * document does not wait for the turn's end.
 */
export class WriteBundle {
    readonly #stream: CorkedStream;
    /** What has come in this turn. */
    #turn: "nothing" | "one" | "more" = "nothing";

    constructor(stream: CorkedStream) {
        this.#stream = stream;
    }

    /** To be called before each write. */
    next(): void {
        if (this.#turn === "nothing") {
            this.#turn = "one";
            setImmediate(() => this.#endTurn());
        } else if (this.#turn === "one") {
            this.#turn = "more";
            this.#stream.cork();
        }
    }

    #endTurn(): void {
        if (this.#turn === "more") this.#stream.uncork();
        this.#turn = "nothing";
    }
}
