import should from "should";
import { queueFolderName, readAbout } from "../../../../nodes/lib/outbox/disk/queue-folder";
import { deleteQueue, listQueues } from "../../../../nodes/lib/outbox/disk/queue-folders";
import { FaultyFiles } from "../../support/faulty-files";
import { MemoryFiles } from "../../support/memory-files";
import { ABOUT, processesOf, StoreBench } from "../../support/store-bench";

const DIRECTORY = "/data/wmw";
const NAME = queueFolderName(ABOUT);
const OTHER = queueFolderName({ ...ABOUT, enterpriseId: "5678" });

describe("the name of a queue's folder", () => {
    it("is 32 hex digits, whatever the id of the node is", () => {
        for (const configId of ["config-1", "../../etc", "", "🌍".repeat(1_000)]) {
            queueFolderName({ ...ABOUT, configId }).should.match(/^[0-9a-f]{32}$/);
        }
    });

    it("is another for each connection, broker and enterprise, and stays the same for one", () => {
        const owners = [
            ABOUT,
            { ...ABOUT, configId: "config-2" },
            { ...ABOUT, host: "other.example" },
            { ...ABOUT, port: 8884 },
            { ...ABOUT, enterpriseId: "5678" },
        ];
        new Set(owners.map(queueFolderName)).size.should.equal(owners.length);
        // A change of it would leave the queues of all users behind.
        NAME.should.equal("eb8cad48749472099269a821aeb3cbc0");
    });
});

describe("the queues of a directory", () => {
    let files: MemoryFiles;

    function open(name: string, parts: ConstructorParameters<typeof StoreBench>[1] = {}): StoreBench {
        return new StoreBench(files, { folder: `${DIRECTORY}/${name}`, ...parts });
    }

    beforeEach(() => {
        files = new MemoryFiles();
    });

    it("are none where it is missing", async () => {
        (await listQueues(files, DIRECTORY)).should.deepEqual([]);
    });

    it("are listed with whose they are and what waits in them, at work or not", async () => {
        const resting = open(NAME);
        await resting.settle("a", "bc", "def");
        resting.remove(...(await resting.take(1)));
        await resting.store.close();
        const working = open(OTHER, { about: { ...ABOUT, enterpriseId: "5678" } });
        await working.settle("ghij");
        const before = files.names(`${DIRECTORY}/${NAME}`);
        const queues = await listQueues(files, DIRECTORY);
        queues.should.deepEqual(
            [
                { name: NAME, about: ABOUT, documents: 2, bytes: 5, oldest: 1_000_000 },
                {
                    name: OTHER,
                    about: { ...ABOUT, enterpriseId: "5678" },
                    documents: 1,
                    bytes: 4,
                    oldest: 1_000_000,
                },
            ].sort((a, b) => (a.name < b.name ? -1 : 1)),
        );
        files.names(`${DIRECTORY}/${NAME}`).should.deepEqual(before);
        await working.settle("goes on");
    });

    it("are listed without their owner where that cannot be read", async () => {
        const bench = open(NAME);
        await bench.settle("a");
        for (const text of ["", "{", "null", '{"version":2}', '{"version":1,"configId":7}']) {
            files.put(`${DIRECTORY}/${NAME}/about.json`, text);
            const [queue] = await listQueues(files, DIRECTORY);
            should(queue).have.properties({ about: undefined, documents: 1 });
        }
    });

    it("get their owner noted anew where it cannot be read", async () => {
        const bench = open(NAME);
        await bench.settle("a");
        await bench.store.close();
        files.put(`${DIRECTORY}/${NAME}/about.json`, "{".repeat(1_000));
        await open(NAME).store.opened;
        should(await readAbout(files, `${DIRECTORY}/${NAME}`)).deepEqual(ABOUT);
    });

    it("do not have among them what is no queue", async () => {
        await open(NAME).settle("a");
        files.put(`${DIRECTORY}/${OTHER}`, "a file");
        files.put(`${DIRECTORY}/notes`, "a file");
        (await listQueues(files, DIRECTORY)).map(({ name }) => name).should.deepEqual([NAME]);
    });

    it("can be deleted, one at a time, with all that is in them", async () => {
        for (const name of [NAME, OTHER]) {
            const bench = open(name);
            await bench.settle(...Array.from({ length: 40 }, (_, index) => String(index)));
            for (const entry of await bench.take(3)) {
                bench.store.setAside(entry, "bad format");
                bench.remove(entry);
            }
            await bench.store.close();
        }
        (await deleteQueue(files, DIRECTORY, NAME, processesOf(1))).should.equal("deleted");
        files.names(DIRECTORY).should.deepEqual([OTHER]);
        files.handles.should.equal(0);
    });

    it("are not deleted while somebody works in them", async () => {
        const bench = open(NAME);
        await bench.settle("a");
        (await deleteQueue(files, DIRECTORY, NAME, processesOf(1))).should.equal("in-use");
        const left = files.afterKill();
        (await deleteQueue(left, DIRECTORY, NAME, processesOf(2, [1, 2]))).should.equal("in-use");
        (await bench.takeTexts()).should.deepEqual(["a"]);
        (await deleteQueue(left, DIRECTORY, NAME, processesOf(2))).should.equal("deleted");
    });

    it("are not deleted by any other name", async () => {
        await open(NAME).settle("a");
        for (const name of ["..", "", ".", `../wmw/${NAME}`, OTHER]) {
            (await deleteQueue(files, DIRECTORY, name, processesOf(1))).should.equal("missing");
        }
    });

    it("can be used again where the disk failed while one was deleted", async () => {
        const bench = open(NAME);
        await bench.settle("a");
        await bench.store.close();
        const faulty = new FaultyFiles(files);
        faulty.fault = ({ kind, path }) =>
            kind === "unlink" && path.endsWith(".log") ? { type: "error", code: "EIO" } : undefined;
        await should(deleteQueue(faulty, DIRECTORY, NAME, processesOf(1))).be.rejectedWith(/EIO/);
        (await open(NAME).takeTexts()).should.deepEqual(["a"]);
    });
});
