import { spawn } from "node:child_process";
import { once } from "node:events";
import should from "should";
import { systemProcesses } from "../../../../nodes/lib/outbox/disk/system-processes";

describe("the processes of this machine", () => {
    it("have this one among them, always as the same", async () => {
        const own = await systemProcesses.own();
        own.pid.should.equal(process.pid);
        own.started.should.match(/^[\w-]+$/);
        should(await systemProcesses.own()).deepEqual(own);
        (await systemProcesses.runs(own)).should.be.true();
    });

    it("do not have one that started at another time among them", async () => {
        const { pid } = await systemProcesses.own();
        (await systemProcesses.runs({ pid, started: "1" })).should.be.false();
    });

    it("do not have one among them that has ended", async () => {
        const child = spawn(process.execPath, ["-e", ""]);
        const { pid } = child;
        await once(child, "exit");
        const { started } = await systemProcesses.own();
        (await systemProcesses.runs({ pid: pid ?? 0, started })).should.be.false();
    });
});
