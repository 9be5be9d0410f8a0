import { type Cancel, type Clock } from "../../../nodes/lib/clock";

interface Timer {
    readonly at: number;
    readonly action: () => void;
}

/** A clock that stands still until a test moves it; timers run in the order in which they fall due. */
export class ManualClock implements Clock {
    readonly #timers = new Set<Timer>();
    #elapsed = 0;
    #offset: number;

    constructor(start = 1_000_000) {
        this.#offset = start;
    }

    now(): number {
        return this.#offset + this.#elapsed;
    }

    elapsed(): number {
        return this.#elapsed;
    }

    /** Somebody sets the clock: no time passes by it. */
    set(now: number): void {
        this.#offset = now - this.#elapsed;
    }

    after(delay: number, action: () => void): Cancel {
        const timer = { at: this.#elapsed + delay, action };
        this.#timers.add(timer);
        return () => {
            this.#timers.delete(timer);
        };
    }

    /** How many timers are set. */
    get timers(): number {
        return this.#timers.size;
    }

    /** Lets time pass, and with it the timers that fall due, those too that others set on the way. */
    advance(milliseconds: number): void {
        const end = this.#elapsed + milliseconds;
        for (let timer = this.#dueBy(end); timer; timer = this.#dueBy(end)) {
            this.#timers.delete(timer);
            this.#elapsed = Math.max(this.#elapsed, timer.at);
            timer.action();
        }
        this.#elapsed = end;
    }

    #dueBy(end: number): Timer | undefined {
        const due = [...this.#timers].filter(({ at }) => at <= end);
        return due.reduce<Timer | undefined>(
            (first, timer) => (first === undefined || timer.at < first.at ? timer : first),
            undefined,
        );
    }
}
