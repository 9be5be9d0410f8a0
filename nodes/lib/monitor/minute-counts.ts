import { type Clock } from "../clock";

const MINUTE = 60_000;

/** How many there were in each of the last minutes, by a clock that nobody sets. */
export class MinuteCounts {
    readonly #clock: Clock;
    readonly #counts: number[];
    /** The minute that is counted now, from the clock's beginning. */
    #minute: number;

    constructor(clock: Clock, minutes: number) {
        this.#clock = clock;
        this.#counts = new Array<number>(minutes).fill(0);
        this.#minute = this.#now;
    }

    add(): void {
        this.#advance();
        const place = this.#minute % this.#counts.length;
        this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    }

    /** The counts of the last so many minutes, the oldest first; the last one is still being counted. */
    last(minutes: number): readonly number[] {
        this.#advance();
        const { length } = this.#counts;
        return Array.from({ length: Math.min(minutes, length) }, (_, index) => {
            const back = Math.min(minutes, length) - 1 - index;
            return this.#counts[(this.#minute - back + length) % length] ?? 0;
        });
    }

    get #now(): number {
        return Math.floor(this.#clock.elapsed() / MINUTE);
    }

    /** Makes room for the minutes that have begun since. */
    #advance(): void {
        const now = this.#now;
        const { length } = this.#counts;
        for (let minute = Math.max(this.#minute + 1, now - length + 1); minute <= now; minute += 1) {
            this.#counts[minute % length] = 0;
        }
        this.#minute = now;
    }
}
