import { ACKNOWLEDGED, BAD_FORMAT } from "../support/fake-broker";
import { OutboxBench } from "./support/outbox-bench";

describe("the outbox", () => {
    let bench: OutboxBench;

    beforeEach(() => {
        bench = new OutboxBench();
    });

    describe("sends", () => {
        it("nothing before the connection is open, and then what waits, in its order", () => {
            bench.put("a", "b");
            bench.outbox.queued.should.equal(2);
            bench.open();
            bench.texts.should.deepEqual(["a", "b"]);
            bench.outbox.queued.should.equal(0);
            bench.outbox.inFlight.should.equal(2);
        });

        it("a document at once while the connection is open", () => {
            bench.open();
            bench.put("a");
            bench.texts.should.deepEqual(["a"]);
        });

        it("no more than the window, and the next one for each answer", () => {
            bench.open(2);
            bench.put("a", "b", "c", "d");
            bench.texts.should.deepEqual(["a", "b"]);
            bench.answer("b");
            bench.texts.should.deepEqual(["a", "b", "c"]);
            bench.answer("a", BAD_FORMAT);
            bench.texts.should.deepEqual(["a", "b", "c", "d"]);
            bench.outbox.inFlight.should.equal(2);
        });

        it("a new document behind the backlog", () => {
            bench.put("a", "b");
            bench.open(1);
            bench.put("c");
            for (const text of ["a", "b", "c"]) bench.answer(text);
            bench.texts.should.deepEqual(["a", "b", "c"]);
        });

        it("again, in order and before what came later, what was in flight when the link broke", () => {
            bench.open(3);
            bench.put("a", "b", "c", "d");
            bench.answer("b");
            bench.outbox.interrupt("peer");
            bench.put("e");
            bench.outbox.queued.should.equal(4);
            bench.open(10);
            bench.answer("a");
            bench.texts.should.deepEqual(["a", "c", "d", "e"]);
        });

        it("one at a time after the peer broke the link, until the first acknowledgement", () => {
            bench.open(3);
            bench.put("a", "b", "c");
            bench.outbox.interrupt("peer");
            bench.open(3);
            bench.texts.should.deepEqual(["a"]);
            bench.answer("a");
            bench.texts.should.deepEqual(["a", "b", "c"]);
        });

        it("with the whole window after a break that was no doing of the peer", () => {
            bench.open(3);
            bench.put("a", "b", "c");
            bench.outbox.interrupt("us");
            bench.open(3);
            bench.texts.should.deepEqual(["a", "b", "c"]);
        });
    });

    describe("keeps the order where more comes than may wait in memory", () => {
        const many = Array.from({ length: 2_100 }, (_, n) => String(n));

        beforeEach(() => {
            bench.open(3);
            bench.put(...many);
            bench.texts.should.deepEqual(["0", "1", "2"]);
        });

        /** All that was sent is acknowledged, and what is sent on that as well. */
        function acknowledgeAll(): void {
            for (const { answer } of bench.sent) answer(ACKNOWLEDGED);
        }

        it("and the broker answers what is in flight, which is not sent again", () => {
            acknowledgeAll();
            bench.texts.should.deepEqual(many);
            bench.told.should.deepEqual(many.map((text) => `${text}: safe`));
            bench.outbox.queued.should.equal(0);
        });

        it("and the link breaks with documents in flight", () => {
            bench.answer("0");
            bench.outbox.interrupt("us");
            bench.put("last");
            bench.open(3);
            acknowledgeAll();
            bench.texts.should.deepEqual([...many.slice(1), "last"]);
            bench.told.should.have.length(many.length + 1);
        });

        it("and the link breaks once documents from the store are in flight", () => {
            bench.answer("2");
            bench.answer("0");
            bench.outbox.interrupt("us");
            bench.open(3);
            acknowledgeAll();
            bench.texts.should.deepEqual(["1", ...many.slice(3)]);
            new Set(bench.told).size.should.equal(many.length);
        });

        it("and the broker refuses a document that is in flight", () => {
            bench.answer("1", BAD_FORMAT);
            acknowledgeAll();
            bench.texts.should.deepEqual(many);
            bench.told.filter((told) => !told.endsWith(": safe")).should.deepEqual(["1: WMW_REFUSED"]);
            bench.told.should.have.length(many.length);
        });

        it("and the connection is closed while it waits for what is in flight", async () => {
            const drained = bench.outbox.drain(2_000);
            bench.put("last");
            bench.answer("0");
            bench.answer("1");
            bench.answer("2");
            await drained;
            await bench.outbox.close();
            bench.told.slice(0, 3).should.deepEqual(["0: safe", "1: safe", "2: safe"]);
            bench.told
                .slice(3)
                .should.deepEqual([...many.slice(3), "last"].map((text) => `${text}: WMW_STOPPED`));
        });
    });

    it("tells of each change of what waits", () => {
        const changesAfter = (step: () => void): boolean => {
            const before = bench.changes;
            step();
            return bench.changes > before;
        };
        changesAfter(() => bench.put("a", "b")).should.be.true();
        changesAfter(() => bench.open(1)).should.be.true();
        changesAfter(() => bench.answer("a")).should.be.true();
        changesAfter(() => bench.outbox.interrupt("peer")).should.be.true();
    });
});
