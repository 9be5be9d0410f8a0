import should from "should";
import { type Outcomes } from "../support/documents";
import { OutboxBench } from "./support/outbox-bench";

describe("the outbox", () => {
    let bench: OutboxBench;
    let outcomes: Outcomes;

    beforeEach(() => {
        bench = new OutboxBench();
        ({ outcomes } = bench);
    });

    describe("of a queue that is full", () => {
        it("rejects what comes, by the number of documents", () => {
            bench = new OutboxBench({ documents: 2 });
            bench.put("a", "b", "c");
            bench.open(1);
            bench.put("d", "e");
            bench.outcomes.told.should.deepEqual(["c: WMW_QUEUE_FULL", "e: WMW_QUEUE_FULL"]);
        });

        it("rejects what comes, by their bytes, and takes what fits", () => {
            bench = new OutboxBench({ bytes: 5 });
            bench.put("abc", "def", "gh", "i");
            bench.outcomes.told.should.deepEqual(["def: WMW_QUEUE_FULL", "i: WMW_QUEUE_FULL"]);
            bench.open();
            bench.answer("abc");
            bench.put("i");
            bench.texts.should.deepEqual(["abc", "gh", "i"]);
        });

        it("gives up the oldest for what comes, where the user wants that, and tells of each", () => {
            bench = new OutboxBench({ documents: 3, whenFull: "drop-oldest" });
            bench.put("a", "b", "c", "d", "e");
            bench.outcomes.told.should.deepEqual(["a: WMW_QUEUE_FULL", "b: WMW_QUEUE_FULL"]);
            should(bench.outbox.counters).containEql({ dropped: 2, rejected: 0 });
            bench.open();
            bench.texts.should.deepEqual(["c", "d", "e"]);
        });

        it("gives up as many of the oldest as the bytes of what comes need", () => {
            bench = new OutboxBench({ bytes: 6, whenFull: "drop-oldest" });
            bench.put("a", "bb", "ccc", "dddd");
            bench.outcomes.told.should.deepEqual([
                "a: WMW_QUEUE_FULL",
                "bb: WMW_QUEUE_FULL",
                "ccc: WMW_QUEUE_FULL",
            ]);
        });

        it("gives up none that is in flight", () => {
            bench = new OutboxBench({ documents: 1, whenFull: "drop-oldest" });
            bench.open(2);
            bench.put("a", "b", "c", "d");
            bench.outcomes.told.should.deepEqual(["c: WMW_QUEUE_FULL"]);
        });

        it("takes what comes in the place of what has expired", () => {
            bench = new OutboxBench({ documents: 2 }, 1_000);
            bench.put("a", "b");
            bench.clock.advance(1_001);
            bench.put("c");
            bench.outcomes.told.should.deepEqual(["a: WMW_EXPIRED", "b: WMW_EXPIRED"]);
            bench.open();
            bench.texts.should.deepEqual(["c"]);
        });
    });

    describe("when somebody discards the queue", () => {
        it("gives up all that waits, and sends what comes after", () => {
            bench.put("a", "b");
            bench.outbox.discard().should.equal(2);
            outcomes.told.should.deepEqual(["a: WMW_DISCARDED", "b: WMW_DISCARDED"]);
            bench.put("c");
            bench.open();
            bench.texts.should.deepEqual(["c"]);
        });

        it("leaves what is in flight to the broker", () => {
            bench.open(1);
            bench.put("a", "b");
            bench.outbox.discard().should.equal(1);
            bench.answer("a");
            outcomes.told.should.deepEqual(["b: WMW_DISCARDED", "a: safe"]);
        });

        it("does nothing where nothing waits", () => {
            bench.outbox.discard().should.equal(0);
            bench.put("a");
            bench.outbox.queued.should.equal(1);
        });
    });
});
