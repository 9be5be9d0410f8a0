import { type Cancel, type Clock } from "../clock";
import { type MinuteCounts } from "./minute-counts";
import { type LowRate } from "./monitor-view";
import { type WeeklyWindow } from "./weekly-window";

/** When uplinks are too few. */
export interface RateLimit {
    /** Uplinks in an hour, at least. */
    readonly minimum: number;
    /** When it counts. */
    readonly window: WeeklyWindow;
}

const MINUTE = 60_000;
const HOUR_IN_MINUTES = 60;

/** An hour lies in so many minutes of the clock: the first and the last of them are parts. Nobody is alarmed by a part. */
export const MINUTES_COUNTED = HOUR_IN_MINUTES + 1;

/**
 * Tells when the uplinks of the last hour are fewer than they should be, as ThingPark's low message rate alarm
 * (common parameter `alarms`) does. It looks once a minute. An hour counts only once it has passed as a whole
 * within the window: nobody is told of the hour in which a connection begins, or a window opens.
 */
export class RateAlarm {
    readonly #clock: Clock;
    readonly #limit: RateLimit;
    readonly #counts: MinuteCounts;
    readonly #changed: (low: LowRate | undefined) => void;
    /** Whole minutes since the window opened; undefined while it is closed. */
    #watched: number | undefined;
    #low: LowRate | undefined;
    #cancel: Cancel | undefined;

    constructor(parts: {
        clock: Clock;
        limit: RateLimit;
        /** The uplinks of the last hour at least. */
        counts: MinuteCounts;
        /** Told when it begins, and, with undefined, when it is over. */
        changed: (low: LowRate | undefined) => void;
    }) {
        this.#clock = parts.clock;
        this.#limit = parts.limit;
        this.#counts = parts.counts;
        this.#changed = parts.changed;
    }

    /** How things stand; undefined: there are enough, or it is not known yet, or it does not count now. */
    get low(): LowRate | undefined {
        return this.#low;
    }

    start(): void {
        this.#watched = this.#isInWindow ? 0 : undefined;
        this.#lookLater();
    }

    stop(): void {
        this.#cancel?.();
    }

    get #isInWindow(): boolean {
        return this.#limit.window.includes(this.#clock.now());
    }

    #lookLater(): void {
        this.#cancel = this.#clock.after(MINUTE, () => {
            this.#lookLater();
            this.#look();
        });
    }

    #look(): void {
        if (!this.#isInWindow) this.#watched = undefined;
        else this.#watched = this.#watched === undefined ? 0 : this.#watched + 1;
        const before = this.#low;
        this.#low = this.#judged();
        if ((before === undefined) !== (this.#low === undefined)) this.#changed(this.#low);
    }

    #judged(): LowRate | undefined {
        if (this.#watched === undefined || this.#watched < HOUR_IN_MINUTES) return undefined;
        const { minimum } = this.#limit;
        const uplinks = this.#counts.last(MINUTES_COUNTED).reduce((sum, count) => sum + count, 0);
        return uplinks < minimum ? { uplinks, minimum } : undefined;
    }
}
