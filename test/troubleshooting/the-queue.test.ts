import disk from "node:fs/promises";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { mock } from "node:test";
import { freePort } from "../../demo/ports";
import { type FlowNode } from "../../demo/user-directory";
import { uplink } from "../support/documents";
import { mainFlow } from "../support/flow-nodes";
import { type RunningFlow } from "../support/running-flow";
import { describeFaults } from "./describe-faults";
import { type FaultBench } from "./fault-bench";

/** A flow whose broker is away, with its queue in a folder. */
async function offline(bench: FaultBench, folder: string, config: FlowNode = {}): Promise<RunningFlow> {
    const flow = await bench.start(mainFlow({ mqttPort: await freePort() }, { config }), undefined, folder);
    await flow.words("uplink", /^refused/);
    return flow;
}

/** From now on files of the log lie on a disk that has no room left, as the system's /dev/full has none. */
function fillDisk(bench: FaultBench): void {
    const { open } = disk;
    const filled = mock.method(disk, "open", (path: string, ...how: [flags?: string, mode?: number]) =>
        open(path.endsWith(".log") ? "/dev/full" : path, ...how),
    );
    bench.atEnd(() => {
        filled.mock.restore();
    });
}

describeFaults("The queue", {
    "The queue is full": async (bench) => {
        const flow = await offline(bench, bench.folder(), { queueLimit: 2 });
        for (const FCntUp of [1, 2, 3]) flow.send("uplink", { payload: uplink(undefined, { FCntUp }) });
        return { flow };
    },
    "The queue is full and gives up the oldest": async (bench) => {
        const flow = await offline(bench, bench.folder(), { queueLimit: 2, whenFull: "drop-oldest" });
        for (const FCntUp of [1, 2, 3]) flow.send("uplink", { payload: uplink(undefined, { FCntUp }) });
        return { flow };
    },
    "The disk is full": async (bench) => {
        const folder = bench.folder();
        fillDisk(bench);
        const flow = await offline(bench, folder);
        flow.send("uplink", { payload: uplink() });
        return { flow };
    },
    "The folder of the queue cannot be written": async (bench) => {
        const file = join(bench.folder(), "in the way");
        writeFileSync(file, "");
        const nodes = mainFlow({ mqttPort: await freePort() });
        return { flow: await bench.start(nodes, undefined, join(file, "queues")) };
    },
    "Documents wait for another destination": async (bench) => {
        const broker = await bench.platform();
        const queueFolder = bench.folder();
        await broker.stopBroker();
        const before = await bench.run(broker, { queueFolder });
        before.send("uplink", { payload: uplink() });
        await before.next("completed");
        await before.stop();
        await broker.startBroker();
        const login = { username: "other-username", password: "other-password" };
        return {
            flow: await bench.run(broker, { config: { enterpriseId: "5678" }, login, queueFolder }),
        };
    },
});
