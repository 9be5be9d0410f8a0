import { type Cancel, type Clock } from "./clock";

/**
 * Runs an action when it is asked to, but at most once an interval: the first time at once, and what is asked
 * for within the interval once at its end, so that the last change is never missed.
 */
export class Throttle {
    readonly #clock: Clock;
    readonly #interval: number;
    readonly #action: () => void;
    #cancel: Cancel | undefined;
    #askedAgain = false;
    #stopped = false;

    constructor(clock: Clock, interval: number, action: () => void) {
        this.#clock = clock;
        this.#interval = interval;
        this.#action = action;
    }

    ask(): void {
        if (this.#stopped) return;
        if (this.#cancel) this.#askedAgain = true;
        else this.#run();
    }

    /** Ends it for good: what was asked for and has not run yet does not run any more. */
    stop(): void {
        this.#stopped = true;
        this.#cancel?.();
        this.#cancel = undefined;
        this.#askedAgain = false;
    }

    #run(): void {
        this.#cancel = this.#clock.after(this.#interval, () => {
            this.#cancel = undefined;
            if (!this.#askedAgain) return;
            this.#askedAgain = false;
            this.#run();
        });
        this.#action();
    }
}
