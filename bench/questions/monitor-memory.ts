import { type BenchBroker } from "../support/bench-broker";
import { shown, type GoalRow } from "../support/goal-row";
import { alternating, median } from "../support/rounds";
import { measureUplink } from "./uplink";

/**
 * What so many devices in the monitor take (bytes, the median of the rounds): the RSS of a Node-RED after their
 * documents, less that of another one after as many documents of a single device.
 */
export async function measureDevices(broker: BenchBroker, devices: number, rounds: number): Promise<number> {
    const { many, one } = await alternating(rounds, ["many", "one"], async (which) => {
        const count = Math.max(20_000, devices * 2);
        const load = { outstanding: 100, warmUp: 60_000, count, devices: which === "many" ? devices : 1 };
        return (await measureUplink(broker, "wmw", load)).rssAfter;
    });
    return median(many) - median(one);
}

/** What do a thousand devices in the monitor take? */
export async function monitorMemory(broker: BenchBroker, rounds: number): Promise<readonly GoalRow[]> {
    const megabytes = (await measureDevices(broker, 1_000, rounds)) / 2 ** 20;
    return [
        {
            what: "RSS growth, 1,000 devices in the monitor",
            goal: "< 16 MB",
            measured: `${shown(megabytes)} MB`,
            met: megabytes < 16,
            figures: "20,000 documents, against those of one device",
        },
    ];
}
