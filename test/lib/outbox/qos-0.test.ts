import { OutboxBench } from "./support/outbox-bench";

describe("the outbox with QoS 0", () => {
    let bench: OutboxBench;

    beforeEach(() => {
        bench = new OutboxBench();
    });

    it("passes a document on at once, past the window, and settles it when it is written", () => {
        bench.open(1);
        bench.put("a");
        bench.putUnsafely("b");
        bench.sent.map(({ text, qos }) => `${text} ${qos}`).should.deepEqual(["a 1", "b 0"]);
        bench.told.should.be.empty();
        bench.answer("b");
        bench.answer("b");
        bench.told.should.deepEqual(["b: safe"]);
    });

    it("refuses a document while there is no connection, and keeps nothing", () => {
        bench.putUnsafely("a");
        bench.told.should.deepEqual(["a: WMW_NO_CONNECTION"]);
        bench.open();
        bench.outbox.interrupt("peer");
        bench.putUnsafely("b");
        bench.told.should.deepEqual(["a: WMW_NO_CONNECTION", "b: WMW_NO_CONNECTION"]);
        bench.outbox.queued.should.equal(0);
    });

    it("refuses what was not written when the link breaks, once", () => {
        bench.open();
        bench.putUnsafely("a");
        bench.outbox.interrupt("peer");
        bench.answer("a");
        bench.told.should.deepEqual(["a: WMW_NO_CONNECTION"]);
    });

    it("refuses a document that is too large", () => {
        bench.open(3, 3);
        bench.putUnsafely("abcd");
        bench.told.should.deepEqual(["abcd: WMW_TOO_LARGE"]);
    });
});
