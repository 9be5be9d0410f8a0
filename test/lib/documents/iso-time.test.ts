import should from "should";
import { cutToMilliseconds, isIsoTime } from "../../../nodes/lib/documents/iso-time";

describe("a date and time of ISO 8601", () => {
    const cuts: [text: string, cut: string][] = [
        ["2024-01-22T07:06:25.260676101Z", "2024-01-22T07:06:25.260Z"],
        ["2025-05-15T13:22:08.891648+00:00", "2025-05-15T13:22:08.891+00:00"],
        ["2020-07-09T16:06:38.49+02:00", "2020-07-09T16:06:38.49+02:00"],
        ["2019-01-29T13:02:34.981Z", "2019-01-29T13:02:34.981Z"],
        ["2019-01-29T13:02:34Z", "2019-01-29T13:02:34Z"],
        ["2016-07-19T13:12:37+0000", "2016-07-19T13:12:37+0000"],
        ["2025-01-01T00:00:00", "2025-01-01T00:00:00"],
        ["2025-01-01T00:00Z", "2025-01-01T00:00Z"],
    ];

    for (const [text, cut] of cuts) {
        it(`such as ${text} is ${cut} to the millisecond`, () => should(cutToMilliseconds(text)).equal(cut));
    }

    const others: unknown[] = [
        "",
        "yesterday",
        "2015-01-27T10:00.123:46+01:00",
        "2025-01-01",
        "2025-01-01 00:00:00Z",
        "2025-01-01T00:00:00Z\n",
        " 2025-01-01T00:00:00Z",
        `2025-01-01T00:00:00.${"0".repeat(1_000_000)}Z`,
        1473419836813,
        null,
        {},
    ];

    for (const value of others) {
        it(`is not ${JSON.stringify(value).slice(0, 40)}`, () => {
            isIsoTime(value).should.be.false();
            should(cutToMilliseconds(value)).be.undefined();
        });
    }
});
