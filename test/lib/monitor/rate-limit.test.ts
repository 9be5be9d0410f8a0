import should from "should";
import { readRateLimit } from "../../../nodes/lib/monitor/rate-limit";
import { problemsOf, valueOf } from "../support/checked";

describe("the minimum of uplinks of a connection", () => {
    for (const minUplinksPerHour of [undefined, null, ""]) {
        it(`is none where it is ${JSON.stringify(minUplinksPerHour)}`, () => {
            should(valueOf(readRateLimit({ minUplinksPerHour, rateWindow: "Mon-Fri" }))).be.undefined();
        });
    }

    for (const minUplinksPerHour of [60, "60"]) {
        it(`is ${JSON.stringify(minUplinksPerHour)} an hour, always where there is no window`, () => {
            const limit = valueOf(readRateLimit({ minUplinksPerHour }));
            should(limit?.minimum).equal(60);
            should(limit?.window.includes(0)).be.true();
        });
    }

    it("names all that is wrong with it", () => {
        problemsOf(readRateLimit({ minUplinksPerHour: 0, rateWindow: "often" })).should.deepEqual([
            "minUplinksPerHour number-invalid",
            "rateWindow rate-window-invalid",
        ]);
    });
});
