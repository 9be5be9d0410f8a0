import { type Cancel, type Clock } from "../clock";

/** Timers that are told apart by their names: setting one again takes the place of the one before. */
export class Timers<Name extends string> {
    readonly #clock: Clock;
    readonly #timers = new Map<Name, Cancel>();

    constructor(clock: Clock) {
        this.#clock = clock;
    }

    /** Runs `action` in `delay` milliseconds, at once where that time is over already. */
    set(name: Name, delay: number, action: () => void): void {
        this.#timers.get(name)?.();
        this.#timers.set(name, this.#clock.after(Math.max(delay, 0), action));
    }

    /** Takes all of them back. */
    stop(): void {
        for (const cancel of this.#timers.values()) cancel();
        this.#timers.clear();
    }
}
