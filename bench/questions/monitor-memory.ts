import { type BenchBroker } from "../support/bench-broker";
import { shown, type GoalRow } from "../support/goal-row";
import { alternating, median } from "../support/rounds";
import { measureUplink } from "./uplink";

/** What devices take, in bytes. */
interface Taken {
    readonly rss: number;
    /** Of this, what is in use. */
    readonly heap: number;
}

/**
 * What so many devices in the monitor take, the medians of the rounds: the memory of a Node-RED after their
 * documents, less that of another one after as many documents of a single device.
 */
export async function measureDevices(broker: BenchBroker, devices: number, rounds: number): Promise<Taken> {
    const { many, one } = await alternating(rounds, ["many", "one"], (which) => {
        const count = Math.max(20_000, devices * 2);
        const load = { outstanding: 100, warmUp: 60_000, count, devices: which === "many" ? devices : 1 };
        return measureUplink(broker, "wmw", load);
    });
    const difference = (memory: "rssAfter" | "heapAfter"): number =>
        median(many.map((result) => result[memory])) - median(one.map((result) => result[memory]));
    return { rss: difference("rssAfter"), heap: difference("heapAfter") };
}

/** What do a thousand devices in the monitor take? */
export async function monitorMemory(broker: BenchBroker, rounds: number): Promise<readonly GoalRow[]> {
    const { rss, heap } = await measureDevices(broker, 1_000, rounds);
    const [megabytes, inUse] = [rss / 2 ** 20, heap / 2 ** 20];
    return [
        {
            what: "RSS growth, 1,000 devices in the monitor",
            goal: "< 16 MB",
            measured: `${shown(megabytes)} MB`,
            // RSS also shrinks when the collector finds room elsewhere; what is in use cannot hide.
            met: megabytes < 16 && inUse < 16,
            figures: `${shown(inUse)} MB in use, against one device`,
        },
    ];
}
