import { type ReconnectStrategy } from "../connection-settings";
import { type FailureReason } from "./failure";

/** How fast a class of failures is tried again; milliseconds. */
interface Pace {
    readonly floor: number;
    readonly base: number;
    /** The longest wait is the strategy's, but not shorter than this. */
    readonly leastCap: number;
}

/** The longest wait (ms) of each strategy. */
const CAPS: Readonly<Record<ReconnectStrategy, number>> = {
    normal: 60_000,
    calm: 600_000,
    aggressive: 10_000,
};

/** Exponential with full jitter: what networks and restarting brokers want. */
const ORDINARY: Pace = { floor: 250, base: 1_000, leastCap: 0 };

/**
 * Something that people have to mend: tried again all the same, since passwords rotate and clocks get set. The
 * base is above the floor, so that the first wait differs too where a whole fleet has the same expired password.
 */
const SLOW: Pace = { floor: 30_000, base: 60_000, leastCap: 300_000 };

const PACES: Readonly<Record<FailureReason, Pace>> = {
    "unknown-host": ORDINARY,
    refused: ORDINARY,
    "network-unreachable": ORDINARY,
    "timed-out": ORDINARY,
    "not-trusted": SLOW,
    "certificate-expired": SLOW,
    "certificate-not-yet-valid": SLOW,
    "wrong-host-name": SLOW,
    "client-certificate-required": SLOW,
    "client-certificate-refused": SLOW,
    "no-tls": SLOW,
    "tls-failed": ORDINARY,
    "tls-not-usable": SLOW,
    "wrong-login": SLOW,
    "username-missing": SLOW,
    banned: SLOW,
    "protocol-version-refused": SLOW,
    "client-id-refused": SLOW,
    "client-id-in-use": SLOW,
    "server-unavailable": ORDINARY,
    "server-busy": ORDINARY,
    "server-full": ORDINARY,
    "server-shutting-down": ORDINARY,
    "server-moved": SLOW,
    "closed-on-publish": ORDINARY,
    "no-acknowledgement": ORDINARY,
    "connection-lost": ORDINARY,
};

/** A connection that held this long (ms) was a good one: failures are counted anew after it. */
export const STABLE_AFTER = 30_000;

/** How long (ms) to wait before a refused topic is tried again. */
export const REFUSAL_RETRY = 30_000;

/** What the wait before the next attempt depends on. */
export interface Retry {
    readonly reason: FailureReason;
    /** Failures in a row before this one: 0 for the first. */
    readonly attempt: number;
    readonly strategy: ReconnectStrategy;
}

/**
 * Milliseconds to wait before the next attempt: random between the floor and the lesser of the cap and
 * base · 2^attempt, so that many clients of a broker that comes back do not come all at once.
 *
 * @param random gives numbers from 0 up to, but not including, 1
 */
export function retryDelay({ reason, attempt, strategy }: Retry, random: () => number): number {
    const { floor, base, leastCap } = PACES[reason];
    const cap = Math.max(CAPS[strategy], leastCap);
    const ceiling = Math.max(floor, Math.min(cap, base * 2 ** attempt));
    return Math.round(floor + random() * (ceiling - floor));
}
