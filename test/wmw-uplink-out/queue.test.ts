import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as files from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import should from "should";
import { type Platform } from "../../demo/platform";
import { type FlowNode } from "../../demo/user-directory";
import { systemClock } from "../../nodes/lib/clock";
import { DiskQueues } from "../../nodes/lib/outbox/disk/disk-queues";
import { systemProcesses } from "../../nodes/lib/outbox/disk/system-processes";
import { type WmwConfigNode } from "../../nodes/wmw-config/wmw-config-node";
import { valueOf } from "../lib/support/checked";
import { uplink } from "../support/documents";
import { mainFlow } from "../support/flow-nodes";
import { type Message, type RunningFlow } from "../support/running-flow";
import { StandInSuite } from "../support/stand-in-suite";

/** The counter that tells documents apart. */
function counterOf(document: unknown): number {
    return (document as { DevEUI_uplink: { FCntUp: number } }).DevEUI_uplink.FCntUp;
}

describe("the queue of wmw-uplink-out", () => {
    const suite = new StandInSuite();
    let platform: Platform;
    let folder: string;
    /** The counters of what reached the broker since the test began, in their order. */
    let arrived: number[];
    let stopListening: () => void;
    let isAway: boolean;

    before(() => {
        ({ platform } = suite);
    });

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "wmw-queue-"));
        arrived = [];
        isAway = false;
        stopListening = platform.on("document", ({ document }) => arrived.push(counterOf(document)));
    });

    afterEach(async () => {
        stopListening();
        await comesBack();
        rmSync(folder, { recursive: true, force: true });
    });

    function start(config: FlowNode = {}): Promise<RunningFlow> {
        return suite.start(mainFlow(platform, { config }), undefined, folder);
    }

    async function comesBack(): Promise<void> {
        if (isAway) await platform.startBroker();
        isAway = false;
    }

    /** A flow whose broker is away. */
    async function offline(config: FlowNode = {}): Promise<RunningFlow> {
        if (!isAway) await platform.stopBroker();
        isAway = true;
        const flow = await start(config);
        // It is told to each of the two users of the connection.
        for (let user = 0; user < 2; user += 1) await flow.next("errors");
        return flow;
    }

    function send(flow: RunningFlow, ...counters: number[]): void {
        for (const FCntUp of counters) flow.send("uplink", { payload: uplink(undefined, { FCntUp }) });
    }

    async function done(flow: RunningFlow, ...counters: number[]): Promise<void> {
        for (const counter of counters) {
            counterOf((await flow.next("completed")).payload).should.equal(counter);
        }
    }

    /**
     * Resolves when the queue on disk is open, and the disk at rest. Until then it takes every document; an order to
     * discard what waits, which is nothing, waits for it as well.
     */
    async function queueOpened(flow: RunningFlow): Promise<void> {
        const { wmw } = flow.node("config") as WmwConfigNode;
        const { outbox } = valueOf(wmw);
        const end = await new Promise((resolve) => {
            outbox.discard(resolve);
        });
        should(end).deepEqual({ documents: 0, left: 0 });
    }

    async function arrival(counter: number): Promise<void> {
        await platform.next("document", ({ document }) => counterOf(document) === counter);
    }

    /** The error and the counter of its document, as a Catch node gets them. */
    async function caught(flow: RunningFlow): Promise<[code: unknown, counter: number]> {
        const { error, payload } = await flow.next("errors");
        return [(error as Message).code, counterOf(payload)];
    }

    it("has documents done while the broker is away, and publishes them in order when it is back", async () => {
        const flow = await offline();
        send(flow, 1, 2, 3, 4, 5);
        await done(flow, 1, 2, 3, 4, 5);
        const last = arrival(5);
        await comesBack();
        await last;
        arrived.should.deepEqual([1, 2, 3, 4, 5]);
    });

    it("outlives the flow, and lets what comes later wait behind it", async () => {
        const first = await offline();
        send(first, 1, 2, 3);
        await done(first, 1, 2, 3);
        await first.stop();
        const second = await start();
        send(second, 4, 5);
        await done(second, 4, 5);
        const last = arrival(5);
        await comesBack();
        await last;
        arrived.should.deepEqual([1, 2, 3, 4, 5]);
    });

    it("writes nothing while the broker keeps up, and leaves nothing behind", async () => {
        const flow = await start({ actionTimeout: 60 });
        await flow.status("uplink", "connected");
        await queueOpened(flow);
        const numbered = (from: number): number[] => Array.from({ length: 500 }, (_, n) => from + n);
        const filesNow = (): object[] => {
            const [queue = ""] = readdirSync(folder);
            const names = readdirSync(join(folder, queue));
            return names.map((name) => ({ name, changed: statSync(join(folder, queue, name)).mtimeMs }));
        };
        const before = filesNow();
        for (const from of [1, 501]) {
            send(flow, ...numbered(from));
            await done(flow, ...numbered(from));
        }
        filesNow().should.deepEqual(before);
        await flow.stop();
        readdirSync(folder).should.be.empty();
    });

    it("is nobody else's to read", async () => {
        const flow = await offline();
        send(flow, 1);
        await done(flow, 1);
        const [queue = ""] = readdirSync(folder);
        (statSync(join(folder, queue)).mode & 0o777).should.equal(0o700);
        for (const name of readdirSync(join(folder, queue))) {
            (statSync(join(folder, queue, name)).mode & 0o777).should.equal(0o600);
        }
    });

    it("in memory has a document done only when the broker has acknowledged it", async () => {
        const flow = await offline({ queue: "memory" });
        send(flow, 1, 2);
        await comesBack();
        await done(flow, 1, 2);
        arrived.should.deepEqual([1, 2]);
        readdirSync(folder).should.be.empty();
    });

    it("in memory says how many documents were not sent when the flow ends", async () => {
        const flow = await offline({ queue: "memory" });
        send(flow, 1);
        await flow.stop();
        // The Catch node is gone by then: the log tells of it.
        flow.logged("warn").should.containEql(
            "WMW_STOPPED: closed with 1 documents that were not acknowledged",
        );
    });

    it("that is full refuses what comes, or gives up the oldest and tells of each, once", async () => {
        const rejecting = await offline({ queueLimit: 2 });
        send(rejecting, 1, 2, 3);
        await done(rejecting, 1, 2);
        should(await caught(rejecting)).deepEqual(["WMW_QUEUE_FULL", 3]);
        await rejecting.stop();
        const dropping = await offline({ queueLimit: 2, whenFull: "drop-oldest" });
        send(dropping, 4, 5);
        await done(dropping, 4, 5);
        should([await caught(dropping), await caught(dropping)]).deepEqual([
            ["WMW_QUEUE_FULL", 1],
            ["WMW_QUEUE_FULL", 2],
        ]);
        dropping.waiting("errors").should.equal(0);
        const last = arrival(5);
        await comesBack();
        await last;
        arrived.should.deepEqual([4, 5]);
    });

    it("refuses what is older than the time validity when it comes", async () => {
        const flow = await offline({ uplinkTimeValidity: "1h" });
        flow.send("uplink", { payload: uplink(undefined, { Time: "2020-01-01T00:00:00Z", FCntUp: 1 }) });
        should(await caught(flow)).deepEqual(["WMW_EXPIRED", 1]);
        flow.send("uplink", { payload: uplink(undefined, { Time: new Date().toISOString(), FCntUp: 2 }) });
        await done(flow, 2);
    });

    it("does not send what has become too old in it, and tells the node that gave it, once", async () => {
        await fill([
            { counter: 1, expiresAt: 1_000 },
            { counter: 2, expiresAt: undefined },
        ]);
        const flow = await start();
        const last = arrival(2);
        should(await caught(flow)).deepEqual(["WMW_EXPIRED", 1]);
        await last;
        arrived.should.deepEqual([2]);
        flow.waiting("errors").should.equal(0);
        flow.logged("error").should.be.empty();
    });

    it("counts in the log what it gives up, where no flow has a Catch node", async () => {
        await fill([1, 2, 3].map((counter) => ({ counter, expiresAt: 1_000 })));
        await fill([{ counter: 4, expiresAt: undefined }]);
        const flow = await suite.start(
            mainFlow(platform).filter(({ type }) => type !== "catch"),
            undefined,
            folder,
        );
        await arrival(4);
        flow.logged("error").should.deepEqual(["WMW_EXPIRED: 1 queued documents were given up"]);
    });

    it("that cannot be written says so, keeps documents going, and recovers", async () => {
        const file = join(folder, "in the way");
        writeFileSync(file, "");
        const flow = await suite.start(mainFlow(platform), undefined, join(file, "queues"));
        await flow.status("uplink", "queue-failed");
        for (let user = 0; user < 2; user += 1) {
            const { error } = await flow.next("errors");
            should(error).have.property("code", "WMW_QUEUE_FAILED");
            should(error)
                .have.property("message")
                .match(/not a directory/);
        }
        send(flow, 1);
        await done(flow, 1);
        arrived.should.deepEqual([1]);
    });

    describe("of another destination", () => {
        it("stays there, is reported, and is sent when that destination is configured again", async () => {
            const first = await offline();
            send(first, 1, 2);
            await done(first, 1, 2);
            await first.stop();
            const elsewhere = await start({ enterpriseId: "5678" });
            const warning = "2 documents wait for a destination that this connection had before";
            await elsewhere.words("uplink", /, 2 left for another destination$/);
            elsewhere.logged("warn").should.containEql(warning);
            await elsewhere.stop();
            arrived.should.be.empty();
            await comesBack();
            const last = arrival(2);
            await start();
            await last;
            arrived.should.deepEqual([1, 2]);
        });
    });

    /** Puts documents into the queue, as an earlier run would have. */
    async function fill(entries: { counter: number; expiresAt: number | undefined }[]): Promise<void> {
        const queues = new DiskQueues({
            directory: folder,
            files,
            clock: systemClock,
            processes: systemProcesses,
        });
        const store = queues.openFor(
            {
                version: 1,
                configId: "config",
                url: `mqtts://localhost:${platform.mqttPort}`,
                host: "localhost",
                port: platform.mqttPort,
                enterpriseId: "1234",
            },
            1e6,
            {
                changed: () => undefined,
                givenUp: () => undefined,
                fault: () => undefined,
                damaged: () => undefined,
            },
        );
        for (const { counter, expiresAt } of entries) {
            const payload = JSON.stringify(uplink(undefined, { FCntUp: counter }));
            store.append({
                payload,
                bytes: payload.length,
                origin: "uplink",
                arrivedAt: 0,
                expiresAt,
                settled: () => undefined,
            });
        }
        await store.close();
    }
});
