import should from "should";
import { type WmwError } from "../../../../nodes/lib/errors";
import { FaultyFiles } from "../../support/faulty-files";
import { MemoryFiles } from "../../support/memory-files";
import { entryOf, FOLDER, numbers, processesOf, StoreBench } from "../../support/store-bench";
import { concernsLog, segmentsIn } from "../../support/store-log";

describe("the store on disk", () => {
    let memory: MemoryFiles;
    let files: FaultyFiles;
    let bench: StoreBench;

    beforeEach(() => {
        memory = new MemoryFiles();
        files = new FaultyFiles(memory);
        bench = new StoreBench(files);
    });

    describe("on a disk that fails", () => {
        const NO_SPACE =
            "the queue on disk cannot be written: no space left on device (ENOSPC): make room there";

        function fill(): void {
            files.fault = ({ kind }) => (kind === "write" ? { type: "error", code: "ENOSPC" } : undefined);
        }

        it("counts what it could not write until its sender is told, who may put another in its place", async () => {
            const counts: number[] = [];
            await bench.settle("a");
            fill();
            for (const name of ["b", "c", "d"]) {
                bench.store.append(entryOf(name, () => counts.push(bench.store.documents)));
            }
            await bench.until(() => counts.length === 3);
            // The one that is safe is counted too.
            counts.should.deepEqual([3, 2, 1]);
        });

        it("refuses what it cannot write, says so once, and goes on when it can", async () => {
            const errors: WmwError[] = [];
            await bench.settle("a");
            fill();
            await bench.settle("b", "c");
            await bench.settle("d");
            bench.store.append(entryOf("e", (error) => error && errors.push(error)));
            await bench.until(() => errors.length === 1);
            should(errors[0]).have.properties({ code: "WMW_QUEUE_FAILED", message: NO_SPACE });
            files.fault = () => undefined;
            await bench.settle("f");
            bench.told
                .slice(1, 4)
                .should.deepEqual(["b", "c", "d"].map((name) => `${name}: WMW_QUEUE_FAILED`));
            bench.events.should.deepEqual([`fault: ${NO_SPACE}`, "fault: none"]);
            bench.store.documents.should.equal(2);
            (await bench.takeTexts()).should.deepEqual(["a", "f"]);
            (
                await new StoreBench(memory.afterKill(), { processes: processesOf(2) }).takeTexts()
            ).should.deepEqual(["a", "f"]);
        });

        it("writes no more into a file that it could not sync", async () => {
            await bench.settle("a");
            files.fault = ({ kind }) => {
                if (kind !== "datasync") return undefined;
                files.fault = () => undefined;
                return { type: "error", code: "EIO" };
            };
            await bench.settle("b");
            await bench.settle("c");
            segmentsIn(memory).should.deepEqual(["0000000000000000.log", "0000000000000001.log"]);
            (
                await new StoreBench(memory.afterKill(), { processes: processesOf(2) }).takeTexts()
            ).should.deepEqual(["a", "c"]);
        });

        it("gives out what it holds while it is full", async () => {
            await bench.settle(...numbers(10));
            fill();
            await bench.settle("refused");
            bench.remove(...(await bench.take(5)));
            (await bench.takeTexts()).should.deepEqual(numbers(10).slice(5));
        });

        it("says that it cannot read, and tries again after a second", async () => {
            await bench.settle("a", "b");
            const broken = new FaultyFiles(memory.afterKill());
            const again = new StoreBench(broken, { processes: processesOf(2) });
            broken.fault = (call) => {
                const isReader = call.kind === "open" && concernsLog(call) && again.store.documents > 0;
                return isReader ? { type: "error", code: "EIO" } : undefined;
            };
            await again.until(() => again.events.length === 1);
            again.events.should.deepEqual(["fault: the queue on disk cannot be read: i/o error (EIO)"]);
            again.store.waiting.should.equal(2);
            broken.fault = () => undefined;
            again.clock.advance(1_000);
            await again.until(() => again.store.peek() !== undefined);
            (await again.takeTexts()).should.deepEqual(["a", "b"]);
            again.events.slice(1).should.deepEqual(["fault: none"]);
        });

        it("says how many documents have been damaged since it counted them", async () => {
            await bench.store.close();
            bench = new StoreBench(files, { segmentBytes: 30_000 });
            await bench.settle(...numbers(3_000));
            const last = `${FOLDER}/${segmentsIn(memory).at(-1) ?? ""}`;
            const lines = memory.content(last)?.toString().trimEnd().split("\n") ?? [];
            const there = memory.afterKill();
            const again = new StoreBench(there, { processes: processesOf(2) });
            await again.until(() => again.store.peek() !== undefined);
            there.put(last, lines.map(() => "damaged\n").join(""));
            const found = await again.takeTexts();
            found.should.deepEqual(numbers(3_000 - lines.length));
            again.events.should.deepEqual([`damaged: ${lines.length}`]);
            again.store.documents.should.equal(found.length);
        });
    });

    describe("that cannot be opened", () => {
        const DENIED =
            "the queue on disk cannot be opened: permission denied (EACCES): let Node-RED's user write there";

        beforeEach(() => {
            files = new FaultyFiles(new MemoryFiles());
            files.fault = ({ kind }) => (kind === "readdir" ? { type: "error", code: "EACCES" } : undefined);
            bench = new StoreBench(files);
        });

        it("refuses documents with the reason, and holds none", async () => {
            await bench.settle("a");
            await bench.settle("b");
            bench.told.should.deepEqual(["a: WMW_QUEUE_FAILED", "b: WMW_QUEUE_FAILED"]);
            bench.events.should.deepEqual([`fault: ${DENIED}`]);
            bench.append("c");
            bench.store.waiting.should.equal(0);
            should(bench.store.peek()).be.undefined();
        });

        it("is tried again with a later document, once a second at most", async () => {
            await bench.settle("a");
            const { calls } = files;
            bench.clock.advance(999);
            await bench.settle("b");
            files.calls.should.equal(calls);
            files.fault = () => undefined;
            bench.clock.advance(1);
            await bench.settle("c");
            bench.told.slice(-1).should.deepEqual(["c: safe"]);
            bench.events.slice(1).should.deepEqual(["fault: none"]);
            (await bench.takeTexts()).should.deepEqual(["c"]);
        });

        it("because a file stands in its place, says so", async () => {
            const there = new MemoryFiles();
            there.put("/data/wmw", "");
            const blocked = new StoreBench(there);
            await blocked.settle("a");
            blocked.events.should.deepEqual([
                "fault: the queue on disk cannot be opened: file already exists (EEXIST)",
            ]);
        });
    });
});
