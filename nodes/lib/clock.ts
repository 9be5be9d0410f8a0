/** Time as the code sees it: handed in, so that a test can state exact times and does not wait. */
export interface Clock {
    /** Milliseconds since 1970, as people see it: it may be set, forwards and backwards. */
    now(): number;
    /** Milliseconds since some moment before: only ever grows, whatever people do to their clocks. */
    elapsed(): number;
    /** Runs `action` once after `delay` milliseconds, unless it is cancelled before. */
    after(delay: number, action: () => void): Cancel;
}

/** Takes back what was started; calling it again, or too late, does nothing. */
export type Cancel = () => void;

/** The time of this machine. */
export const systemClock: Clock = {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    after(delay, action) {
        const timer = setTimeout(action, delay);
        return () => {
            clearTimeout(timer);
        };
    },
};
