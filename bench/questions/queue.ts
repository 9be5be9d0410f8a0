import { type BenchBroker } from "../support/bench-broker";
import { startBenchNodeRed, told, withNodeRed } from "../support/bench-process";
import { uplinkFlow } from "../support/flows";
import { atLeast, shown, type GoalRow } from "../support/goal-row";
import { type LoadResult } from "../support/load";
import { rateOf } from "../support/rate";
import { alternating, median, ratio } from "../support/rounds";
import { measureUplink } from "./uplink";

const WINDOW = 1_000;

/** More than fits in memory beside the window: what comes goes by way of the disk, and `done` is told by the disk. */
const OUTSTANDING = 10_000;

/** The same for either: neither is measured while its code is being compiled. */
const LOAD = { warmUp: 20_000, count: 60_000 };

interface Drained {
    readonly documents: number;
    readonly milliseconds: number;
    readonly leastBacklog: number;
}

/** What does it cost when everything goes by way of the disk while the broker takes it? */
export async function throughDisk(broker: BenchBroker, rounds: number): Promise<readonly GoalRow[]> {
    const { wmw, core } = await alternating(rounds, ["wmw", "core"], async (peer) =>
        peer === "core"
            ? rateOf(await measureUplink(broker, peer, { outstanding: WINDOW, ...LOAD }))
            : measureThroughDisk(broker),
    );
    return [
        atLeast(
            "everything through the disk queue against core `mqtt out`",
            0.7,
            ratio(wmw, core),
            `${shown(median(wmw))} / ${shown(median(core))} msg/s`,
        ),
    ];
}

/** Documents acknowledged a second, while others are put into the queue. */
async function measureThroughDisk({ mosquitto }: BenchBroker): Promise<number> {
    const flows = uplinkFlow({
        peer: "wmw",
        port: mosquitto.port,
        // To the end of what is measured others are put into the queue.
        load: {
            outstanding: OUTSTANDING,
            warmUp: LOAD.warmUp,
            count: LOAD.count + OUTSTANDING,
            begin: "connected",
        },
        config: { inFlight: WINDOW },
        others: [
            {
                id: "drain",
                type: "bench-drain",
                options: { warmUp: LOAD.warmUp, count: LOAD.warmUp + LOAD.count },
            },
        ],
    });
    return withNodeRed({ peer: "wmw", flows, mosquitto }, async (nodeRed) => {
        const { documents, milliseconds, leastBacklog } = await told<Drained>(nodeRed, "drained");
        if (leastBacklog <= WINDOW) console.error(`the backlog was down to ${leastBacklog} documents`);
        return (documents / milliseconds) * 1_000;
    });
}

/** What was measured of a backlog: growth of RSS in bytes, and documents a second. */
export interface Backlog {
    readonly growth: number;
    readonly queuedPerSecond: number;
    readonly drainedPerSecond: number;
}

/** What do so many documents cost while the broker is away, and how fast do they go when it is back? */
export async function measureBacklog({ mosquitto }: BenchBroker, documents: number): Promise<Backlog> {
    const warmUp = 10_000;
    await mosquitto.kill();
    const nodeRed = await startBenchNodeRed({
        peer: "wmw",
        flows: uplinkFlow({
            peer: "wmw",
            port: mosquitto.port,
            load: { outstanding: 100, warmUp, count: documents, begin: "started" },
            config: {
                inFlight: WINDOW,
                queueLimit: 10_000_000,
                queueMaxMB: 10_000,
                reconnectStrategy: "aggressive",
            },
            others: [{ id: "drain", type: "bench-drain", options: { count: documents + warmUp } }],
        }),
        mosquitto,
    });
    try {
        const queued = await told<LoadResult>(nodeRed, "result");
        await mosquitto.restart();
        const { documents: drained, milliseconds } = await told<Drained>(nodeRed, "drained");
        return {
            growth: queued.rssAfter - queued.rssBefore,
            queuedPerSecond: rateOf(queued),
            drainedPerSecond: (drained / milliseconds) * 1_000,
        };
    } finally {
        await nodeRed.stop();
    }
}

/** 200,000 documents in the queue: what they take, and how fast they go. */
export async function backlog(broker: BenchBroker): Promise<readonly GoalRow[]> {
    const { growth, queuedPerSecond, drainedPerSecond } = await measureBacklog(broker, 200_000);
    const megabytes = growth / 2 ** 20;
    return [
        {
            what: "RSS growth, 200,000 documents queued offline",
            goal: "< 64 MB",
            measured: `${shown(megabytes)} MB`,
            met: megabytes < 64,
            figures: `queued ${shown(queuedPerSecond)} a second`,
        },
        atLeast("draining 200,000 from disk, msg/s", 20_000, drainedPerSecond, "window 1000"),
    ];
}
