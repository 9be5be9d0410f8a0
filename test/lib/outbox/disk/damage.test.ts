import should from "should";
import { MemoryFiles } from "../../support/memory-files";
import { FOLDER, processesOf, StoreBench } from "../../support/store-bench";

/** Three in the first segment, two in the second. */
const DOCUMENTS = ["one", "t\nwo", "three 🌍", "four", "five"];
const [FIRST, SECOND] = [`${FOLDER}/0000000000000000.log`, `${FOLDER}/0000000000000003.log`];

const LF = 0x0a;

/** A log that a killed process left. */
async function written(): Promise<MemoryFiles> {
    const files = new MemoryFiles();
    const bench = new StoreBench(files, { segmentBytes: 250 });
    for (const document of DOCUMENTS) await bench.settle(document);
    return files.afterKill();
}

function contentOf(files: MemoryFiles, path: string): Buffer {
    const content = files.content(path);
    if (!content) throw new Error(`there is no ${path}`);
    return content;
}

/** What a store finds in a damaged log, and what it says; it is then written to, and read by one more. */
async function reopen(files: MemoryFiles): Promise<{ found: string[]; events: readonly string[] }> {
    const second = new StoreBench(files, { segmentBytes: 250, processes: processesOf(2) });
    await second.settle("new");
    const found = (await second.takeTexts()).slice(0, -1);
    const third = new StoreBench(files.afterKill(), { segmentBytes: 250, processes: processesOf(3) });
    (await third.takeTexts()).should.deepEqual([...found, "new"]);
    return { found, events: second.events };
}

describe("a log that is damaged", () => {
    let files: MemoryFiles;

    before(async () => {
        files = await written();
        should(files.names(FOLDER).filter((name) => name.endsWith(".log"))).have.length(2);
    });

    it("gives back the whole records of a log that ends anywhere, and is written on behind them", async () => {
        const content = contentOf(files, SECOND);
        for (let length = 0; length <= content.length; length += 1) {
            const damaged = files.afterKill();
            damaged.put(SECOND, content.subarray(0, length));
            const { found, events } = await reopen(damaged);
            const whole = content.subarray(0, length).filter((byte) => byte === LF).length;
            found.should.deepEqual(DOCUMENTS.slice(0, 3 + whole));
            events.should.deepEqual([]);
        }
    });

    for (const path of [FIRST, SECOND]) {
        it(`tells what it lost, keeps the rest, and is written on, whatever byte of ${path.slice(-8)} is another`, async () => {
            const content = contentOf(files, path);
            for (let position = 0; position < content.length; position += 1) {
                for (const flip of [0x01, LF ^ (content[position] ?? 0)]) {
                    if (flip === 0) continue;
                    const damaged = Buffer.from(content);
                    damaged[position] = (damaged[position] ?? 0) ^ flip;
                    const there = files.afterKill();
                    there.put(path, damaged);
                    const { found, events } = await reopen(there);
                    const missing = expectMissing(found, content[position] === LF ? 2 : 1);
                    const isEnd = path === SECOND && position === content.length - 1;
                    expectTold(events, found.includes("five") ? missing : isEnd ? 0 : undefined);
                }
            }
        });
    }

    it("finds what stands behind damage that is longer than a chunk", async () => {
        const damaged = files.afterKill();
        damaged.put(
            FIRST,
            Buffer.concat([Buffer.alloc(1_000_000), Buffer.from("\n"), contentOf(files, FIRST)]),
        );
        const { found, events } = await reopen(damaged);
        found.should.deepEqual(DOCUMENTS);
        events.should.deepEqual([]);
    });

    it("gives each document back once, where old content stands between and behind the new one", async () => {
        const damaged = files.afterKill();
        const [one, two, three] = contentOf(files, FIRST)
            .toString()
            .split(/(?<=\n)/);
        damaged.put(FIRST, [one, two, one, three, two].join(""));
        const { found, events } = await reopen(damaged);
        found.should.deepEqual(DOCUMENTS);
        events.should.deepEqual([]);
    });

    it("goes on with what is left where a whole segment is gone", async () => {
        const damaged = files.afterKill();
        await damaged.unlink(FIRST);
        (await reopen(damaged)).found.should.deepEqual(DOCUMENTS.slice(3));
    });

    it("leaves alone what is not its own", async () => {
        const there = files.afterKill();
        there.put(`${FOLDER}/notes.txt`, "mine");
        there.put(`${FOLDER}/1.log`, "mine too");
        (await reopen(there)).found.should.deepEqual(DOCUMENTS);
        contentOf(there, `${FOLDER}/notes.txt`).toString().should.equal("mine");
        contentOf(there, `${FOLDER}/1.log`).toString().should.equal("mine too");
    });

    it("says nothing of damage below the cursor", async () => {
        const there = files.afterKill();
        const bench = new StoreBench(there, { segmentBytes: 250, processes: processesOf(2) });
        bench.remove(...(await bench.take(2)));
        await there.until(() => there.content(`${FOLDER}/cursor`) !== undefined);
        await bench.store.close();
        const content = contentOf(there, FIRST);
        content[20] = 0;
        there.put(FIRST, content);
        const { found, events } = await reopen(there);
        found.should.deepEqual(DOCUMENTS.slice(2));
        events.should.deepEqual([]);
    });

    /** Checks how many the store says are lost; where nothing intact stands behind, it can but count lines. */
    function expectTold(events: readonly string[], missing: number | undefined): void {
        if (missing === undefined) {
            should(events).have.length(1);
            should(events[0]).match(/^damaged: [12]$/);
        } else {
            // Without its LF the last record looks like one that was never finished.
            should(events).deepEqual(missing === 0 ? [] : [`damaged: ${missing}`]);
        }
    }

    /** Checks that only so many of the documents are missing and the others in order; gives how many. */
    function expectMissing(found: readonly string[], most: number): number {
        found.should.deepEqual(DOCUMENTS.filter((document) => found.includes(document)));
        const missing = DOCUMENTS.length - found.length;
        missing.should.be.belowOrEqual(most);
        return missing;
    }
});

describe("a cursor that is damaged", () => {
    const path = `${FOLDER}/cursor`;
    let files: MemoryFiles;

    /** Three of five documents were removed, in two steps. */
    before(async () => {
        const memory = new MemoryFiles();
        const bench = new StoreBench(memory, { segmentBytes: 10_000 });
        await bench.settle(...DOCUMENTS);
        for (const [count, slots] of [
            [2, 25],
            [1, 537],
        ] as const) {
            bench.remove(...(await bench.take(count)));
            await memory.until(() => memory.content(path)?.length === slots);
        }
        files = memory.afterKill();
    });

    /** The two slots, and what little of the gap between them is worth a look. */
    const POSITIONS = Array.from({ length: 537 }, (_, position) => position).filter(
        (position) => position < 30 || position > 505,
    );

    it("gives the documents back from there or from further back, whatever byte is another", async () => {
        const content = contentOf(files, path);
        for (const position of POSITIONS) {
            for (const flip of [0x01, 0x08, 0x80]) {
                const damaged = Buffer.from(content);
                damaged[position] = (damaged[position] ?? 0) ^ flip;
                const there = files.afterKill();
                there.put(path, damaged);
                expectFrom(await reopen(there), [2, 3]);
            }
        }
    });

    it("gives the documents back from there or from further back, wherever it ends", async () => {
        const content = contentOf(files, path);
        for (const length of POSITIONS) {
            const there = files.afterKill();
            there.put(path, content.subarray(0, length));
            expectFrom(await reopen(there), [0, 2, 3]);
        }
    });

    it("gives all documents back where nothing of it can be used", async () => {
        const there = files.afterKill();
        there.put(path, Buffer.alloc(600));
        expectFrom(await reopen(there), [0]);
    });

    /** The documents from one of these on, in order. */
    function expectFrom(
        { found, events }: Awaited<ReturnType<typeof reopen>>,
        starts: readonly number[],
    ): void {
        const start = DOCUMENTS.length - found.length;
        starts.should.containEql(start);
        found.should.deepEqual(DOCUMENTS.slice(start));
        events.should.deepEqual([]);
    }
});
