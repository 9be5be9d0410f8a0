import { WmwError, type ErrorCode } from "../../../nodes/lib/errors";
import { BacklogMove } from "../../../nodes/lib/outbox/backlog-move";
import { type OutboxEntry } from "../../../nodes/lib/outbox/entry";
import { MemoryStore } from "../../../nodes/lib/outbox/memory-store";
import { Outcomes } from "../support/documents";
import { entryOf } from "../support/entries";
import { isResolved } from "../support/turn";

describe("the move of a backlog", () => {
    let store: MemoryStore;
    let outcomes: Outcomes;
    let received: OutboxEntry[];
    let move: BacklogMove;

    beforeEach(() => {
        store = new MemoryStore();
        outcomes = new Outcomes();
        received = [];
        move = new BacklogMove({ store, put: (entry) => received.push(entry) });
    });

    function fill(...texts: string[]): void {
        texts.forEach((text, arrivedAt) => {
            store.append(entryOf(text, { arrivedAt, settled: outcomes.of(text) }));
        });
    }

    function refuse(index: number, code: ErrorCode): void {
        received[index]?.settled(new WmwError(code, "x"));
    }

    const texts = (): string[] => received.map(({ payload }) => payload.toString());

    it("hands everything over in its order, and is done when all of it is safe", async () => {
        fill("a", "b", "c");
        move.go();
        texts().should.deepEqual(["a", "b", "c"]);
        for (const { settled } of received.slice(0, 2)) settled();
        (await isResolved(move.done)).should.be.false();
        store.documents.should.equal(1);
        received[2]?.settled();
        (await move.done).should.equal(3);
        store.documents.should.equal(0);
        outcomes.told.should.be.empty();
    });

    it("has a bounded number of documents on the way", () => {
        fill(...Array.from({ length: 2_000 }, (_, n) => String(n)));
        move.go();
        received.should.have.length(500);
        received[0]?.settled();
        received.should.have.length(501);
    });

    it("ends where the outbox takes no more, and leaves the rest in its order", async () => {
        fill("a", "b", "c", "d");
        move.go();
        received[0]?.settled();
        refuse(3, "WMW_QUEUE_FULL");
        refuse(1, "WMW_QUEUE_FULL");
        refuse(2, "WMW_STOPPED");
        (await move.done).should.equal(1);
        [store.take(), store.take(), store.take()]
            .map((entry) => entry?.payload)
            .should.deepEqual(["b", "c", "d"]);
        outcomes.told.should.be.empty();
    });

    it("tells of a document that cannot be sent any more, and goes on", async () => {
        fill("a", "b");
        move.go();
        refuse(0, "WMW_EXPIRED");
        received[1]?.settled();
        (await move.done).should.equal(1);
        outcomes.told.should.deepEqual(["a: WMW_EXPIRED"]);
    });

    it("gets over any number that is settled at once", async () => {
        move = new BacklogMove({
            store,
            put: ({ settled }) => {
                settled(new WmwError("WMW_EXPIRED", "too old"));
            },
        });
        fill(...Array.from({ length: 50_000 }, (_, n) => String(n)));
        move.go();
        (await move.done).should.equal(0);
        outcomes.told.should.have.length(50_000);
    });

    it("hands nothing more over once it was stopped", async () => {
        fill(...Array.from({ length: 600 }, (_, n) => String(n)));
        move.go();
        move.stop();
        for (const { settled } of received) settled();
        received.should.have.length(500);
        (await move.done).should.equal(500);
        store.documents.should.equal(100);
    });

    it("of nothing is done at once", async () => {
        move.go();
        (await move.done).should.equal(0);
    });
});
