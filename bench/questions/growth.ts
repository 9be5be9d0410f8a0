import { type BenchBroker } from "../support/bench-broker";
import { type Curve } from "../support/curve";
import { rateOf } from "../support/rate";
import { alternating, median } from "../support/rounds";
import { measureDownlink } from "./downlink";
import { measureDevices } from "./monitor-memory";
import { measureBacklog } from "./queue";
import { measureUplink } from "./uplink";

/** Each point is the median of so many. */
const ROUNDS = 3;

const NODES = [1, 10, 100, 1_000];
const QUEUED = [1_000, 10_000, 100_000, 1_000_000];
const DEVICES = [10, 100, 1_000, 10_000, 100_000];
const BYTES = [200, 814, 2_048, 8_192, 32_768, 131_072, 262_144];

/** A curve of the growth, by name: how it is measured. */
export const GROWTH: Readonly<Record<string, (broker: BenchBroker) => Promise<readonly Curve[]>>> = {
    nodes: async (broker) => [
        {
            name: "growth-nodes",
            title: "Commands a second, each node with its own DevEUI",
            x: "wmw-downlink-in nodes",
            y: "commands/s",
            points: await pointsOf(NODES, async (nodes) =>
                rateOf(await measureDownlink(broker, { peer: "wmw", nodes, commands: 40_000 })),
            ),
        },
    ],
    queued: async (broker) => {
        const backlogs = [];
        for (const documents of QUEUED) {
            backlogs.push({ documents, ...(await measureBacklog(broker, documents)) });
        }
        const common = { x: "documents in the queue", y: "documents/s" };
        return [
            {
                ...common,
                name: "growth-enqueue",
                title: "Documents a second into the queue on disk, 100 outstanding",
                points: backlogs.map(({ documents, queuedPerSecond }) => [documents, queuedPerSecond]),
            },
            {
                ...common,
                name: "growth-drain",
                title: "Documents a second from the queue on disk to the broker",
                points: backlogs.map(({ documents, drainedPerSecond }) => [documents, drainedPerSecond]),
            },
        ];
    },
    devices: async (broker) => [
        {
            name: "growth-devices",
            title: "Memory in use by the devices that pass by",
            x: "devices (the monitor keeps 2,000)",
            y: "MB",
            points: await pointsOf(
                DEVICES,
                async (devices) => (await measureDevices(broker, devices, 1)).heap / 2 ** 20,
            ),
        },
    ],
    sizes: async (broker) => [
        {
            name: "growth-sizes",
            title: "Megabytes of documents a second, window 100",
            x: "bytes of a document",
            y: "MB/s",
            points: await pointsOf(BYTES, async (bytes) => {
                const count = Math.min(40_000, Math.ceil(200_000_000 / bytes));
                const load = { outstanding: 100, warmUp: Math.ceil(count / 4), count, bytes };
                return (rateOf(await measureUplink(broker, "wmw", load)) * bytes) / 1e6;
            }),
        },
    ],
};

async function pointsOf(
    values: readonly number[],
    measure: (value: number) => Promise<number>,
): Promise<[number, number][]> {
    const results = await alternating(ROUNDS, values.map(String), (value) => measure(Number(value)));
    return values.map((value) => [value, median(results[String(value)] ?? [])]);
}
