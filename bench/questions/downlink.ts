import { type BenchBroker } from "../support/bench-broker";
import { told, withNodeRed } from "../support/bench-process";
import { Feeder } from "../support/feeder";
import { downlinkFlow, type NodePeer } from "../support/flows";
import { atLeast, atMost, shown, type GoalRow } from "../support/goal-row";
import { type LoadResult } from "../support/load";
import { cpuOf, rateOf } from "../support/rate";
import { alternating, median, ratio } from "../support/rounds";

const MANY = 1_000;

/** Each of a thousand nodes of core gets every command: with fewer of these it is measured as well. */
const COMMANDS = { one: 120_000, wmwMany: 120_000, coreMany: 1_000 };

/** How many commands a second, at which price, with one node and with a thousand? */
export async function downlink(broker: BenchBroker, rounds: number): Promise<readonly GoalRow[]> {
    const { wmw, core, wmwMany, coreMany } = await alternating(
        rounds,
        ["wmw", "core", "wmwMany", "coreMany"],
        (peer) => {
            if (peer === "wmw" || peer === "core") {
                return measureDownlink(broker, { peer, nodes: 1, commands: COMMANDS.one });
            }
            const of = peer === "wmwMany" ? "wmw" : "core";
            return measureDownlink(broker, { peer: of, nodes: MANY, commands: COMMANDS[peer] });
        },
    );
    const rates = { wmw: wmw.map(rateOf), core: core.map(rateOf), many: wmwMany.map(rateOf) };
    const coreManyRates = coreMany.map(rateOf);
    const cpu = { wmw: wmw.map(cpuOf), core: core.map(cpuOf) };
    return [
        atLeast(
            "commands against core `mqtt in`, one node",
            1,
            ratio(rates.wmw, rates.core),
            `${shown(median(rates.wmw))} / ${shown(median(rates.core))} msg/s`,
        ),
        atMost(
            "CPU time of a command against core, one node",
            1,
            ratio(cpu.wmw, cpu.core),
            `${shown(median(cpu.wmw))} / ${shown(median(cpu.core))} µs`,
        ),
        atLeast(
            "commands with 1000 nodes against one node",
            0.8,
            ratio(rates.many, rates.wmw),
            `${shown(median(rates.many))} / ${shown(median(rates.wmw))} msg/s`,
        ),
        atLeast(
            "commands with 1000 nodes against 1000 of core",
            50,
            ratio(rates.many, coreManyRates),
            `${shown(median(rates.many))} / ${shown(median(coreManyRates))} msg/s`,
        ),
    ];
}

/** One measurement in a fresh process; its count is that of commands, however many nodes of core get each. */
export async function measureDownlink(
    { mosquitto, plainPort }: BenchBroker,
    { peer, nodes, commands }: { peer: NodePeer; nodes: number; commands: number },
): Promise<LoadResult> {
    const copies = peer === "core" ? nodes : 1;
    // A command of a thousand nodes of core is a thousand messages: fewer are enough to warm up.
    const warmUp = copies === 1 ? 30_000 : 200;
    const sink = { warmUp: warmUp * copies, count: commands * copies };
    const flows = downlinkFlow({ peer, port: mosquitto.port, nodes, sink });
    // It would keep every command for those who were measured before, and give them to a peer that comes back.
    await mosquitto.kill();
    await mosquitto.restart();
    return withNodeRed({ peer, flows, mosquitto }, async (nodeRed) => {
        const feeder = await Feeder.connect(plainPort);
        const ready = told(nodeRed, "ready");
        const probes = setInterval(() => void feeder.probe(), 250);
        await ready;
        clearInterval(probes);
        await feeder.feed(warmUp + commands, nodes);
        const result = await told<LoadResult>(nodeRed, "result");
        feeder.end();
        return { ...result, count: commands };
    });
}
