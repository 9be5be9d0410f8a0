import { Writable } from "node:stream";
import { setImmediate as turnEnded } from "node:timers/promises";
import { WriteBundle } from "../../../nodes/lib/connection/write-bundle";

describe("what is written in one turn of the event loop", () => {
    let pieces: string[];
    let stream: Writable;
    let bundle: WriteBundle;

    beforeEach(() => {
        pieces = [];
        stream = new Writable({
            writev: (chunks, done) => {
                pieces.push(chunks.map(({ chunk }) => String(chunk)).join(""));
                done();
            },
        });
        bundle = new WriteBundle(stream);
    });

    function write(text: string): void {
        bundle.next();
        stream.write(text);
    }

    it("goes at once where it is alone", () => {
        write("a");
        pieces.should.deepEqual(["a"]);
    });

    it("goes in one piece, but for the first", async () => {
        for (const text of ["a", "b", "c"]) write(text);
        pieces.should.deepEqual(["a"]);
        await turnEnded();
        pieces.should.deepEqual(["a", "bc"]);
    });

    it("does not hold up what comes in the next turn", async () => {
        for (const text of ["a", "b"]) write(text);
        await turnEnded();
        write("c");
        pieces.should.deepEqual(["a", "b", "c"]);
    });

    it("goes before the stream ends", async () => {
        for (const text of ["a", "b"]) write(text);
        stream.end();
        pieces.should.deepEqual(["a", "b"]);
        await turnEnded();
        pieces.should.deepEqual(["a", "b"]);
    });

    it("is dropped with a stream that is destroyed", async () => {
        for (const text of ["a", "b"]) write(text);
        stream.destroy();
        await turnEnded();
        pieces.should.deepEqual(["a"]);
    });
});
