import { type Clock } from "../clock";
import { ApiError } from "./api-error";
import { pause } from "./pause";

/** What waiting depends on. */
export interface Waiting {
    readonly clock: Clock;
    /** Gives numbers from 0 up to, but not including, 1. */
    readonly random: () => number;
    readonly signal: AbortSignal;
}

const MOST_ATTEMPTS = 4;
const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 30_000;

/** The longest (ms) that we wait for a platform that names a time: whoever waits longer should be told. */
const LONGEST_RETRY_AFTER = 120_000;

/** Too many requests, bad gateway, unavailable, gateway time-out (RFC 9110, 15.6; RFC 6585, 4). */
const TRANSIENT_STATUSES = [429, 502, 503, 504];

/**
 * Makes an attempt again, at most so often, while it fails for what may pass: network errors, 429, 502, 503 and
 * 504. Between attempts it waits as the platform says by Retry-After, else exponentially with full jitter.
 */
export async function retried<T>(attempt: () => Promise<T>, waiting: Waiting): Promise<T> {
    for (let failures = 1; ; failures++) {
        try {
            return await attempt();
        } catch (error) {
            const delay = failures < MOST_ATTEMPTS ? delayAfter(error, failures, waiting.random) : undefined;
            if (delay === undefined) throw error;
            await pause(waiting.clock, delay, waiting.signal);
        }
    }
}

/** Whether a call may have failed for what passes; whether the platform has carried it out is then not known. */
export function isTransient(error: unknown): error is ApiError {
    if (!(error instanceof ApiError)) return false;
    const { status = 0, lasts = false } = error.failure;
    if (error.code === "WMW_API_UNREACHABLE") return !lasts;
    return TRANSIENT_STATUSES.includes(status);
}

function delayAfter(error: unknown, failures: number, random: () => number): number | undefined {
    if (!isTransient(error)) return undefined;
    const { retryAfter } = error.failure;
    if (retryAfter === undefined) {
        const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** failures);
        return FIRST_DELAY + Math.round(random() * (ceiling - FIRST_DELAY));
    }
    // Not all that were sent away are to come back at the same moment.
    return retryAfter <= LONGEST_RETRY_AFTER ? retryAfter + Math.round(random() * FIRST_DELAY) : undefined;
}

/** Milliseconds that a Retry-After header names, as seconds or as a date (RFC 9110, 10.2.3). */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
    if (header === undefined) return undefined;
    if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000;
    const date = Date.parse(header);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
