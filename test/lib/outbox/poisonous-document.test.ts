import { OutboxBench } from "./support/outbox-bench";

describe("the outbox where a document makes the peer break the link each time", () => {
    let bench: OutboxBench;

    beforeEach(() => {
        bench = new OutboxBench();
    });

    /** Opens, and lets the peer break the link without an answer. */
    function lose(times: number): void {
        for (let n = 0; n < times; n += 1) {
            bench.open(3);
            bench.outbox.interrupt("peer");
        }
    }

    it("refuses it once others were acknowledged between its losses twice, and goes on", () => {
        bench.put("poison", "a", "b", "c");
        lose(4);
        bench.outbox.queued.should.equal(4);
        bench.open(3);
        bench.texts.should.deepEqual(["a"]);
        bench.answer("a");
        bench.texts.should.deepEqual(["a", "poison"]);
        bench.outbox.interrupt("peer");
        bench.open(3);
        bench.answer("b");
        bench.texts.should.deepEqual(["b", "c"]);
        bench.answer("c");
        bench.told.should.deepEqual(["a: safe", "b: safe", "poison: WMW_REFUSED", "c: safe"]);
        bench.outbox.queued.should.equal(0);
    });

    it("keeps it where it is acknowledged after the one behind it: a bad network lost it by chance", () => {
        bench.put("a", "b", "c");
        lose(4);
        bench.open(3);
        bench.answer("b");
        bench.texts.should.deepEqual(["b", "a"]);
        bench.answer("a");
        bench.answer("c");
        bench.told.should.deepEqual(["b: safe", "a: safe", "c: safe"]);
    });

    it("keeps all, in order, where the one behind it is lost as well", () => {
        bench.put("a", "b", "c");
        lose(5);
        bench.open(3);
        for (const text of ["a", "b", "c"]) bench.answer(text);
        bench.texts.should.deepEqual(["a", "b", "c"]);
        bench.told.should.deepEqual(["a: safe", "b: safe", "c: safe"]);
    });

    it("goes on trying it where nothing else waits, and sends what comes behind it", () => {
        bench.put("a");
        lose(10);
        bench.open(3);
        bench.texts.should.deepEqual(["a"]);
        bench.answer("a");
        bench.told.should.deepEqual(["a: safe"]);
    });

    it("discards it with the others, and sends what comes later", () => {
        bench.put("poison", "a", "b", "c");
        lose(4);
        bench.open(3);
        bench.discard().should.deepEqual([{ documents: 3, left: 0 }]);
        bench.answer("a");
        bench.put("d");
        bench.texts.should.deepEqual(["a", "d"]);
        bench.answer("d");
        bench.told.should.deepEqual([
            "poison: WMW_DISCARDED",
            "b: WMW_DISCARDED",
            "c: WMW_DISCARDED",
            "a: safe",
            "d: safe",
        ]);
    });

    it("settles it with the others when it ends meanwhile", async () => {
        bench.put("poison", "a");
        lose(4);
        await bench.outbox.close();
        bench.told.should.deepEqual(["poison: WMW_STOPPED", "a: WMW_STOPPED"]);
    });
});
