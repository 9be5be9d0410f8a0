import should from "should";
import { Fifo } from "../../nodes/lib/fifo";

function itemsOf(fifo: Fifo<number>): number[] {
    const items: number[] = [];
    for (let item = fifo.shift(); item !== undefined; item = fifo.shift()) items.push(item);
    return items;
}

describe("a queue", () => {
    it("gives back what it holds, oldest first", () => {
        const fifo = new Fifo<number>();
        for (const item of [1, 2, 3]) fifo.push(item);
        fifo.size.should.equal(3);
        should(fifo.peek()).equal(1);
        itemsOf(fifo).should.deepEqual([1, 2, 3]);
        fifo.size.should.equal(0);
        should(fifo.peek()).be.undefined();
        should(fifo.shift()).be.undefined();
        fifo.size.should.equal(0);
    });

    it("puts what comes back in front of the others, in its order", () => {
        const fifo = new Fifo<number>();
        for (const item of [1, 2, 3]) fifo.push(item);
        fifo.shift();
        fifo.unshift([0, 1]);
        fifo.unshift([]);
        fifo.push(4);
        itemsOf(fifo).should.deepEqual([0, 1, 2, 3, 4]);
    });

    it("shows all that it holds, and nothing that was taken", () => {
        const fifo = new Fifo<number>();
        for (const item of [1, 2, 3]) fifo.push(item);
        fifo.shift();
        fifo.toArray().should.deepEqual([2, 3]);
        fifo.size.should.equal(2);
    });

    it("keeps its order over many thousands that come and go", () => {
        const fifo = new Fifo<number>();
        const taken: (number | undefined)[] = [];
        for (let n = 0; n < 20_000; n += 1) {
            fifo.push(n);
            if (n % 3 !== 0) taken.push(fifo.shift());
        }
        fifo.size.should.equal(20_000 - taken.length);
        should([...taken, ...itemsOf(fifo)]).deepEqual(Array.from({ length: 20_000 }, (_, n) => n));
    });
});
