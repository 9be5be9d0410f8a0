import should from "should";
import { BAD_FORMAT } from "../support/fake-broker";
import { isResolved } from "../support/turn";
import { OutboxBench } from "./support/outbox-bench";

describe("the outbox", () => {
    let bench: OutboxBench;

    beforeEach(() => {
        bench = new OutboxBench();
    });

    describe("drains", () => {
        it("at once where nothing is in flight, though documents wait", async () => {
            bench.put("a");
            await bench.outbox.drain(2_000);
            bench.clock.timers.should.equal(0);
        });

        it("until everything in flight is answered, and sends nothing more", async () => {
            bench.open(2);
            bench.put("a", "b", "c");
            const drained = bench.outbox.drain(2_000);
            bench.answer("a");
            (await isResolved(drained)).should.be.false();
            bench.answer("b", BAD_FORMAT);
            await drained;
            bench.clock.timers.should.equal(1); // the watchdog
            bench.texts.should.deepEqual(["a", "b"]);
            bench.told.should.deepEqual(["a: safe", "b: WMW_REFUSED"]);
        });

        it("until its time is over", async () => {
            bench.open();
            bench.put("a");
            const drained = bench.outbox.drain(2_000);
            bench.clock.advance(1_999);
            (await isResolved(drained)).should.be.false();
            bench.clock.advance(1);
            await drained;
        });

        it("until the link breaks", async () => {
            bench.open();
            bench.put("a");
            const drained = bench.outbox.drain(2_000);
            bench.outbox.interrupt("peer");
            await drained;
        });

        it("and sends nothing of what comes meanwhile", async () => {
            bench.open();
            bench.put("a");
            const drained = bench.outbox.drain(2_000);
            bench.put("b");
            bench.putUnsafely("c");
            bench.answer("a");
            await drained;
            bench.texts.should.deepEqual(["a"]);
            bench.told.should.deepEqual(["c: WMW_NO_CONNECTION", "a: safe"]);
        });
    });

    describe("closes", () => {
        it("by settling all that is in flight or waits, in order and once", async () => {
            bench.open(2);
            bench.put("a", "b", "c");
            const closed = bench.outbox.close();
            should(bench.outbox.close()).equal(closed);
            await closed;
            bench.answer("a");
            bench.told.should.deepEqual(["a: WMW_STOPPED", "b: WMW_STOPPED", "c: WMW_STOPPED"]);
            bench.outbox.queued.should.equal(0);
        });

        it("and leaves no timer, sends nothing and takes nothing more", async () => {
            bench.open();
            bench.put("a");
            await bench.outbox.close();
            bench.clock.timers.should.equal(0);
            bench.open();
            bench.put("b");
            bench.outbox.retry();
            bench.texts.should.be.empty();
            bench.told.should.deepEqual(["a: WMW_STOPPED", "b: WMW_STOPPED"]);
        });
    });
});
