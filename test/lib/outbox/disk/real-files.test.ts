import * as files from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import should from "should";
import { systemClock } from "../../../../nodes/lib/clock";
import { listQueues } from "../../../../nodes/lib/outbox/disk/queue-folders";
import { queueFolderName } from "../../../../nodes/lib/outbox/disk/queue-folder";
import { systemProcesses } from "../../../../nodes/lib/outbox/disk/system-processes";
import { ABOUT, processesOf, StoreBench } from "../../support/store-bench";

describe("the store on a real disk", () => {
    let userDir: string;
    let directory: string;
    let folder: string;
    let bench: StoreBench;

    function open(processes = systemProcesses): StoreBench {
        return new StoreBench(files, { folder, processes, clock: systemClock, segmentBytes: 20_000 });
    }

    beforeEach(async () => {
        userDir = await files.mkdtemp(join(tmpdir(), "wmw-queue-"));
        directory = join(userDir, "wmw");
        folder = join(directory, queueFolderName(ABOUT));
        bench = open();
    });

    afterEach(async () => {
        await bench.store.close();
        await files.rm(userDir, { recursive: true });
    });

    function names(count: number): string[] {
        return Array.from({ length: count }, (_, index) => `document ${index}`);
    }

    it("keeps documents over a restart, in their order", async () => {
        const all = names(3_000);
        await bench.settle(...all.slice(0, 1_000));
        await bench.settle(...all.slice(1_000));
        bench.remove(...(await bench.take(500)));
        await bench.store.close();
        const [queue] = await listQueues(files, directory);
        should(queue).have.properties({ about: ABOUT, documents: 2_500, oldest: 1_000_000 });
        bench = open();
        const rest = await bench.take();
        rest.map(({ payload }) => payload).should.deepEqual(all.slice(500));
        bench.remove(...rest);
        await bench.store.close();
        (await files.readdir(directory)).should.deepEqual([]);
    });

    it("keeps folders and files to their owner", async () => {
        await files.mkdir(folder, { recursive: true, mode: 0o755 });
        await bench.settle("a", "b");
        const [a] = await bench.take(1);
        if (a) bench.store.setAside(a, "bad format");
        bench.remove(...(a ? [a] : []));
        await bench.store.close();
        const left = await files.readdir(folder);
        left.sort().should.deepEqual(["0000000000000000.log", "about.json", "cursor", "refused.log"]);
        for (const name of left) (await modeOf(join(folder, name))).should.equal(0o600);
        (await modeOf(folder)).should.equal(0o700);
    });

    it("makes the directory of all queues for its owner alone", async () => {
        await bench.store.opened;
        (await modeOf(directory)).should.equal(0o700);
    });

    it("cuts off a line that was not finished, and writes on", async () => {
        await bench.settle("a", "b");
        await bench.store.close();
        const path = join(folder, "0000000000000000.log");
        const content = await files.readFile(path);
        await files.writeFile(path, content.subarray(0, -5));
        bench = open();
        await bench.settle("c");
        (await bench.takeTexts()).should.deepEqual(["a", "c"]);
        await bench.store.close();
        bench = open();
        (await bench.takeTexts()).should.deepEqual(["a", "c"]);
    });

    it("is not opened by two processes", async () => {
        await bench.settle("a");
        const own = await systemProcesses.own();
        const other = new StoreBench(
            { ...files, realpath: (path) => Promise.resolve(`other process: ${path}`) },
            {
                folder,
                processes: { ...systemProcesses, own: () => Promise.resolve({ ...own, pid: own.pid + 1 }) },
            },
        );
        await other.settle("b");
        other.told.should.deepEqual(["b: WMW_QUEUE_FAILED"]);
        should(other.events[0]).endWith(`process ${own.pid} uses the folder already`);
        await other.store.close();
        await bench.settle("c");
    });

    it("is opened twice through a link only one after the other", async () => {
        await bench.settle("a");
        const link = join(userDir, "link");
        await files.symlink(directory, link);
        const second = new StoreBench(files, {
            folder: join(link, queueFolderName(ABOUT)),
            processes: systemProcesses,
        });
        second.append("b");
        await bench.store.close();
        await second.until(() => second.told.length === 1);
        (await second.takeTexts()).should.deepEqual(["a", "b"]);
        await second.store.close();
    });

    it("says in words that it cannot be where it was told to be", async () => {
        await files.writeFile(join(userDir, "file"), "");
        const blocked = new StoreBench(files, {
            folder: join(userDir, "file", "queue"),
            processes: processesOf(1),
        });
        await blocked.settle("a");
        blocked.events.should.deepEqual([
            "fault: the queue on disk cannot be opened: not a directory (ENOTDIR): name a folder",
        ]);
        await blocked.store.close();
    });

    async function modeOf(path: string): Promise<number> {
        return (await files.stat(path)).mode & 0o777;
    }
});
