import should from "should";
import { OutboxBench } from "./support/outbox-bench";

describe("the outbox with a queue that is full", () => {
    it("rejects what comes, by the number of documents", () => {
        const bench = new OutboxBench({ documents: 2 });
        bench.put("a", "b", "c");
        bench.open(1);
        bench.put("d", "e");
        bench.told.should.deepEqual(["c: WMW_QUEUE_FULL", "e: WMW_QUEUE_FULL"]);
    });

    it("rejects what comes, by their bytes, and takes what fits", () => {
        const bench = new OutboxBench({ bytes: 5 });
        bench.put("abc", "def", "gh", "i");
        bench.told.should.deepEqual(["def: WMW_QUEUE_FULL", "i: WMW_QUEUE_FULL"]);
        bench.open();
        bench.answer("abc");
        bench.put("i");
        bench.texts.should.deepEqual(["abc", "gh", "i"]);
    });

    it("gives up the oldest for what comes, where the user wants that, and tells of each", () => {
        const bench = new OutboxBench({ documents: 3, whenFull: "drop-oldest" });
        bench.put("a", "b", "c", "d", "e");
        bench.told.should.deepEqual(["a: WMW_QUEUE_FULL", "b: WMW_QUEUE_FULL"]);
        should(bench.outbox.counters).containEql({ dropped: 2, rejected: 0 });
        bench.open();
        bench.texts.should.deepEqual(["c", "d", "e"]);
    });

    it("gives up as many of the oldest as the bytes of what comes need", () => {
        const bench = new OutboxBench({ bytes: 6, whenFull: "drop-oldest" });
        bench.put("a", "bb", "ccc", "dddd");
        bench.told.should.deepEqual(["a: WMW_QUEUE_FULL", "bb: WMW_QUEUE_FULL", "ccc: WMW_QUEUE_FULL"]);
    });

    it("gives up none that is in flight", () => {
        const bench = new OutboxBench({ documents: 1, whenFull: "drop-oldest" });
        bench.open(2);
        bench.put("a", "b", "c", "d");
        bench.told.should.deepEqual(["c: WMW_QUEUE_FULL"]);
    });

    it("takes what comes in the place of what has expired", () => {
        const bench = new OutboxBench({ documents: 2 }, 1_000);
        bench.put("a", "b");
        bench.clock.advance(1_001);
        bench.put("c");
        bench.told.should.deepEqual(["a: WMW_EXPIRED", "b: WMW_EXPIRED"]);
        bench.open();
        bench.texts.should.deepEqual(["c"]);
    });
});
