import should from "should";
import { type Call, FaultyFiles } from "../../support/faulty-files";
import { MemoryFiles } from "../../support/memory-files";
import { randomFrom } from "../../support/random";
import { History } from "../../support/history";
import { FOLDER, processesOf, StoreBench } from "../../support/store-bench";

/** What a store that was killed left: three segments, and a line that it did not finish. */
async function backlog(history: History): Promise<MemoryFiles> {
    const files = new MemoryFiles();
    const bench = new StoreBench(files, { processes: processesOf(1) }, history);
    for (let n = 1; n <= 20; n += 1) await bench.settle(`old ${n}`);
    bench.remove(...(await bench.take(2)));
    const [last] = files
        .names(FOLDER)
        .filter((name) => name.endsWith(".log"))
        .slice(-1);
    const path = `${FOLDER}/${last ?? ""}`;
    files.put(path, Buffer.concat([files.content(path) ?? Buffer.alloc(0), Buffer.from('01234567 {"n":')]));
    return files.afterKill();
}

/** Appends in groups, rolls segments, drains some, sets one aside, puts some back, and appends again. */
async function work(bench: StoreBench): Promise<void> {
    await bench.settle("a1", "a2", "a3");
    for (let n = 1; n <= 6; n += 1) await bench.settle(`b${n} ${"-".repeat(100)}`, `c${n}`);
    const [first, second, ...others] = await bench.take(5);
    if (first) bench.remove(first);
    if (second) {
        bench.store.setAside(second, "bad format");
        bench.remove(second);
    }
    bench.store.putBack(others);
    await bench.settle("d1", "d2");
    bench.remove(...(await bench.take(9)));
    await bench.settle("e1");
}

type Fails = (call: Call) => boolean;

/** Runs it all on a disk that fails at times; gives how many calls the work took. */
async function run(
    before: { files: MemoryFiles; history: History },
    fails: Fails,
    code: string,
): Promise<number> {
    const history = new History(before.history);
    const memory = before.files.afterKill();
    const files = new FaultyFiles(memory);
    files.fault = (call) => (fails(call) ? { type: "error", code } : undefined);
    const bench = new StoreBench(files, { processes: processesOf(2) }, history);
    await work(bench);
    const { calls } = files;
    files.fault = () => undefined;
    bench.clock.advance(1_000);
    await bench.settle("mended");
    await expectKept(memory.afterKill(), history);
    await expectKept(memory.afterPowerCut(randomFrom(calls)), history);
    await bench.store.close();
    await expectKept(memory.afterKill(), history);
    memory.handles.should.equal(0);
    return calls;
}

/** The store that comes next finds what it should, undamaged, and can go on. */
async function expectKept(files: MemoryFiles, before: History): Promise<void> {
    const history = new History(before);
    const bench = new StoreBench(files, { processes: processesOf(3) }, history);
    await bench.settle("again");
    history.expect(await bench.takeTexts());
    should(bench.events).deepEqual([]);
    await bench.store.close();
}

/** Which calls fail, by their distance from the one that the run is about. */
const PATTERNS: readonly [title: string, fails: (distance: number) => boolean][] = [
    ["one call fails", (distance) => distance === 0],
    ["two calls in a row fail", (distance) => distance === 0 || distance === 1],
    ["three calls in a row fail", (distance) => distance >= 0 && distance <= 2],
    ["all calls from one on fail, until the disk is mended", (distance) => distance >= 0],
];

describe("the store on a disk that fails", () => {
    for (const [title, fails] of PATTERNS) {
        it(`loses nothing, and brings nothing back that it refused, where ${title}`, async () => {
            const history = new History();
            const before = { files: await backlog(history), history };
            const calls = await run(before, () => false, "EIO");
            calls.should.be.above(60);
            for (let at = 1; at <= calls; at += 1) {
                await run(before, ({ number }) => fails(number - at), at % 2 === 0 ? "EIO" : "ENOSPC");
            }
        });
    }
});
