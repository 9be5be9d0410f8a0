import fc from "fast-check";
import should from "should";
import { type OutboxEntry } from "../../../../nodes/lib/outbox/entry";
import { propertyRuns } from "../../../support/property-runs";
import { FaultyFiles, type Fault } from "../../support/faulty-files";
import { History } from "../../support/history";
import { MemoryFiles } from "../../support/memory-files";
import { randomFrom } from "../../support/random";
import { processesOf, StoreBench } from "../../support/store-bench";

/** What the queue is: names of documents in their order, those that wait and those that were taken. */
interface Model {
    waiting: string[];
    inHand: string[];
    full: boolean;
}

const FULL: Fault = { type: "error", code: "ENOSPC" };
const HANG: Fault = { type: "hang" };

/** One store after another on one disk. */
class World {
    #names = 0;
    #pid = 1;
    readonly history = new History();
    inHand: OutboxEntry[] = [];
    memory = new MemoryFiles();
    files = new FaultyFiles(this.memory);
    bench = this.#start();
    /** Names for so many new documents; every fifth is larger than a segment. */
    names(count: number): string[] {
        return Array.from({ length: count }, () => {
            this.#names += 1;
            return this.#names % 5 === 0 ? `${this.#names} ${"-".repeat(400)}` : String(this.#names);
        });
    }

    /** A store on what a crash has left. Gives what it holds, which stays in it. */
    async startOn(memory: MemoryFiles): Promise<string[]> {
        this.bench.die();
        this.memory = memory;
        this.files = new FaultyFiles(memory);
        this.bench = this.#start();
        this.inHand = [];
        const entries = await this.bench.take();
        this.bench.store.putBack(entries);
        should(this.bench.events).deepEqual([]);
        return entries.map(({ payload }) => payload.toString());
    }

    #start(): StoreBench {
        this.#pid += 1;
        const processes = processesOf(this.#pid);
        return new StoreBench(this.files, { segmentBytes: 400, processes }, this.history);
    }
}

type Command = fc.AsyncCommand<Model, World>;

/** A command that can always be given. */
function always(name: string, run: (model: Model, world: World) => Promise<void>): Command {
    return { check: () => true, run, toString: () => name };
}

/** A command for a queue from which something was taken. */
function withTaken(name: string, run: (model: Model, world: World) => Promise<void>): Command {
    return { check: ({ inHand }) => inHand.length > 0, run, toString: () => name };
}

function enqueue(count: number): Command {
    return always(`enqueue ${count}`, async (model, world) => {
        const names = world.names(count);
        await world.bench.settle(...names);
        const expected = names.map((name) => `${name}: ${model.full ? "WMW_QUEUE_FAILED" : "safe"}`);
        world.bench.told.slice(-count).should.deepEqual(expected);
        if (!model.full) model.waiting.push(...names);
        expectFigures(model, world);
    });
}

function take(count: number): Command {
    return always(`take ${count}`, async (model, world) => {
        const entries = await world.bench.take(count);
        const expected = model.waiting.splice(0, count);
        textsOf(entries).should.deepEqual(expected);
        model.inHand.push(...expected);
        world.inHand.push(...entries);
        expectFigures(model, world);
    });
}

/** Acknowledged, expired or dropped: to the store it is all one. */
function remove(index: number, aside: boolean): Command {
    return withTaken(`${aside ? "set aside" : "remove"} ${index}`, (model, world) => {
        const at = index % model.inHand.length;
        model.inHand.splice(at, 1);
        const [entry] = world.inHand.splice(at, 1);
        if (!entry) throw new Error("there is no such entry");
        if (aside) world.bench.store.setAside(entry, "bad format");
        world.bench.remove(entry);
        expectFigures(model, world);
        return Promise.resolve();
    });
}

function putBack(): Command {
    return withTaken("put back", (model, world) => {
        world.bench.store.putBack(world.inHand);
        model.waiting.unshift(...model.inHand);
        model.inHand = [];
        world.inHand = [];
        expectFigures(model, world);
        return Promise.resolve();
    });
}

function fillUp(full: boolean): Command {
    return always(full ? "fill up" : "make room", (model, world) => {
        model.full = full;
        world.files.fault = ({ kind, path }) =>
            full && kind === "write" && path.endsWith(".log") ? FULL : undefined;
        return Promise.resolve();
    });
}

/** Ends the process at some call to the disk, or when all is settled, and starts another one. */
function crash(kind: "kill" | "cut off", calls: number, count: number, seed: number): Command {
    return always(`${kind} after ${calls} calls, enqueue ${count}, seed ${seed}`, async (model, world) => {
        const { bench, files, memory } = world;
        const last = files.calls + calls;
        const { fault } = files;
        files.fault = (call) => (call.number > last ? HANG : fault(call));
        await Promise.race([bench.settle(...world.names(count)), files.hangs()]);
        const random = randomFrom(seed);
        const recovered = await world.startOn(
            kind === "kill" ? memory.afterKill() : memory.afterPowerCut(random),
        );
        expectRecovered(recovered, model, world);
    });
}

function reopen(): Command {
    return always("close and open", async (model, world) => {
        world.files.fault = () => undefined;
        await world.bench.store.close();
        world.memory.handles.should.equal(0);
        const recovered = await world.startOn(world.memory);
        // What was removed out of turn comes back behind what held it up, and nothing else does.
        const held = world.history.appended.filter((name) =>
            [...model.inHand, ...model.waiting].includes(name),
        );
        recovered.slice(0, 1).should.deepEqual(held.slice(0, 1));
        held.filter((name) => !recovered.includes(name)).should.deepEqual([]);
        expectRecovered(recovered, model, world);
    });
}

function expectRecovered(recovered: string[], model: Model, world: World): void {
    world.history.expect(recovered);
    for (const name of recovered) world.history.removed.delete(name);
    Object.assign(model, { waiting: recovered, inHand: [], full: false });
    expectFigures(model, world);
}

function textsOf(entries: readonly OutboxEntry[]): string[] {
    return entries.map(({ payload }) => payload.toString());
}

function expectFigures({ waiting, inHand }: Model, { bench: { store } }: World): void {
    store.waiting.should.equal(waiting.length);
    store.documents.should.equal(waiting.length + inHand.length);
    store.bytes.should.equal(Buffer.byteLength([...waiting, ...inHand].join("")));
}

const RUNS = propertyRuns(80);

describe("the store on disk, compared with an array", () => {
    it("holds the same, whatever is done to it and whenever it crashes", async function () {
        this.timeout(RUNS.numRuns * 200);
        const count = fc.integer({ min: 1, max: 8 });
        const commands = fc.commands(
            [
                count.map(enqueue),
                count.map(take),
                fc.tuple(fc.nat(20), fc.boolean()).map(([index, aside]) => remove(index, aside)),
                fc.nat(20).map((index) => remove(index, false)),
                fc.constant(putBack()),
                fc.boolean().map(fillUp),
                fc
                    .tuple(fc.constantFrom("kill", "cut off"), fc.nat(30), count, fc.nat())
                    .map((parts) => crash(...parts)),
                fc.constant(reopen()),
            ],
            { maxCommands: 40, size: "max" },
        );
        await fc.assert(
            fc.asyncProperty(commands, async (run) => {
                const setup = (): { model: Model; real: World } => ({
                    model: { waiting: [], inHand: [], full: false },
                    real: new World(),
                });
                await fc.asyncModelRun(setup, run);
            }),
            RUNS,
        );
    });
});
