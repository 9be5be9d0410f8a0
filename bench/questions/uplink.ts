import { runMqttJs, told, withNodeRed } from "../support/bench-process";
import { type BenchBroker } from "../support/bench-broker";
import { uplinkFlow, type NodePeer } from "../support/flows";
import { atLeast, atMost, shown, type GoalRow } from "../support/goal-row";
import { type LoadOptions, type LoadResult } from "../support/load";
import { cpuOf, rateOf } from "../support/rate";
import { alternating, median, ratio } from "../support/rounds";

const PEERS = ["wmw", "core", "mqttjs"] as const;
const WINDOWS = [100, 1_000] as const;

/** How many uplinks a second, and at which price, beside core `mqtt out` and MQTT.js alone? */
export async function uplink(broker: BenchBroker, rounds: number): Promise<readonly GoalRow[]> {
    const rows: GoalRow[] = [];
    for (const window of WINDOWS) {
        const load = { outstanding: window, warmUp: 20_000, count: 60_000 };
        const results = await alternating(rounds, PEERS, (peer) => measureUplink(broker, peer, load));
        const rates = {
            wmw: results.wmw.map(rateOf),
            core: results.core.map(rateOf),
            mqttjs: results.mqttjs.map(rateOf),
        };
        const [ours, core, alone] = PEERS.map((peer) => shown(median(rates[peer])));
        rows.push(
            atLeast(
                `uplinks against core \`mqtt out\`, window ${window}`,
                window === 100 ? 2 : 1,
                ratio(rates.wmw, rates.core),
                `${ours} / ${core} msg/s`,
            ),
            atLeast(
                `uplinks against MQTT.js alone, window ${window}`,
                0.7,
                ratio(rates.wmw, rates.mqttjs),
                `${ours} / ${alone} msg/s`,
            ),
        );
        if (window === 1_000) rows.push(cpuRow(results.wmw, results.core));
    }
    return rows;
}

/** One measurement in a fresh process. */
export async function measureUplink(
    { mosquitto }: BenchBroker,
    peer: NodePeer | "mqttjs",
    load: LoadOptions,
): Promise<LoadResult> {
    if (peer === "mqttjs") return runMqttJs(mosquitto, load);
    const flows = uplinkFlow({
        peer,
        port: mosquitto.port,
        load: { ...load, begin: "connected" },
        config: { inFlight: load.outstanding },
    });
    return withNodeRed({ peer, flows, mosquitto }, (nodeRed) => told<LoadResult>(nodeRed, "result"));
}

function cpuRow(ours: readonly LoadResult[], core: readonly LoadResult[]): GoalRow {
    const [cpu, theirs] = [ours.map(cpuOf), core.map(cpuOf)];
    return atMost(
        "CPU time of an uplink against core, window 1000",
        1.1,
        ratio(cpu, theirs),
        `${shown(median(cpu))} / ${shown(median(theirs))} µs`,
    );
}
