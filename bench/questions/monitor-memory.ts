import { type BenchBroker } from "../support/bench-broker";
import { shown, type GoalRow } from "../support/goal-row";
import { measureUplink } from "./uplink";

/** RSS growth (bytes) of a Node-RED whose uplinks come from one device first, and then from so many. */
export async function measureDevices(broker: BenchBroker, devices: number): Promise<number> {
    const load = { outstanding: 100, warmUp: 60_000, count: Math.max(20_000, devices * 2), devices };
    const { rssBefore, rssAfter } = await measureUplink(broker, "wmw", load);
    return rssAfter - rssBefore;
}

/** What do a thousand devices in the monitor take? */
export async function monitorMemory(broker: BenchBroker): Promise<readonly GoalRow[]> {
    const megabytes = (await measureDevices(broker, 1_000)) / 2 ** 20;
    return [
        {
            what: "RSS growth, 1,000 devices in the monitor",
            goal: "< 16 MB",
            measured: `${shown(megabytes)} MB`,
            met: megabytes < 16,
            figures: "20,000 documents",
        },
    ];
}
