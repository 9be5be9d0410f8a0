import { OutboxBench } from "./support/outbox-bench";
import { SlowStore } from "./support/slow-store";

describe("the outbox, where what is in flight had to go to the store as well,", () => {
    /** More than may wait in memory. */
    const large = "x".repeat(5_000_000);
    let store: SlowStore;
    let bench: OutboxBench;

    beforeEach(() => {
        store = new SlowStore();
        bench = new OutboxBench({}, undefined, store);
        store.changed = () => {
            bench.outbox.storeChanged();
        };
        bench.open(2, large.length);
        bench.put("a", "b", large, "c");
    });

    it("does not send what was acknowledged again when it comes out of the store", () => {
        bench.answer("a");
        bench.answer("b");
        store.write();
        bench.texts.should.deepEqual(["a", "b", large, "c"]);
    });

    it("knows the others, though the store could not keep one that was acknowledged", () => {
        bench.answer("a");
        bench.answer("b");
        store.fail(1);
        store.write();
        bench.texts.should.deepEqual(["a", "b", large, "c"]);
        bench.told.should.deepEqual(["a: safe", "b: safe", `${large}: safe`, "c: safe"]);
    });
});
