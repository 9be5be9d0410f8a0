import { ACTION_TIMEOUT, OutboxBench } from "./support/outbox-bench";

describe("the outbox watches", () => {
    let bench: OutboxBench;

    beforeEach(() => {
        bench = new OutboxBench();
    });

    it("any number of documents with one timer", () => {
        bench.open(500);
        for (let n = 0; n < 400; n += 1) {
            bench.put(`d${n}`);
            if (n % 7 === 0) bench.answer(`d${n}`);
        }
        bench.clock.timers.should.equal(1);
    });

    it("and says so when the oldest has waited for the action time-out", () => {
        bench.open();
        bench.put("a");
        bench.clock.advance(ACTION_TIMEOUT - 1);
        bench.events.should.be.empty();
        bench.clock.advance(1);
        bench.events.should.deepEqual(["overdue"]);
    });

    it("each document from its own sending", () => {
        bench.open();
        bench.put("a");
        bench.clock.advance(40_000);
        bench.put("b");
        bench.answer("a");
        bench.clock.advance(ACTION_TIMEOUT - 1);
        bench.events.should.be.empty();
        bench.clock.advance(1);
        bench.events.should.deepEqual(["overdue"]);
    });

    it("not those that still wait to be sent", () => {
        bench.put("a");
        bench.clock.advance(10 * ACTION_TIMEOUT);
        bench.open();
        bench.clock.advance(ACTION_TIMEOUT - 1);
        bench.events.should.be.empty();
    });

    it("a document sent again from its last sending", () => {
        bench.open();
        bench.put("a");
        bench.clock.advance(ACTION_TIMEOUT - 1);
        bench.outbox.interrupt("peer");
        bench.open();
        bench.clock.advance(ACTION_TIMEOUT - 1);
        bench.events.should.be.empty();
        bench.clock.advance(1);
        bench.events.should.deepEqual(["overdue"]);
    });

    it("and leaves no timer behind when everything is acknowledged", () => {
        bench.open();
        bench.put("a");
        bench.answer("a");
        bench.clock.advance(ACTION_TIMEOUT);
        bench.clock.timers.should.equal(0);
        bench.events.should.be.empty();
    });
});
