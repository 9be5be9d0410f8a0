import should from "should";
import { RefusedLog } from "../../../../nodes/lib/outbox/disk/refused-log";
import { FaultyFiles } from "../../support/faulty-files";
import { MemoryFiles } from "../../support/memory-files";
import { entryOf } from "../../support/store-bench";

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const [CURRENT, BEFORE] = ["/data/refused.log", "/data/refused.1.log"];

describe("the log of refused documents", () => {
    let files: MemoryFiles;
    let log: RefusedLog;

    beforeEach(() => {
        files = new MemoryFiles();
        log = new RefusedLog(files, "/data");
    });

    function linesOf(path: string): unknown[] {
        const text = files.content(path)?.toString() ?? "";
        return text
            .split("\n")
            .slice(0, -1)
            .map((line) => JSON.parse(line) as unknown);
    }

    it("has a line for each, in their order", async () => {
        log.note(entryOf('{"a":1}'), "bad format", NOW);
        log.note(entryOf("b"), "too long", NOW);
        await log.close();
        linesOf(CURRENT).should.deepEqual([
            {
                at: "2026-01-02T03:04:05.000Z",
                reason: "bad format",
                from: "node",
                bytes: 7,
                document: '{"a":1}',
            },
            { at: "2026-01-02T03:04:05.000Z", reason: "too long", from: "node", bytes: 1, document: "b" },
        ]);
        files.handles.should.equal(0);
    });

    it("never takes more than a megabyte, and keeps the newest", async () => {
        for (let n = 0; n < 300; n += 1) {
            log.note(entryOf(`${n} ${"-".repeat(10_000)}`), "bad format", NOW);
            if (n % 50 === 0) await log.close();
        }
        await log.close();
        const sizes = [CURRENT, BEFORE].map((path) => files.content(path)?.length ?? 0);
        for (const size of sizes) size.should.be.within(1, 512 * 1024);
        const kept = [...linesOf(BEFORE), ...linesOf(CURRENT)];
        should(kept.at(-1)).have.property("document").which.startWith("299 ");
    });

    it("cuts a very long document", async () => {
        log.note(entryOf("\u0000".repeat(1_000_000)), "too large", NOW);
        await log.close();
        const [line] = linesOf(CURRENT);
        should(line).have.properties({ bytes: 1_000_000, document: "\u0000".repeat(64 * 1024) });
        (files.content(CURRENT)?.length ?? 0).should.be.below(512 * 1024);
    });

    it("starts a new line behind one that a crash left unfinished", async () => {
        files.put(CURRENT, '{"at":"2026-');
        log.note(entryOf("a"), "bad format", NOW);
        await log.close();
        const [unfinished, line] = files.content(CURRENT)?.toString().split("\n") ?? [];
        should(unfinished).equal('{"at":"2026-');
        should(JSON.parse(line ?? "")).have.property("document", "a");
    });

    it("drops what cannot be written, and goes on", async () => {
        const faulty = new FaultyFiles(files);
        log = new RefusedLog(faulty, "/data");
        faulty.fault = ({ kind }) => (kind === "open" ? { type: "error", code: "EIO" } : undefined);
        log.note(entryOf("a"), "bad format", NOW);
        await log.close();
        faulty.fault = () => undefined;
        log.note(entryOf("b"), "bad format", NOW);
        await log.close();
        linesOf(CURRENT).should.have.length(1);
    });

    it("does not pile up on a disk that hangs", async () => {
        const faulty = new FaultyFiles(files);
        log = new RefusedLog(faulty, "/data");
        faulty.fault = () => ({ type: "hang" });
        for (let n = 0; n < 1_000; n += 1) log.note(entryOf(String(n)), "bad format", NOW);
        await faulty.hangs();
        faulty.fault = () => undefined;
        faulty.letGo();
        await log.close();
        linesOf(CURRENT).should.have.length(100);
    });
});
