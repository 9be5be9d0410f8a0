import { setTimeout as delay } from "node:timers/promises";
import { type ChaosRun } from "./chaos-run";
import { LINK_FAULTS, NODE_RED_FAULTS, type Fault, type FaultName } from "./faults";
import { seededRandom } from "./random";

type Range = readonly [number, number];
type Faults = Readonly<Partial<Record<FaultName, Fault>>>;

/** A fault to come; times in milliseconds. */
export interface PlannedFault {
    /** To wait before it. */
    readonly pause: number;
    readonly name: FaultName;
    readonly time: number;
}

/** Between two faults to one victim. */
export const PAUSE: Range = [500, 6_000];

/** Faults without end, by chance: all of them equally often. */
export function* faultsByChance(faults: Faults, random: () => number): Generator<PlannedFault, never> {
    const names = Object.keys(faults) as FaultName[];
    for (;;) {
        const pause = between(PAUSE, random);
        const name = names[Math.floor(random() * names.length)];
        const lasts = name && faults[name]?.lasts;
        if (name && lasts) yield { pause, name, time: between(lasts, random) };
    }
}

/**
 * Strikes for `time` ms: one fault after the other to network and broker, and at the same time one after the other
 * to Node-RED. The faults follow from the seed alone. Rejects when one could not be done, once the other is over.
 */
export async function strikeByChance(run: ChaosRun, seed: number, time: number): Promise<void> {
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), time);
    const outcomes = await Promise.allSettled(
        [LINK_FAULTS, NODE_RED_FAULTS].map((faults, index) =>
            strikeOneByOne(run, faultsByChance(faults, seededRandom(2 * seed + index)), over),
        ),
    );
    clearTimeout(timer);
    const failed = outcomes.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
}

async function strikeOneByOne(
    run: ChaosRun,
    faults: Iterable<PlannedFault>,
    over: AbortController,
): Promise<void> {
    try {
        for (const { pause, name, time } of faults) {
            await delay(pause);
            if (over.signal.aborted) return;
            await run.strike(name, time);
        }
    } catch (error) {
        over.abort();
        throw error;
    }
}

function between([least, most]: Range, random: () => number): number {
    return Math.round(least + random() * (most - least));
}
