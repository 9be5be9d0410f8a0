import should from "should";
import { type QueueLimits } from "../../../nodes/lib/outbox/queue-limits";
import { documentOf } from "../support/documents";
import { entryOf } from "../support/entries";
import { KEPT, OutboxBench } from "./support/outbox-bench";
import { SlowStore } from "./support/slow-store";

describe("the outbox, when somebody discards the queue,", () => {
    describe("and all that waits is at hand", () => {
        let bench: OutboxBench;

        beforeEach(() => {
            bench = new OutboxBench();
        });

        it("gives up all that waits, and sends what comes after", () => {
            bench.put("a", "b");
            bench.discard().should.deepEqual([{ documents: 2, left: 0 }]);
            bench.told.should.deepEqual(["a: WMW_DISCARDED", "b: WMW_DISCARDED"]);
            bench.put("c");
            bench.open();
            bench.texts.should.deepEqual(["c"]);
        });

        it("leaves what is in flight to the broker", () => {
            bench.open(1);
            bench.put("a", "b");
            bench.discard().should.deepEqual([{ documents: 1, left: 0 }]);
            bench.answer("a");
            bench.told.should.deepEqual(["b: WMW_DISCARDED", "a: safe"]);
        });

        it("does nothing where nothing waits", () => {
            bench.discard().should.deepEqual([{ documents: 0, left: 0 }]);
            bench.put("a");
            bench.outbox.queued.should.equal(1);
        });
    });

    describe("and the store has to fetch what waits", () => {
        let store: SlowStore;
        let bench: OutboxBench;

        beforeEach(() => {
            start();
        });

        function start(limits: Partial<QueueLimits> = {}, validity?: number): void {
            store = new SlowStore();
            bench = new OutboxBench(limits, validity, store);
            store.changed = () => {
                bench.outbox.storeChanged();
            };
        }

        /** The broker takes what is left. */
        function textsLeft(): string[] {
            store.write();
            bench.open(100, 100);
            return bench.texts;
        }

        it("gives it up when it comes, and sends what came later", () => {
            bench.put("a", "b");
            bench.discard();
            bench.put("c");
            textsLeft().should.deepEqual(["c"]);
            store.givenUp.should.deepEqual(["a: WMW_DISCARDED", "b: WMW_DISCARDED"]);
        });

        it("leaves what was in flight, though the link breaks", () => {
            bench.put("a");
            store.write();
            bench.put("b", "c");
            bench.open(1);
            bench.discard();
            bench.outbox.interrupt("us");
            bench.put("d");
            bench.outbox.queued.should.equal(4);
            textsLeft().should.deepEqual(["a", "d"]);
            store.givenUp.should.deepEqual(["b: WMW_DISCARDED", "c: WMW_DISCARDED"]);
        });

        it("gives up no later one in place of one that has expired", () => {
            start({ documents: 2 }, 1_000);
            bench.outbox.put(documentOf("a"), KEPT, () => bench.put("c"));
            bench.put("b");
            bench.discard();
            bench.clock.advance(1_001);
            store.write();
            store.givenUp.should.deepEqual(["a: WMW_EXPIRED", "b: WMW_EXPIRED"]);
            textsLeft().should.deepEqual(["c"]);
        });

        it("gives up no later one in place of one that could not be written", () => {
            bench.put("a", "b");
            bench.discard();
            bench.put("c");
            store.fail(1);
            textsLeft().should.deepEqual(["c"]);
            store.givenUp.should.deepEqual(["b: WMW_DISCARDED"]);
        });

        it("gives up all, though senders put others in place of those that could not be written", () => {
            store.isCaughtUp = false;
            bench.put("a", "b");
            store.write();
            bench.discard();
            for (const text of ["c", "d"]) {
                bench.outbox.put(documentOf(text), KEPT, (error) => {
                    if (error) bench.put(`${text} again`);
                });
            }
            store.fail(2);
            store.read();
            textsLeft().should.deepEqual(["c again", "d again"]);
            store.givenUp.should.deepEqual(["a: WMW_DISCARDED", "b: WMW_DISCARDED"]);
        });

        it("gives up all, though one that came later could not be written", () => {
            store.isCaughtUp = false;
            bench.put("a", "b");
            store.write();
            bench.discard();
            bench.put("c");
            store.fail(1);
            bench.put("d");
            store.read();
            textsLeft().should.deepEqual(["d"]);
            store.givenUp.should.deepEqual(["a: WMW_DISCARDED", "b: WMW_DISCARDED"]);
        });

        it("gives up what waits from before, once the store has found it", () => {
            store.state = "opening";
            bench.put("b");
            bench.discard();
            bench.put("c");
            store.open(entryOf("a"));
            textsLeft().should.deepEqual(["c"]);
            store.givenUp.should.deepEqual(["a: WMW_DISCARDED", "b: WMW_DISCARDED"]);
        });

        it("gives up, when it is told so again, what came and what came back meanwhile", () => {
            bench.put("a");
            store.write();
            bench.put("b");
            bench.open(1);
            bench.discard();
            bench.put("c");
            bench.outbox.interrupt("us");
            const ends = bench.discard();
            bench.put("d");
            textsLeft().should.deepEqual(["d"]);
            ends.should.deepEqual([{ documents: 3, left: 0 }]);
        });

        it("tells how many it gave up, once it has", () => {
            bench.put("a", "b");
            const ends = bench.discard();
            bench.put("c");
            store.write(1);
            ends.should.be.empty();
            store.write();
            ends.should.deepEqual([{ documents: 2, left: 0 }]);
        });

        it("tells all who ordered it, also of what came between", () => {
            bench.put("a", "b");
            const first = bench.discard();
            store.write(1);
            bench.put("c");
            const second = bench.discard();
            store.write();
            first.should.deepEqual([{ documents: 3, left: 0 }]);
            second.should.deepEqual([{ documents: 2, left: 0 }]);
        });

        it("tells what it gave up, and what is left, when it is closed before the end", async () => {
            bench.put("a", "b", "c");
            const ends = bench.discard();
            bench.put("d");
            store.write(1);
            await bench.outbox.close();
            ends.should.deepEqual([{ documents: 1, left: 2 }]);
        });

        it("does not know what is left where the store has not found it yet", async () => {
            store.state = "opening";
            const ends = bench.discard();
            await bench.outbox.close();
            ends.should.deepEqual([{ documents: 0, left: undefined }]);
        });

        it("does not know what is left where the store cannot get at it", () => {
            store.state = "failed";
            bench.discard().should.deepEqual([{ documents: 0, left: undefined }]);
        });

        it("gives up nothing once it is closed, and says so", async () => {
            bench.put("a");
            await bench.outbox.close();
            bench.discard().should.deepEqual([{ documents: 0, left: 1 }]);
            store.write();
            store.givenUp.should.be.empty();
        });

        it("keeps what it has not got to when it is closed, and what was in flight in front of it", async () => {
            bench.put("a");
            store.write();
            bench.put("b");
            bench.open(1);
            bench.discard();
            bench.outbox.interrupt("us");
            await bench.outbox.close();
            store.waiting.should.equal(2);
            should(store.peek()?.payload).equal("a");
        });

        describe("and some of it is on its way as well", () => {
            /** More than may wait in memory. */
            const large = "x".repeat(5_000_000);

            beforeEach(() => {
                bench.open(1, large.length);
                bench.put("a", large, "b");
                bench.texts.should.deepEqual(["a"]);
                bench.discard();
            });

            it("gives up no later one in place of one that is acknowledged", () => {
                bench.answer("a");
                bench.put("c");
                store.write();
                bench.texts.should.deepEqual(["a", "c"]);
                store.givenUp.should.deepEqual([`${large}: WMW_DISCARDED`, "b: WMW_DISCARDED"]);
            });

            it("sends it again where its link breaks before the store has fetched it", () => {
                bench.outbox.interrupt("us");
                bench.put("c");
                textsLeft().should.deepEqual(["a", "c"]);
                store.givenUp.should.deepEqual([`${large}: WMW_DISCARDED`, "b: WMW_DISCARDED"]);
            });
        });
    });
});
