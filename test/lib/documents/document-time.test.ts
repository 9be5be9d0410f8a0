import { inspect } from "node:util";
import should from "should";
import { documentTime } from "../../../nodes/lib/documents/document-time";

describe("the time of a document", () => {
    const moments: [time: unknown, moment: number][] = [
        ["2019-07-10T15:38:46.882+02:00", Date.UTC(2019, 6, 10, 13, 38, 46, 882)],
        ["2019-07-10T15:38:46.88-01:30", Date.UTC(2019, 6, 10, 17, 8, 46, 880)],
        ["2019-07-10T15:38:46Z", Date.UTC(2019, 6, 10, 15, 38, 46)],
        ["2019-07-10T15:38:46.882123456Z", Date.UTC(2019, 6, 10, 15, 38, 46, 882)],
        [1_562_766_000_000, 1_562_766_000_000],
        ["1562766000000", 1_562_766_000_000],
    ];

    for (const [time, moment] of moments) {
        it(`${inspect(time)} is a moment`, () => should(documentTime(time)).equal(moment));
    }

    const none: unknown[] = [
        undefined,
        null,
        "",
        "soon",
        "2019-07-10T15:38:46",
        "2019-13-10T15:38:46Z",
        "2019-07-10",
        12,
        "1562766",
        -1,
        NaN,
        Infinity,
        {},
        [1_562_766_000_000],
        "9".repeat(400),
    ];

    for (const time of none) {
        it(`${inspect(time).slice(0, 40)} is none`, () => should(documentTime(time)).be.undefined());
    }
});
