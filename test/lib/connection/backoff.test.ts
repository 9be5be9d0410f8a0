import { type ReconnectStrategy } from "../../../nodes/lib/connection-settings";
import { retryDelay, STABLE_AFTER } from "../../../nodes/lib/connection/backoff";
import { type FailureReason } from "../../../nodes/lib/connection/failure";

/** The pace at which each failure is tried again; a new reason has to be put here to compile. */
const paces: Readonly<Record<FailureReason, "ordinary" | "slow">> = {
    "unknown-host": "ordinary",
    refused: "ordinary",
    "network-unreachable": "ordinary",
    "timed-out": "ordinary",
    "not-trusted": "slow",
    "certificate-expired": "slow",
    "certificate-not-yet-valid": "slow",
    "wrong-host-name": "slow",
    "client-certificate-required": "slow",
    "client-certificate-refused": "slow",
    "no-tls": "slow",
    "tls-failed": "ordinary",
    "tls-not-usable": "slow",
    "wrong-login": "slow",
    "username-missing": "slow",
    banned: "slow",
    "protocol-version-refused": "slow",
    "client-id-refused": "slow",
    "client-id-in-use": "slow",
    "server-unavailable": "ordinary",
    "server-busy": "ordinary",
    "server-full": "ordinary",
    "server-shutting-down": "ordinary",
    "server-moved": "slow",
    "closed-on-publish": "ordinary",
    "no-acknowledgement": "ordinary",
    "connection-lost": "ordinary",
};

/** Shortest, middle and longest wait (ms) after so many failures in a row. */
const waits: Readonly<
    Record<
        "ordinary" | "slow",
        readonly [failures: number, shortest: number, middle: number, longest: number][]
    >
> = {
    ordinary: [
        [0, 250, 625, 1_000],
        [1, 250, 1_125, 2_000],
        [2, 250, 2_125, 4_000],
        [5, 250, 16_125, 32_000],
        [6, 250, 30_125, 60_000],
        [7, 250, 30_125, 60_000],
        [5_000, 250, 30_125, 60_000],
    ],
    slow: [
        [0, 30_000, 45_000, 60_000],
        [1, 30_000, 75_000, 120_000],
        [2, 30_000, 135_000, 240_000],
        [3, 30_000, 165_000, 300_000],
        [5_000, 30_000, 165_000, 300_000],
    ],
};

const ALMOST_ONE = 1 - Number.EPSILON / 2;

describe("the wait for the next attempt", () => {
    for (const [reason, pace] of Object.entries(paces) as [FailureReason, "ordinary" | "slow"][]) {
        it(`is ${pace} after ${reason}`, () => {
            for (const [failures, shortest, middle, longest] of waits[pace]) {
                [0, 0.5, ALMOST_ONE]
                    .map((random) =>
                        retryDelay({ reason, attempt: failures, strategy: "normal" }, () => random),
                    )
                    .should.deepEqual([shortest, middle, longest]);
            }
        });
    }

    const longest: [strategy: ReconnectStrategy, ordinary: number, slow: number][] = [
        ["aggressive", 10_000, 300_000],
        ["normal", 60_000, 300_000],
        ["calm", 600_000, 600_000],
    ];

    for (const [strategy, ordinary, slow] of longest) {
        it(`is at most ${ordinary} ms with the strategy ${strategy}, or ${slow} ms where people have to mend something`, () => {
            const most = (reason: FailureReason): number =>
                retryDelay({ reason, attempt: 5_000, strategy }, () => ALMOST_ONE);
            most("refused").should.equal(ordinary);
            most("wrong-login").should.equal(slow);
        });
    }

    it("may be counted anew after half a minute of a good connection", () =>
        STABLE_AFTER.should.equal(30_000));
});
