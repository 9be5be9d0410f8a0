import should from "should";
import { Refresher } from "../../nodes/editor/refresher";

describe("a refresher", () => {
    /** What ends each task that was begun and is not over. */
    let ends: (() => void)[];
    let begun: number;
    let refresher: Refresher;

    beforeEach(() => {
        ends = [];
        begun = 0;
        refresher = new Refresher(async () => {
            begun += 1;
            await new Promise<void>((resolve) => ends.push(resolve));
        });
    });

    /** Ends the task that is under way, and lets follow what follows of itself. */
    async function end(): Promise<void> {
        should(ends).have.length(1);
        ends.pop()?.();
        await new Promise((resolve) => setImmediate(resolve));
    }

    it("begins at once", () => {
        refresher.request();
        begun.should.equal(1);
    });

    it("does once more at the end what was asked for meanwhile, however often", async () => {
        for (let count = 0; count < 3; count += 1) refresher.request();
        begun.should.equal(1);
        await end();
        begun.should.equal(2);
        await end();
        begun.should.equal(2);
    });

    it("begins anew when it is asked again later", async () => {
        refresher.request();
        await end();
        refresher.request();
        begun.should.equal(2);
    });
});
