import should from "should";
import { MOST_DOCUMENT_BYTES } from "../../../nodes/lib/outbox/gate";
import { documentOf } from "../support/documents";
import { ACKNOWLEDGED, BAD_FORMAT, NOT_AUTHORISED } from "../support/fake-broker";
import { KEPT, OutboxBench } from "./support/outbox-bench";

describe("the outbox", () => {
    let bench: OutboxBench;

    beforeEach(() => {
        bench = new OutboxBench();
    });

    describe("settles", () => {
        it("a document when it is acknowledged, not when it is sent", () => {
            bench.open();
            bench.put("a");
            bench.told.should.be.empty();
            bench.answer("a");
            bench.told.should.deepEqual(["a: safe"]);
        });

        it("a document once, however often it is answered", () => {
            bench.open();
            bench.put("a");
            bench.answer("a");
            bench.answer("a");
            bench.answer("a", BAD_FORMAT);
            bench.answer("a", NOT_AUTHORISED);
            bench.told.should.deepEqual(["a: safe"]);
            bench.events.should.be.empty();
        });

        it("a document once, though the old link answers late", () => {
            bench.open();
            bench.put("a");
            const [late] = bench.sent;
            bench.outbox.interrupt("peer");
            late?.answer(BAD_FORMAT);
            bench.told.should.be.empty();
            bench.open();
            late?.answer(ACKNOWLEDGED);
            bench.told.should.be.empty();
            bench.answer("a");
            bench.told.should.deepEqual(["a: safe"]);
        });

        it("nothing when the link breaks", () => {
            bench.open();
            bench.put("a");
            bench.outbox.interrupt("peer");
            bench.told.should.be.empty();
        });

        it("a document that the broker refuses with WMW_REFUSED, its reason, and goes on", () => {
            bench.open(1);
            bench.put("a", "b");
            bench.answer("a", BAD_FORMAT);
            bench.answer("b");
            bench.told.should.deepEqual(["a: WMW_REFUSED", "b: safe"]);
            should(bench.outcomes.errors[0]?.message).containEql("bad format");
        });

        it("a document that puts another one on the way, without losing either", () => {
            bench.open(1);
            bench.outbox.put(documentOf("a"), KEPT, () => bench.put("b"));
            bench.answer("a");
            bench.texts.should.deepEqual(["a", "b"]);
            bench.answer("b");
            bench.told.should.deepEqual(["b: safe"]);
        });
    });

    describe("refuses", () => {
        it("a document for which the queue has no room, and keeps the others", () => {
            bench = new OutboxBench({ documents: 2 });
            bench.put("a", "b", "c");
            bench.told.should.deepEqual(["c: WMW_QUEUE_FULL"]);
            bench.open();
            bench.texts.should.deepEqual(["a", "b"]);
        });

        it("a document larger than the broker takes, but not one of just that size", () => {
            bench.open(3, 3);
            bench.put("abc", "abcd");
            bench.told.should.deepEqual(["abcd: WMW_TOO_LARGE"]);
            bench.texts.should.deepEqual(["abc"]);
        });

        it("a document of more than 1 MB where no broker has named a limit yet", () => {
            bench.put("x".repeat(MOST_DOCUMENT_BYTES));
            bench.told.should.be.empty();
            bench.outbox.put(
                documentOf("x".repeat(MOST_DOCUMENT_BYTES + 1)),
                KEPT,
                bench.outcomes.of("large"),
            );
            bench.told.should.deepEqual(["large: WMW_TOO_LARGE"]);
        });

        it("what was taken already and turns out too large, tells so, and sends the rest", () => {
            bench.put("abcd", "abc", "abcde");
            const changes = bench.changes;
            bench.open(3, 3);
            bench.told.should.deepEqual(["abcd: WMW_TOO_LARGE", "abcde: WMW_TOO_LARGE"]);
            bench.texts.should.deepEqual(["abc"]);
            bench.changes.should.be.above(changes);
        });
    });

    it("counts what became of documents", () => {
        bench = new OutboxBench({ documents: 4 }, 1_000);
        bench.put("too large for it");
        bench.open(2, 10);
        bench.put("a", "b", "c", "d", "e", "f", "g", "too large, too");
        bench.answer("a");
        bench.answer("b", BAD_FORMAT);
        bench.putUnsafely("h");
        bench.clock.advance(1_001);
        bench.answer("c");
        should(bench.outbox.counters).deepEqual({
            sent: 5,
            acknowledged: 2,
            refused: 1,
            expired: 2,
            dropped: 0,
            rejected: 3,
        });
    });
});
