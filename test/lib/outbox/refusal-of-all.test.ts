import { BAD_FORMAT, NOT_AUTHORISED } from "../support/fake-broker";
import { OutboxBench } from "./support/outbox-bench";

describe("the outbox when the broker refuses all", () => {
    let bench: OutboxBench;

    beforeEach(() => {
        bench = new OutboxBench();
        bench.open(2);
        bench.put("a", "b", "c");
        bench.answer("a", NOT_AUTHORISED);
    });

    it("keeps every document in its order, sends no more, and says why", () => {
        bench.events.should.deepEqual(["refused: not authorised"]);
        bench.outbox.queued.should.equal(3);
        bench.outbox.inFlight.should.equal(0);
        bench.put("d");
        bench.texts.should.deepEqual(["a", "b"]);
        bench.told.should.be.empty();
    });

    it("takes no notice of the same refusal for the rest of the window", () => {
        bench.answer("b", NOT_AUTHORISED);
        bench.events.should.have.length(1);
    });

    it("tries again with one document only", () => {
        bench.outbox.retry();
        bench.texts.should.deepEqual(["a", "b", "a"]);
        bench.answer("a", NOT_AUTHORISED);
        bench.events.should.have.length(2);
        bench.texts.should.have.length(3);
    });

    it("sends the rest as ever once the one is acknowledged", () => {
        bench.outbox.retry();
        bench.answer("a");
        bench.events.should.deepEqual(["refused: not authorised", "accepted"]);
        bench.texts.should.deepEqual(["a", "b", "a", "b", "c"]);
        bench.answer("b");
        bench.answer("c");
        bench.told.should.deepEqual(["a: safe", "b: safe", "c: safe"]);
        bench.events.should.have.length(2);
    });

    it("tries with one document on the next link, too, without being told to", () => {
        bench.outbox.interrupt("peer");
        bench.open(2);
        bench.texts.should.deepEqual(["a"]);
    });

    it("does not take the refusal of one document for a permission", () => {
        bench.outbox.retry();
        bench.answer("a", BAD_FORMAT);
        bench.told.should.deepEqual(["a: WMW_REFUSED"]);
        bench.events.should.have.length(1);
        bench.texts.should.deepEqual(["a", "b", "a", "b"]);
    });
});
