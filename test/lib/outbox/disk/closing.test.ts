import should from "should";
import { FaultyFiles } from "../../support/faulty-files";
import { MemoryFiles } from "../../support/memory-files";
import { CLOSE_TIMEOUT, FOLDER, processesOf, StoreBench } from "../../support/store-bench";
import { isResolved, turn } from "../../support/turn";

describe("closing the store on disk", () => {
    let memory: MemoryFiles;
    let files: FaultyFiles;
    let bench: StoreBench;

    beforeEach(() => {
        memory = new MemoryFiles();
        files = new FaultyFiles(memory);
        bench = new StoreBench(files);
    });

    it("writes what is pending, and lets go of everything", async () => {
        bench.append("a", "b");
        await bench.store.close();
        bench.told.should.deepEqual(["a: safe", "b: safe"]);
        memory.handles.should.equal(0);
        memory
            .names(FOLDER)
            .filter((name) => name.startsWith("lock"))
            .should.deepEqual([]);
        bench.clock.timers.should.equal(0);
        (await new StoreBench(memory).takeTexts()).should.deepEqual(["a", "b"]);
    });

    it("notes how far it came, so that nothing comes twice", async () => {
        await bench.settle("a", "b", "c");
        bench.remove(...(await bench.take(2)));
        await bench.store.close();
        const after = new StoreBench(
            memory.afterPowerCut(() => 0),
            { processes: processesOf(2) },
        );
        (await after.takeTexts()).should.deepEqual(["c"]);
    });

    it("is done once, however often it is asked for", async () => {
        const closing = bench.store.close();
        should(bench.store.close()).equal(closing);
        await closing;
        should(bench.store.close()).equal(closing);
    });

    it("refuses what comes later", async () => {
        const closing = bench.store.close();
        bench.append("a");
        await closing;
        bench.append("b");
        bench.told.should.deepEqual(["a: WMW_STOPPED", "b: WMW_STOPPED"]);
        bench.store.documents.should.equal(0);
    });

    it("leaves no trace where no document is left", async () => {
        await bench.settle("a", "b");
        const taken = await bench.take();
        const closing = bench.store.close();
        bench.remove(...taken);
        await closing;
        memory.names("/data/wmw").should.deepEqual([]);
    });

    it("leaves the notes on refused documents, and whose they are", async () => {
        await bench.settle("a");
        const [entry] = await bench.take();
        if (entry) bench.store.setAside(entry, "bad format");
        bench.remove(...(entry ? [entry] : []));
        await bench.store.close();
        memory.names(FOLDER).should.deepEqual(["about.json", "refused.log"]);
        should(memory.content(`${FOLDER}/refused.log`)?.includes("bad format")).be.true();
    });

    it("is over at once where the store could not be opened", async () => {
        files = new FaultyFiles(new MemoryFiles());
        files.fault = ({ kind }) => (kind === "mkdir" ? { type: "error", code: "EROFS" } : undefined);
        bench = new StoreBench(files);
        await bench.store.opened;
        await bench.store.close();
        bench.events.should.deepEqual([
            "fault: the queue on disk cannot be opened: read-only file system (EROFS): let Node-RED's user write there",
        ]);
    });

    describe("on a disk that hangs", () => {
        /** From the first call of this kind on nothing comes back. */
        function hangAt(kind: string): void {
            let hangs = false;
            files.fault = (call) => {
                hangs ||= call.kind === kind;
                return hangs ? { type: "hang" } : undefined;
            };
        }

        for (const kind of ["write", "datasync"]) {
            it(`takes its time and no more, and tells each document once (${kind})`, async () => {
                await bench.store.opened;
                hangAt(kind);
                bench.append("a", "b");
                await files.hangs();
                bench.append("c");
                const closing = bench.store.close();
                (await isResolved(closing)).should.be.false();
                bench.clock.advance(CLOSE_TIMEOUT - 1);
                (await isResolved(closing)).should.be.false();
                bench.clock.advance(1);
                await closing;
                const told = ["a", "b", "c"].map((name) => `${name}: WMW_QUEUE_FAILED`);
                bench.told.should.deepEqual(told);
                files.fault = () => undefined;
                files.letGo();
                await memory.until(() => memory.names("/data/wmw").length === 0);
                bench.told.should.deepEqual(told);
                bench.events.should.deepEqual([]);
                memory.handles.should.equal(0);
            });
        }

        it("gives nothing back that it refused then, and all that was safe", async () => {
            await bench.settle("safe");
            hangAt("datasync");
            bench.append("refused");
            await files.hangs();
            const closing = bench.store.close();
            bench.clock.advance(CLOSE_TIMEOUT);
            await closing;
            files.fault = () => undefined;
            files.letGo();
            (await new StoreBench(memory).takeTexts()).should.deepEqual(["safe"]);
        });

        it("takes its time and no more where it hangs at the start", async () => {
            files = new FaultyFiles(new MemoryFiles());
            files.fault = () => ({ type: "hang" });
            bench = new StoreBench(files);
            bench.append("a");
            const closing = bench.store.close();
            bench.clock.advance(CLOSE_TIMEOUT);
            await closing;
            bench.told.should.deepEqual(["a: WMW_QUEUE_FAILED"]);
        });
    });

    describe("while another store of this process waits for the folder", () => {
        it("lets it in when it is done, with what it had and what comes meanwhile", async () => {
            await bench.settle("a");
            const next = new StoreBench(memory);
            next.append("b");
            await turn();
            next.told.should.deepEqual([]);
            next.store.waiting.should.equal(1);
            await bench.store.close();
            await next.until(() => next.told.length === 1);
            (await next.takeTexts()).should.deepEqual(["a", "b"]);
            next.events.should.deepEqual([]);
        });

        it("lets it in where it has removed the folder", async () => {
            await bench.store.opened;
            const next = new StoreBench(memory);
            await turn();
            await bench.store.close();
            await next.settle("a");
            next.told.should.deepEqual(["a: safe"]);
        });

        it("keeps it out while the disk hangs, for as long as it takes", async () => {
            await bench.store.opened;
            files.fault = ({ kind }) => (kind === "datasync" ? { type: "hang" } : undefined);
            bench.append("a");
            await files.hangs();
            const closing = bench.store.close();
            bench.clock.advance(CLOSE_TIMEOUT);
            await closing;
            const next = new StoreBench(memory);
            next.append("b");
            (await isResolved(next.store.opened)).should.be.false();
            files.fault = () => undefined;
            files.letGo();
            await next.until(() => next.told.length === 1);
            (await next.takeTexts()).should.deepEqual(["b"]);
        });
    });

    it("stands aside for another process, and takes over when that is gone", async () => {
        await bench.settle("a");
        const running = [1, 2];
        const second = new StoreBench(memory.afterKill(), { processes: processesOf(2, running) });
        await second.settle("b");
        const reason = "the queue on disk cannot be opened: process 1 uses the folder already";
        second.events.should.deepEqual([`fault: ${reason}`]);
        running.shift();
        second.clock.advance(1_000);
        await second.settle("c");
        second.told.should.deepEqual(["b: WMW_QUEUE_FAILED", "c: safe"]);
        second.events.slice(1).should.deepEqual(["fault: none"]);
        (await second.takeTexts()).should.deepEqual(["a", "c"]);
    });
});
