import { TurnTask } from "../../../../nodes/lib/outbox/disk/turn-task";
import { isResolved, turn } from "../../support/turn";

describe("a task of a turn", () => {
    let runs: (() => void)[];
    let task: TurnTask;

    beforeEach(() => {
        runs = [];
        task = new TurnTask(() => new Promise((resolve) => runs.push(resolve)));
    });

    it("runs once for all that was asked for in one turn", async () => {
        task.ask();
        task.ask();
        runs.should.have.length(0);
        await turn();
        await turn();
        runs.should.have.length(1);
    });

    it("runs again, but not at the same time, where it was asked for meanwhile", async () => {
        task.ask();
        await turn();
        task.ask();
        await turn();
        runs.should.have.length(1);
        runs[0]?.();
        await turn();
        await turn();
        runs.should.have.length(2);
    });

    it("has ended when nothing runs and nothing is asked for", async () => {
        (await isResolved(task.ended())).should.be.true();
        task.ask();
        const ended = task.ended();
        await turn();
        task.ask();
        runs[0]?.();
        (await isResolved(ended)).should.be.false();
        await turn();
        runs[1]?.();
        await ended;
        runs.should.have.length(2);
    });
});
