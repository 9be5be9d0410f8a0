import { type Clock } from "../clock";

/** Whether somebody looks: each look counts for a while, so that one who is gone need not say goodbye. */
export class ViewerLease {
    readonly #clock: Clock;
    readonly #time: number;
    #until = -Infinity;

    /** @param time how long a look counts (ms) */
    constructor(clock: Clock, time: number) {
        this.#clock = clock;
        this.#time = time;
    }

    get isHeld(): boolean {
        return this.#clock.elapsed() < this.#until;
    }

    renew(): void {
        this.#until = this.#clock.elapsed() + this.#time;
    }
}
