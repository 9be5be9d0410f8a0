import should from "should";
import { WmwError } from "../../../../nodes/lib/errors";
import { FaultyFiles } from "../../support/faulty-files";
import { MemoryFiles } from "../../support/memory-files";
import { entryOf, FOLDER, numbers, processesOf, StoreBench } from "../../support/store-bench";
import { concernsLog, segmentsIn } from "../../support/store-log";
import { turn } from "../../support/turn";

const LOG = `${FOLDER}/0000000000000000.log`;
const CURSOR = `${FOLDER}/cursor`;

describe("the store on disk", () => {
    let memory: MemoryFiles;
    let files: FaultyFiles;
    let bench: StoreBench;

    beforeEach(() => {
        memory = new MemoryFiles();
        files = new FaultyFiles(memory);
        bench = new StoreBench(files);
    });

    /** Another process on what this one leaves when it is killed. */
    function afterKill(pid = 2): StoreBench {
        return new StoreBench(memory.afterKill(), { processes: processesOf(pid) });
    }

    describe("keeps documents safe", () => {
        it("and says so in their order", async () => {
            await bench.settle("a", "b", "c");
            bench.told.should.deepEqual(["a: safe", "b: safe", "c: safe"]);
        });

        it("but neither says so nor gives them out before they are synced", async () => {
            files.fault = ({ kind }) => (kind === "datasync" ? { type: "hang" } : undefined);
            await bench.store.opened;
            files.fault = (call) =>
                call.kind === "datasync" && concernsLog(call) ? { type: "hang" } : undefined;
            bench.append("a");
            await files.hangs();
            await turn();
            bench.told.should.deepEqual([]);
            should(bench.store.peek()).be.undefined();
            files.letGo();
            await bench.until(() => bench.told.length === 1);
            (await bench.takeTexts()).should.deepEqual(["a"]);
        });

        it("with one write and one sync for all that comes in one turn, and for all that comes meanwhile", async () => {
            await bench.settle("first");
            const calls: string[] = [];
            files.fault = (call) => {
                if (concernsLog(call)) calls.push(call.kind);
                return call.kind === "datasync" && calls.length === 2 ? { type: "hang" } : undefined;
            };
            bench.append("a", "b", "c");
            await files.hangs();
            bench.append("d");
            await turn();
            bench.append("e", "f");
            files.letGo();
            await bench.until(() => bench.told.length === 7);
            calls.should.deepEqual(["write", "datasync", "write", "datasync"]);
        });

        it("where the file system writes less than it is given", async () => {
            files.fault = ({ kind }) => (kind === "write" ? { type: "short" } : undefined);
            await bench.settle("a", "b");
            (await afterKill().takeTexts()).should.deepEqual(["a", "b"]);
        });

        it("through a power cut, those it has settled", async () => {
            await bench.settle("a", "b", "c");
            const after = new StoreBench(
                memory.afterPowerCut(() => 0),
                { processes: processesOf(2) },
            );
            (await after.takeTexts()).should.deepEqual(["a", "b", "c"]);
        });

        it("with who gave them, when, and when they expire", async () => {
            const entry = { ...entryOf("a"), origin: "node-7", arrivedAt: 1_234, expiresAt: 5_678 };
            bench.store.append(entry);
            await bench.until(() => bench.store.peek() !== undefined);
            const [again] = await afterKill().take();
            for (const kept of [bench.store.peek(), again]) {
                should(kept).have.properties({ payload: "a", bytes: 1, origin: "node-7" });
                should(kept).have.properties({ arrivedAt: 1_234, expiresAt: 5_678 });
            }
        });

        it("of any size", async () => {
            const sizes = [0, 1, 1_000, 300_000, 10, 1_000_000];
            const documents = sizes.map((size, index) => `${index}${"-".repeat(size)}`);
            await bench.settle(...documents);
            (await bench.takeTexts()).should.deepEqual(documents);
            (await afterKill().takeTexts()).should.deepEqual(documents);
        });
    });

    describe("gives documents out", () => {
        it("in the order in which they came, those put back first, as the same objects", async () => {
            await bench.settle("a", "b", "c", "d");
            const [a, b, c] = await bench.take(3);
            if (!a || !b || !c) throw new Error("three were expected");
            bench.store.putBack([b, c]);
            bench.store.putBack([a]);
            should(bench.store.peek()).equal(a);
            should(bench.store.take()).equal(a);
            should(bench.store.take()).equal(b);
            should(bench.store.take()).equal(c);
            (await bench.takeTexts()).should.deepEqual(["d"]);
        });

        it("but only some hundreds more than it has noted as removed: after a kill they come again", async () => {
            const all = numbers(2_000);
            await bench.settle(...all);
            files.fault = ({ path }) => (path === CURSOR ? { type: "hang" } : undefined);
            while (bench.store.peek()) bench.remove(...(await bench.take(50)));
            bench.store.waiting.should.equal(1_500);
            should(bench.store.take()).be.undefined();
            (await afterKill().takeTexts()).should.deepEqual(all);
            files.fault = () => undefined;
            files.letGo();
            (await bench.takeTexts()).should.deepEqual(all.slice(500));
        });

        it("and goes on where it cannot note what was removed", async () => {
            const all = numbers(2_000);
            await bench.settle(...all);
            files.fault = ({ path }) => (path === CURSOR ? { type: "error", code: "EIO" } : undefined);
            const given: string[] = [];
            while (bench.store.waiting > 0) {
                const entries = await bench.take(50);
                given.push(...entries.map(({ payload }) => payload.toString()));
                bench.remove(...entries);
            }
            given.should.deepEqual(all);
        });

        it("and counts them until they are removed", async () => {
            const { store } = bench;
            const figures = (): number[] => [store.documents, store.bytes, store.waiting];
            bench.append("a", "bc");
            figures().should.deepEqual([2, 3, 2]);
            await bench.until(() => bench.told.length === 2);
            figures().should.deepEqual([2, 3, 2]);
            const [a] = await bench.take(1);
            figures().should.deepEqual([2, 3, 1]);
            if (a) store.putBack([a]);
            figures().should.deepEqual([2, 3, 2]);
            bench.remove(...(await bench.take(1)));
            figures().should.deepEqual([1, 2, 1]);
            bench.remove(...(await bench.take(1)));
            figures().should.deepEqual([0, 0, 0]);
        });

        it("that tell by themselves when they are given up, and nothing else", async () => {
            await bench.settle("a");
            for (const [entry] of [await bench.take(1), await afterKill().take(1)]) entry?.settled();
            bench.events.should.deepEqual([]);
            const again = afterKill(3);
            const [entry] = await again.take(1);
            entry?.settled(new WmwError("WMW_EXPIRED", "too old"));
            again.events.should.deepEqual(["given up a: WMW_EXPIRED"]);
            bench.told.should.deepEqual(["a: safe"]);
        });

        it("without reading what it has just written", async () => {
            await bench.store.opened;
            const reads: string[] = [];
            files.fault = ({ kind, path }) => {
                if (kind === "read") reads.push(path);
                return undefined;
            };
            for (const name of numbers(50)) {
                await bench.settle(name);
                (await bench.takeTexts()).should.deepEqual([name]);
            }
            reads.should.deepEqual([]);
        });

        it("where seventy thousand wait, and more come while they are given out", async () => {
            await bench.store.close();
            const large = new StoreBench(memory, { segmentBytes: 100_000 });
            const all = numbers(75_000);
            await large.settle(...all.slice(0, 35_000));
            await large.settle(...all.slice(35_000, 70_000));
            const first = await large.take(30_000);
            large.remove(...first);
            const settled = large.settle(...all.slice(70_000));
            const rest = await large.take(40_000);
            await settled;
            rest.push(...(await large.take()));
            [...first, ...rest].map(({ payload }) => payload).should.deepEqual(all);
            large.remove(...rest);
            large.store.documents.should.equal(0);
            await large.store.close();
            memory.names("/data/wmw").should.deepEqual([]);
        });
    });

    describe("lets go of what was removed", () => {
        it("so that nothing of it is to be found on the disk", async () => {
            await bench.settle("secret");
            should(memory.content(LOG)?.includes("secret")).be.true();
            bench.remove(...(await bench.take()));
            await memory.until(() => memory.content(LOG)?.length === 0);
        });

        it("a segment at a time, where others follow", async () => {
            await bench.settle(...numbers(40));
            const before = segmentsIn(memory);
            before.length.should.be.above(3);
            bench.remove(...(await bench.take(39)));
            await memory.until(() => segmentsIn(memory).length === 1);
            segmentsIn(memory).should.deepEqual(before.slice(-1));
            (await afterKill().takeTexts()).slice(-1).should.deepEqual(["39"]);
        });

        it("so that kill -9 brings little of it back", async () => {
            await bench.settle(...numbers(1_000));
            for (let n = 0; n < 900; n += 1) {
                bench.remove(...(await bench.take(1)));
                await turn();
            }
            const again = await afterKill().takeTexts();
            again.length.should.be.within(100, 110);
            again.should.deepEqual(numbers(1_000).slice(-again.length));
        });

        it("without taking later documents for removed ones, where it was empty and was killed", async () => {
            await bench.settle(...numbers(30));
            bench.remove(...(await bench.take()));
            const [last] = segmentsIn(memory).slice(-1);
            await memory.until(() => memory.content(`${FOLDER}/${last ?? ""}`)?.length === 0);
            let left = memory.afterKill();
            for (let pid = 2; pid < 6; pid += 1) {
                const next = new StoreBench(left, { processes: processesOf(pid) });
                await next.settle(`document ${pid}`);
                left = left.afterKill();
                const again = new StoreBench(left.afterKill(), { processes: processesOf(pid + 10) });
                (await again.takeTexts()).slice(-1).should.deepEqual([`document ${pid}`]);
            }
        });

        it("without taking later documents for removed ones, where the cursor could not be read once", async () => {
            await bench.settle(...numbers(30));
            bench.remove(...(await bench.take()));
            const [last] = segmentsIn(memory).slice(-1);
            await memory.until(() => memory.content(`${FOLDER}/${last ?? ""}`)?.length === 0);
            const left = memory.afterKill();
            const broken = new FaultyFiles(left);
            broken.fault = ({ kind, path }) =>
                kind === "read" && path === CURSOR ? { type: "error", code: "EIO" } : undefined;
            await new StoreBench(broken, { processes: processesOf(2) }).settle("later");
            const again = new StoreBench(left.afterKill(), { processes: processesOf(3) });
            (await again.takeTexts()).should.deepEqual(["later"]);
        });

        it("and holds on to what was put back", async () => {
            await bench.settle("a", "b", "c");
            const [a, b, c] = await bench.take();
            if (!a || !b || !c) throw new Error("three were expected");
            bench.remove(a, c);
            bench.store.putBack([b]);
            await memory.until(() => memory.content(CURSOR)?.length === 25);
            (await afterKill().takeTexts()).slice(0, 1).should.deepEqual(["b"]);
        });
    });

    it("does not touch the disk between its opening and the first document", async () => {
        await bench.store.opened;
        const { calls } = files;
        await turn();
        files.calls.should.equal(calls);
        memory
            .names(FOLDER)
            .map((name) => name.split(".")[0])
            .should.deepEqual(["about", "lock"]);
    });

    it("keeps folder and files to their owner, those too that had wider rights", async () => {
        await bench.settle("a", "b");
        bench.remove(...(await bench.take(1)));
        await memory.until(() => memory.content(CURSOR)?.length === 25);
        const there = memory.afterKill();
        for (const path of [FOLDER, LOG, CURSOR, `${FOLDER}/about.json`]) await there.chmod(path, 0o777);
        const again = new StoreBench(there, { processes: processesOf(2) });
        await again.settle("c");
        should(there.mode(FOLDER)).equal(0o700);
        for (const name of there.names(FOLDER)) should(there.mode(`${FOLDER}/${name}`)).equal(0o600);
        should(there.mode("/data/wmw")).equal(0o700);
    });
});
