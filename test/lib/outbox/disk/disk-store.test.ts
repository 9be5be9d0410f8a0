import should from "should";
import { FOLDER, processesOf, StoreBench } from "../../support/store-bench";
import { MemoryFiles } from "../../support/memory-files";

describe("the store on disk", () => {
    let files: MemoryFiles;
    let bench: StoreBench;

    beforeEach(() => {
        files = new MemoryFiles();
        bench = new StoreBench(files);
    });

    it("settles documents in their order once they are synced, and gives them back", async () => {
        await bench.settle("a", "b", "c");
        bench.told.should.deepEqual(["a: safe", "b: safe", "c: safe"]);
        (await bench.takeTexts()).should.deepEqual(["a", "b", "c"]);
        bench.store.documents.should.equal(3);
        bench.store.waiting.should.equal(0);
    });

    it("gives back after a power cut what it had settled, and not what was removed", async () => {
        await bench.settle("a", "b", "c");
        bench.remove(...(await bench.take(1)));
        const after = new StoreBench(
            files.afterPowerCut(() => 0),
            { processes: processesOf(2) },
        );
        const texts = await after.takeTexts();
        texts.slice(-2).should.deepEqual(["b", "c"]);
    });

    it("leaves nothing behind when it is closed empty", async () => {
        await bench.settle("a", "b", "c");
        bench.remove(...(await bench.take()));
        await bench.store.close();
        files.names("/data/wmw").should.deepEqual([]);
        files.handles.should.equal(0);
        should(files.names(FOLDER)).deepEqual([]);
    });

    it("keeps what was not removed when it is closed", async () => {
        await bench.settle("a", "b", "c");
        bench.remove(...(await bench.take(1)));
        await bench.store.close();
        files.handles.should.equal(0);
        const again = new StoreBench(files);
        (await again.takeTexts()).should.deepEqual(["b", "c"]);
        await again.store.close();
    });
});
