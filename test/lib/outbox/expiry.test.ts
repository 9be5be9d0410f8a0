import should from "should";
import { expiryOf, isExpired } from "../../../nodes/lib/outbox/expiry";

const NOW = Date.UTC(2026, 10, 25, 12);
const HOUR = 3_600_000;

describe("the end of a document's life", () => {
    const rows: [title: string, time: unknown, arrivedAt: number, expiresAt: number | undefined][] = [
        ["counts from its own time", "2026-11-25T11:30:00.000Z", NOW, NOW + HOUR / 2],
        ["counts from its arrival where it has no time", undefined, NOW, NOW + HOUR],
        ["counts from its arrival where its time is no date", "soon", NOW, NOW + HOUR],
        [
            "counts from its own time though the clock was never set",
            "2026-11-25T12:00:00Z",
            5_000,
            NOW + HOUR,
        ],
        ["never comes where neither can be trusted", "", 5_000, undefined],
    ];

    for (const [title, time, arrivedAt, expiresAt] of rows) {
        it(title, () => should(expiryOf(time, arrivedAt, HOUR)).equal(expiresAt));
    }

    it("never comes where the user sets no limit", () => {
        should(expiryOf("2026-11-25T11:30:00.000Z", NOW, undefined)).be.undefined();
    });
});

describe("a document", () => {
    const rows: [
        title: string,
        arrivedAt: number,
        expiresAt: number | undefined,
        now: number,
        is: boolean,
    ][] = [
        ["has not expired at the very end of its life", 0, 1_000, 1_000, false],
        ["has expired after it", 0, 1_000, 1_001, true],
        ["without an end does not expire", 0, undefined, NOW, false],
        ["does not expire by a clock that stands before its arrival", 2_000, 1_000, 1_999, false],
        ["that came too late has expired at once", 2_000, 1_000, 2_000, true],
    ];

    for (const [title, arrivedAt, expiresAt, now, is] of rows) {
        it(title, () => isExpired({ arrivedAt, expiresAt }, { now: () => now }).should.equal(is));
    }
});
