import should from "should";
import { MemoryStore } from "../../../nodes/lib/outbox/memory-store";
import { Outcomes } from "../support/documents";
import { entryOf } from "../support/entries";

describe("the store in memory", () => {
    let store: MemoryStore;
    let outcomes: Outcomes;

    beforeEach(() => {
        store = new MemoryStore();
        outcomes = new Outcomes();
    });

    function append(...texts: string[]): void {
        for (const text of texts) store.append(entryOf(text, { settled: outcomes.of(text) }));
    }

    it("gives what it holds, oldest first, and settles nothing by itself", () => {
        append("a", "bc");
        should(store.peek()?.payload).equal("a");
        should(store.take()?.payload).equal("a");
        should(store.take()?.payload).equal("bc");
        should(store.peek()).be.undefined();
        should(store.take()).be.undefined();
        outcomes.told.should.be.empty();
    });

    it("counts what it holds until it is removed, and what waits until it is taken", () => {
        append("a", "bc");
        const taken = store.take();
        should({ documents: store.documents, bytes: store.bytes, waiting: store.waiting }).deepEqual({
            documents: 2,
            bytes: 3,
            waiting: 1,
        });
        if (taken) store.remove(taken);
        should({ documents: store.documents, bytes: store.bytes, waiting: store.waiting }).deepEqual({
            documents: 1,
            bytes: 2,
            waiting: 1,
        });
    });

    it("puts what comes back in front of the others", () => {
        append("a", "b", "c");
        const taken = [store.take(), store.take()].flatMap((entry) => entry ?? []);
        store.putBack(taken);
        should([store.take(), store.take(), store.take()].map((entry) => entry?.payload)).deepEqual([
            "a",
            "b",
            "c",
        ]);
    });

    it("settles what is left, and what comes later, with WMW_STOPPED when it is closed", async () => {
        append("a", "b");
        await store.close();
        append("c");
        outcomes.told.should.deepEqual(["a: WMW_STOPPED", "b: WMW_STOPPED", "c: WMW_STOPPED"]);
        store.documents.should.equal(0);
        await store.close();
        outcomes.told.should.have.length(3);
    });
});
