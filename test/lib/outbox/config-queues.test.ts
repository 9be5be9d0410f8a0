import should from "should";
import {
    ConfigQueues,
    type FoundQueue,
    type QueueDirectory,
    type QueueView,
} from "../../../nodes/lib/outbox/config-queues";
import { MemoryStore } from "../../../nodes/lib/outbox/memory-store";
import { Outbox } from "../../../nodes/lib/outbox/outbox";
import { entryOf } from "../support/entries";
import { ManualClock } from "../support/manual-clock";
import { isResolved, turn } from "../support/turn";
import { OutboxBench } from "./support/outbox-bench";
import { SlowStore } from "./support/slow-store";

const HERE = { url: "mqtts://here:8883", enterpriseId: "1" };
const ELSEWHERE = { url: "mqtts://elsewhere:8883", enterpriseId: "1" };

function queue(id: string, configId: string, destination: typeof HERE): FoundQueue {
    return { id, configId, ...destination, documents: 2, bytes: 20, oldest: 1_000 };
}

/** Queues that are held in memory. */
class Queues implements QueueDirectory {
    readonly found: FoundQueue[] = [
        queue("current", "mine", HERE),
        queue("before", "mine", ELSEWHERE),
        queue("orphan", "deleted", HERE),
        queue("far orphan", "deleted", ELSEWHERE),
        queue("foreign", "other", HERE),
    ];
    readonly removed: string[] = [];
    readonly stores: MemoryStore[] = [];
    isInUse = false;

    list(): Promise<readonly FoundQueue[]> {
        return Promise.resolve(this.found);
    }

    remove(id: string): Promise<boolean> {
        if (!this.isInUse) this.removed.push(id);
        return Promise.resolve(!this.isInUse);
    }

    open(): MemoryStore {
        const store = new MemoryStore();
        for (const text of ["a", "b"]) store.append(entryOf(text));
        this.stores.push(store);
        return store;
    }
}

describe("the queues of a configuration", () => {
    let directory: Queues;
    let outbox: Outbox;
    let told: number[];
    let queues: ConfigQueues;

    beforeEach(() => {
        directory = new Queues();
        told = [];
        outbox = new Outbox({
            store: new MemoryStore(),
            clock: new ManualClock(),
            limits: { documents: 100, bytes: 1_000, whenFull: "reject-new" },
            validity: undefined,
            actionTimeout: 1_000,
            listener: {
                changed: () => undefined,
                overdue: () => undefined,
                refused: () => undefined,
                accepted: () => undefined,
            },
        });
        queues = new ConfigQueues(directory, {
            configId: "mine",
            connection: {
                ...HERE,
                outbox,
                queueId: "current",
                givenUp: () => undefined,
                leftBehind: (documents) => told.push(documents),
            },
        });
    });

    async function view(id: string): Promise<QueueView> {
        const found = (await queues.list(new Set(["mine", "other"]))).find((one) => one.id === id);
        if (!found) throw new Error(`${id} is not listed`);
        return found;
    }

    it("are its own, for whatever destination, and those of deleted configurations", async () => {
        (await queues.list(new Set(["mine", "other"])))
            .map(({ id, kind, resumable }) => `${id}: ${kind}${resumable ? ", resumable" : ""}`)
            .should.deepEqual([
                "current: current",
                "before: other-destination",
                "orphan: orphan, resumable",
                "far orphan: orphan",
            ]);
    });

    it("of a configuration without a connection are all for another destination", async () => {
        queues = new ConfigQueues(directory, { configId: "mine", connection: undefined });
        (await queues.list(new Set(["mine", "other", "deleted"])))
            .map(({ id, kind }) => `${id}: ${kind}`)
            .should.deepEqual(["current: other-destination", "before: other-destination"]);
        should(queues.resume(await view("before"))).deepEqual({ outcome: "other-destination" });
    });

    it("tell how many documents wait for a destination that it had before", async () => {
        (await queues.refresh()).should.equal(2);
        told.should.deepEqual([2]);
    });

    it("are handed over to the connection, and closed and looked at anew once they are safe", async () => {
        should(queues.resume(await view("orphan"))).deepEqual({ outcome: "accepted", documents: 2 });
        outbox.queued.should.equal(2);
        (await view("orphan")).moving.should.be.true();
        outbox.open((_payload, _options, answered) => answered({ outcome: "acknowledged" }), {
            window: 10,
            documentBytes: 100,
        });
        await turn();
        told.should.deepEqual([2]);
        directory.stores.map(({ documents }) => documents).should.deepEqual([0]);
        (await view("orphan")).moving.should.be.false();
    });

    it("are not handed over any more where the connection has no room for them", async () => {
        while (outbox.queued < 100) outbox.putEntry(entryOf("x"));
        queues.resume(await view("orphan"));
        await turn();
        (await view("orphan")).moving.should.be.false();
        outbox.queued.should.equal(100);
    });

    it("are handed over also where the folder cannot be read afterwards", async () => {
        queues.resume(await view("orphan"));
        directory.list = () => Promise.reject(new Error("EACCES"));
        outbox.open((_payload, _options, answered) => answered({ outcome: "acknowledged" }), {
            window: 10,
            documentBytes: 100,
        });
        await queues.close();
        directory.stores.map(({ documents }) => documents).should.deepEqual([0]);
        told.should.be.empty();
    });

    it("are handed over once, however often that is wished", async () => {
        const orphan = await view("orphan");
        queues.resume(orphan);
        queues.resume(orphan);
        directory.stores.should.have.length(1);
    });

    it("are not handed over where they wait for another destination, or are in use", async () => {
        for (const id of ["before", "far orphan", "current"]) {
            should(queues.resume(await view(id))).deepEqual({ outcome: "other-destination" });
        }
        directory.stores.should.be.empty();
    });

    it("are discarded, unless somebody else works with them", async () => {
        should(await queues.discard(await view("before"))).deepEqual({ outcome: "accepted", documents: 2 });
        directory.removed.should.deepEqual(["before"]);
        directory.isInUse = true;
        should(await queues.discard(await view("orphan"))).deepEqual({ outcome: "in-use" });
    });

    it("are emptied by way of the connection where it uses them itself", async () => {
        outbox.putEntry(entryOf("x"));
        should(await queues.discard(await view("current"))).deepEqual({ outcome: "accepted", documents: 1 });
        outbox.queued.should.equal(0);
        directory.removed.should.be.empty();
    });

    it("are not said to be emptied where the connection is closed before", async () => {
        const store = new SlowStore();
        const bench = new OutboxBench({}, undefined, store);
        store.changed = () => {
            bench.outbox.storeChanged();
        };
        queues = new ConfigQueues(directory, {
            configId: "mine",
            connection: {
                ...HERE,
                outbox: bench.outbox,
                queueId: "current",
                givenUp: () => undefined,
                leftBehind: () => undefined,
            },
        });
        bench.put("a", "b", "c");
        const order = queues.discard(await view("current"));
        store.write(1);
        (await isResolved(order)).should.be.false();
        await bench.outbox.close();
        should(await order).deepEqual({ outcome: "unfinished", documents: 1, left: 2 });
    });

    it("are closed together with the connection, though it has acknowledged nothing", async () => {
        queues.resume(await view("orphan"));
        const closed = queues.close();
        (await isResolved(closed)).should.be.false();
        await outbox.close();
        await closed;
    });
});
