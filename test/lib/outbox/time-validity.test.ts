import should from "should";
import { NOW, OutboxBench } from "./support/outbox-bench";

describe("the outbox with a time validity", () => {
    const VALIDITY = 60_000;
    const before = (milliseconds: number): string => new Date(NOW - milliseconds).toISOString();

    let bench: OutboxBench;

    beforeEach(() => {
        bench = new OutboxBench({}, VALIDITY);
    });

    it("refuses a document that is too old when it comes, by its own time", () => {
        bench.putOfTime("old", before(VALIDITY + 1));
        bench.putOfTime("young", before(VALIDITY));
        bench.told.should.deepEqual(["old: WMW_EXPIRED"]);
    });

    it("does not send what became too old while it waited, and sends the rest", () => {
        bench.putOfTime("a", before(30_000));
        bench.putOfTime("b", before(0));
        bench.putOfTime("c", before(30_000));
        bench.clock.advance(30_001);
        bench.open();
        bench.texts.should.deepEqual(["b"]);
        bench.told.should.deepEqual(["a: WMW_EXPIRED", "c: WMW_EXPIRED"]);
        should(bench.outbox.counters).containEql({ expired: 2 });
    });

    it("counts the age from the arrival where a document has no time", () => {
        bench.put("a");
        bench.putOfTime("b", "yesterday");
        bench.clock.advance(VALIDITY);
        bench.open(1);
        bench.texts.should.deepEqual(["a"]);
        bench.clock.advance(1);
        bench.answer("a");
        bench.told.should.deepEqual(["a: safe", "b: WMW_EXPIRED"]);
    });

    it("expires nothing while the clock stands before the arrival", () => {
        bench.putOfTime("a", before(VALIDITY - 1_000));
        bench.clock.set(NOW - 1);
        bench.clock.advance(0);
        bench.open();
        bench.texts.should.deepEqual(["a"]);
    });

    it("tells the broker how long a document still lives", () => {
        bench.putOfTime("a", before(10_000));
        bench.clock.advance(5_000);
        bench.open();
        bench.sent.map(({ lifetime }) => lifetime).should.deepEqual([45_000]);
    });

    it("gives up many thousands in pieces, so that others have their turn", () => {
        for (let n = 0; n < 1_600; n += 1) bench.put(`d${n}`);
        bench.clock.advance(VALIDITY + 1);
        bench.put("fresh");
        bench.open();
        bench.told.should.have.length(500);
        bench.clock.advance(0);
        bench.told.should.have.length(1_600);
        bench.texts.should.deepEqual(["fresh"]);
        bench.clock.advance(VALIDITY);
        bench.clock.timers.should.equal(1); // the watchdog
    });
});
