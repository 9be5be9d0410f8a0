import { once } from "node:events";
import { Writable } from "node:stream";
import { setImmediate as turnEnded } from "node:timers/promises";
import should from "should";
import { bundleWrites } from "../../../nodes/lib/connection/write-bundle";

describe("what is written in one turn of the event loop", () => {
    let pieces: Buffer[];
    let stream: Writable;

    beforeEach(() => {
        pieces = [];
        stream = new Writable({
            write: (piece: Buffer, _encoding, done) => {
                pieces.push(piece);
                done();
            },
        });
        bundleWrites(stream);
    });

    /** Resolves when what was called before has run to its end, in the same turn. */
    async function packetEnded(): Promise<void> {
        await new Promise<void>((resolve) => {
            process.nextTick(resolve);
        });
    }

    function texts(): string[] {
        return pieces.map(String);
    }

    it("goes together with what is written at once after it, before anything else happens", async () => {
        stream.write("a");
        stream.write(Buffer.from("b"));
        await packetEnded();
        texts().should.deepEqual(["ab"]);
    });

    it("goes in one piece, but for the first", async () => {
        stream.write("a");
        await packetEnded();
        stream.write("b");
        await packetEnded();
        stream.write("c");
        texts().should.deepEqual(["a"]);
        await turnEnded();
        texts().should.deepEqual(["a", "bc"]);
    });

    it("does not hold up what comes in the next turn", async () => {
        stream.write("a");
        await turnEnded();
        stream.write("b");
        await packetEnded();
        texts().should.deepEqual(["a", "b"]);
    });

    it("keeps its bytes and their order, whatever its size", async () => {
        const written: Buffer[] = [];
        for (const length of [1, 814, 30_000, 65_536, 2, 200_000, 21_000, 65_535, 3]) {
            const text = "ü€a".repeat(length).slice(0, length);
            written.push(Buffer.from(text), Buffer.alloc(length, length));
            stream.write(text);
            stream.write(Buffer.alloc(length, length));
            if (length % 2 === 1) await packetEnded();
        }
        await turnEnded();
        Buffer.concat(pieces).equals(Buffer.concat(written)).should.be.true();
    });

    it("is told to wait while the stream has no room, as by the stream itself", async () => {
        const taken: (() => void)[] = [];
        const slow = new Writable({ highWaterMark: 3, write: (_piece, _encoding, done) => taken.push(done) });
        bundleWrites(slow);
        slow.write("abc").should.be.true();
        await turnEnded();
        slow.write("d").should.be.false();
        const drained = once(slow, "drain");
        await turnEnded();
        for (const done of taken.splice(0)) done();
        for (const done of taken.splice(0)) done();
        await drained;
        slow.write("e").should.be.true();
    });

    it("is dropped with a stream that is destroyed", async () => {
        stream.write("a");
        await packetEnded();
        stream.write("b");
        stream.destroy();
        await turnEnded();
        texts().should.deepEqual(["a"]);
        should(stream.errored).be.null();
    });
});
