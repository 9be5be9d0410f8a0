import { type BenchBroker } from "../support/bench-broker";
import { atMost, shown, type GoalRow } from "../support/goal-row";
import { type LoadResult } from "../support/load";
import { alternating, median, ratio } from "../support/rounds";
import { measureUplink } from "./uplink";

/**
 * For some 2,000 documents the compiler works on the other core, a few ms at a time, and whoever waits for the broker
 * then waits for the compiler too.
 */
const LOAD = { outstanding: 1, warmUp: 3_000, count: 4_000, pause: 1 };

/** How long does a lone uplink take, from the input to its acknowledgement? */
export async function latency(broker: BenchBroker, rounds: number): Promise<readonly GoalRow[]> {
    const { wmw, core } = await alternating(rounds, ["wmw", "core"], (peer) =>
        measureUplink(broker, peer, LOAD),
    );
    return [
        [0.5, "p50", 1],
        [0.99, "p99", 1.1],
    ].map(([part, name, goal]) => {
        const ours = wmw.map((result) => quantile(result, Number(part)));
        const theirs = core.map((result) => quantile(result, Number(part)));
        return atMost(
            `latency of a lone uplink against core, ${name}`,
            Number(goal),
            ratio(ours, theirs),
            `${shown(median(ours))} / ${shown(median(theirs))} ms`,
        );
    });
}

function quantile({ latencies }: LoadResult, part: number): number {
    return latencies[Math.floor(latencies.length * part)] ?? NaN;
}
