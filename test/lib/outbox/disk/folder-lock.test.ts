import should from "should";
import { FolderInUse, FolderLock } from "../../../../nodes/lib/outbox/disk/folder-lock";
import { type Processes } from "../../../../nodes/lib/outbox/disk/processes";
import { FaultyFiles } from "../../support/faulty-files";
import { MemoryFiles } from "../../support/memory-files";
import { FOLDER } from "../../support/store-bench";

interface Identity {
    readonly pid: number;
    readonly started: string;
    readonly host: string;
}

const FIRST: Identity = { pid: 1, started: "boot-1_100", host: "container-a" };

/** This process, on a machine where others run too. */
function processes(own: Identity, others: readonly Identity[] = []): Processes {
    return {
        own: () => Promise.resolve(own),
        runs: ({ pid, started }) =>
            Promise.resolve([own, ...others].some((other) => other.pid === pid && other.started === started)),
    };
}

function take(files: MemoryFiles, own: Identity, others?: readonly Identity[]): Promise<FolderLock> {
    return FolderLock.takeInTurn(files, FOLDER, processes(own, others));
}

/** Each row: what the first one was, what the second one is, and whether that one gets in. */
const SECONDS: readonly [title: string, second: Partial<Identity>, firstRuns: boolean, getsIn: boolean][] = [
    ["keeps out another process", { pid: 2 }, true, false],
    ["is taken over from a process that is gone", { pid: 2 }, false, true],
    ["is taken over by a process that got the same pid", { started: "boot-1_200" }, false, true],
    ["is taken over by pid 1 of a container that was restarted", { started: "boot-1_200" }, false, true],
    ["is taken over after the machine was started again", { started: "boot-2_100" }, false, true],
    ["is taken over from another host, where the same pid may run", { host: "container-b" }, true, true],
];

describe("the lock of a folder", () => {
    for (const [title, second, firstRuns, getsIn] of SECONDS) {
        it(title, async () => {
            const files = new MemoryFiles();
            await take(files, FIRST);
            const left = files.afterKill();
            const attempt = take(left, { ...FIRST, ...second }, firstRuns ? [FIRST] : []);
            if (getsIn) await attempt;
            else await should(attempt).be.rejectedWith(FolderInUse);
            left.names(FOLDER).should.have.length(1);
        });
    }

    it("lets at most one of two in that start at once, whatever stale lock they find", async () => {
        const files = new MemoryFiles();
        await take(files, { ...FIRST, pid: 9 });
        const [a, b] = [
            { ...FIRST, pid: 2 },
            { ...FIRST, pid: 3 },
        ];
        for (let calls = 0; calls < 12; calls += 1) {
            const disk = files.afterKill();
            const slow = new FaultyFiles(disk);
            slow.fault = ({ number }) => (number === calls ? { type: "hang" } : undefined);
            const slower = FolderLock.takeInTurn(slow, FOLDER, processes(a, [b]));
            const outcomes = Promise.allSettled([slower]);
            await Promise.race([slow.hangs(), outcomes]);
            // As another process has it: on the same disk, but with a list of its own of what it holds.
            const other = new FaultyFiles(disk);
            other.realpath = (path) => Promise.resolve(`other:${path}`);
            const faster = await Promise.allSettled([
                FolderLock.takeInTurn(other, FOLDER, processes(b, [a])),
            ]);
            slow.fault = () => undefined;
            slow.letGo();
            const all = [...(await outcomes), ...faster];
            all.filter(({ status }) => status === "fulfilled").length.should.be.belowOrEqual(1);
            for (const outcome of all) {
                if (outcome.status === "fulfilled") await outcome.value.release();
            }
        }
    });

    it("keeps out a second user in this process, until the first lets go", async () => {
        const files = new MemoryFiles();
        const lock = await take(files, FIRST);
        await should(FolderLock.take(files, FOLDER, processes(FIRST))).be.rejectedWith(FolderInUse);
        const second = take(files, FIRST);
        await lock.release();
        await (await second).release();
        files.names("/data/wmw").should.deepEqual([]);
    });

    it("keeps out a second copy of this package in this process", async () => {
        const files = new MemoryFiles();
        await take(files, FIRST);
        await should(take(files.afterKill(), FIRST)).be.rejectedWith(FolderInUse);
    });

    it("can be taken again where it could not be removed", async () => {
        const files = new FaultyFiles(new MemoryFiles());
        const lock = await FolderLock.takeInTurn(files, FOLDER, processes(FIRST));
        files.fault = () => ({ type: "error", code: "EIO" });
        await lock.release();
        files.fault = () => undefined;
        await FolderLock.takeInTurn(files, FOLDER, processes(FIRST));
    });

    it("is let go where the folder cannot be read", async () => {
        const files = new FaultyFiles(new MemoryFiles());
        files.fault = ({ kind }) => (kind === "readdir" ? { type: "error", code: "EIO" } : undefined);
        await should(FolderLock.takeInTurn(files, FOLDER, processes(FIRST))).be.rejectedWith(/EIO/);
        files.fault = () => undefined;
        await FolderLock.takeInTurn(files, FOLDER, processes(FIRST));
    });
});
