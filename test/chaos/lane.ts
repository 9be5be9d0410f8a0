import { type Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

/** How bytes travel: at once, not at all until that changes, or late and a few at a time. */
export type Pace = "free" | "held" | "slow";

/** At most this many bytes at once, and so long (ms) before each of them, make about 25 kB/s. */
const SLOW_PIECE = 512;
const SLOW_PAUSE = 20;

/** One direction of a link through the proxy. What it holds is bounded by what its sender has under way. */
export class Lane {
    readonly #target: Writable;
    #pace: Pace;
    #queue: Buffer[] = [];
    #moving = false;

    constructor(target: Writable, pace: Pace) {
        this.#target = target;
        this.#pace = pace;
    }

    /** Whether all that was sent has been passed on. */
    get empty(): boolean {
        return this.#queue.length === 0;
    }

    set pace(pace: Pace) {
        this.#pace = pace;
        this.#move();
    }

    send(bytes: Buffer): void {
        this.#queue.push(bytes);
        this.#move();
    }

    /** Forgets what was not passed on yet. */
    discard(): void {
        this.#queue = [];
    }

    #move(): void {
        if (this.#moving || this.#queue.length === 0) return;
        if (this.#pace === "slow") void this.#trickle();
        else if (this.#pace === "free") for (const bytes of this.#queue.splice(0)) this.#write(bytes);
    }

    async #trickle(): Promise<void> {
        this.#moving = true;
        while (this.#pace === "slow" && this.#queue.length > 0) {
            await delay(SLOW_PAUSE);
            this.#writePiece();
        }
        this.#moving = false;
        this.#move();
    }

    #writePiece(): void {
        const next = this.#queue.shift();
        if (!next) return;
        this.#write(next.subarray(0, SLOW_PIECE));
        if (next.length > SLOW_PIECE) this.#queue.unshift(next.subarray(SLOW_PIECE));
    }

    #write(bytes: Buffer): void {
        if (this.#target.writable) this.#target.write(bytes);
    }
}
