import { once } from "node:events";
import { Writable } from "node:stream";
import { WriteWatch } from "../../../nodes/lib/connection/write-watch";

describe("the watch on what is written", () => {
    /** A stream with room for three bytes, and the ways to make it take what it has. */
    function slowStream(): { stream: Writable; takeAll: () => void } {
        const taken: (() => void)[] = [];
        const stream = new Writable({
            highWaterMark: 3,
            write: (_chunk, _encoding, done) => taken.push(done),
        });
        return { stream, takeAll: () => taken.splice(0).forEach((done) => done()) };
    }

    it("tells at once while there is room", () => {
        const { stream } = slowStream();
        const told: string[] = [];
        stream.write("a");
        new WriteWatch(stream).ask(() => told.push("a"));
        told.should.deepEqual(["a"]);
    });

    it("tells all that wait in their order, by one listener, once there is room again", async () => {
        const { stream, takeAll } = slowStream();
        const watch = new WriteWatch(stream);
        const told: string[] = [];
        stream.write("abc");
        for (const name of ["a", "b", "c"]) watch.ask(() => told.push(name));
        stream.listenerCount("drain").should.equal(1);
        told.should.be.empty();
        const drained = once(stream, "drain");
        takeAll();
        await drained;
        told.should.deepEqual(["a", "b", "c"]);
    });

    it("waits anew where what it tells leads to more than there is room for", async () => {
        const { stream, takeAll } = slowStream();
        const watch = new WriteWatch(stream);
        const told: string[] = [];
        stream.write("abc");
        watch.ask(() => {
            told.push("first");
            stream.write("def");
            watch.ask(() => told.push("second"));
        });
        for (const expected of [["first"], ["first", "second"]]) {
            const drained = once(stream, "drain");
            takeAll();
            await drained;
            told.should.deepEqual(expected);
        }
    });

    it("tells nothing once the stream is broken", async () => {
        const { stream } = slowStream();
        const watch = new WriteWatch(stream);
        const told: string[] = [];
        stream.write("abc");
        watch.ask(() => told.push("before"));
        stream.destroy();
        watch.ask(() => told.push("after"));
        await once(stream, "close");
        told.should.be.empty();
    });
});
