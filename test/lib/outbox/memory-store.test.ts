import should from "should";
import { MemoryStore } from "../../../nodes/lib/outbox/memory-store";
import { type OutboxEntry } from "../../../nodes/lib/outbox/entry";
import { documentOf } from "../support/documents";

function entry(text: string): OutboxEntry {
    return { document: documentOf(text), settled: () => undefined };
}

function textsOf(store: MemoryStore): string[] {
    const texts: string[] = [];
    for (let next = store.shift(); next; next = store.shift()) texts.push(next.document.payload.toString());
    return texts;
}

describe("the store in memory", () => {
    it("gives back what it holds, oldest first", () => {
        const store = new MemoryStore({ documents: 10, bytes: 100 });
        for (const text of ["a", "b", "c"]) store.append(entry(text)).should.be.true();
        store.size.should.equal(3);
        textsOf(store).should.deepEqual(["a", "b", "c"]);
        store.size.should.equal(0);
        should(store.shift()).be.undefined();
    });

    it("is full by documents, until one is taken", () => {
        const store = new MemoryStore({ documents: 2, bytes: 100 });
        store.append(entry("a")).should.be.true();
        store.append(entry("b")).should.be.true();
        store.append(entry("c")).should.be.false();
        store.size.should.equal(2);
        store.shift();
        store.append(entry("d")).should.be.true();
        textsOf(store).should.deepEqual(["b", "d"]);
    });

    it("is full by bytes, until some are taken", () => {
        const store = new MemoryStore({ documents: 10, bytes: 5 });
        store.append(entry("abc")).should.be.true();
        store.append(entry("def")).should.be.false();
        store.append(entry("gh")).should.be.true();
        store.append(entry("i")).should.be.false();
        store.shift();
        store.append(entry("jkl")).should.be.true();
        textsOf(store).should.deepEqual(["gh", "jkl"]);
    });

    it("puts what comes back in front of the others, in its order, even where it is full", () => {
        const store = new MemoryStore({ documents: 3, bytes: 3 });
        for (const text of ["a", "b", "c"]) store.append(entry(text));
        const taken = [store.shift(), store.shift()].filter((taken) => taken !== undefined);
        store.append(entry("d"));
        store.append(entry("e"));
        store.restore(taken);
        store.size.should.equal(5);
        store.append(entry("f")).should.be.false();
        textsOf(store).should.deepEqual(["a", "b", "c", "d", "e"]);
    });

    it("counts the bytes of what comes back", () => {
        const store = new MemoryStore({ documents: 10, bytes: 4 });
        store.append(entry("abcd"));
        const taken = store.shift();
        if (taken) store.restore([taken]);
        store.append(entry("e")).should.be.false();
        store.shift();
        store.append(entry("efgh")).should.be.true();
    });

    it("keeps its order over many thousands that come and go", () => {
        const store = new MemoryStore({ documents: 100_000, bytes: 1_000_000 });
        const taken: number[] = [];
        for (let n = 0; n < 20_000; n += 1) {
            store.append(entry(String(n)));
            if (n % 3 !== 0) taken.push(Number(store.shift()?.document.payload));
        }
        store.size.should.equal(20_000 - taken.length);
        taken.push(...textsOf(store).map(Number));
        should(taken).deepEqual(Array.from({ length: 20_000 }, (_, n) => n));
    });
});
