import { type BenchBroker } from "../support/bench-broker";
import { withNodeRed } from "../support/bench-process";
import { startWatch } from "../support/bundles";
import { atMost, shown, type GoalRow } from "../support/goal-row";
import { alternating, median, ratio } from "../support/rounds";
import { type NodePeer } from "../support/flows";

const FLOWS = [{ id: "tab", type: "tab", label: "bench" }];

/** What does the package add to Node-RED's start, beside the file of core's mqtt nodes? */
export async function startTime(broker: BenchBroker, rounds: number): Promise<readonly GoalRow[]> {
    const { wmw, core } = await alternating(rounds, ["wmw", "core"], (peer) => measureStart(broker, peer));
    return [
        atMost(
            "time added to Node-RED's start against core's mqtt nodes",
            1.5,
            ratio(wmw, core),
            `${shown(median(wmw))} / ${shown(median(core))} ms`,
        ),
    ];
}

/** Milliseconds to load and register a peer's files; where it is ours, without core's, so that nothing is shared. */
async function measureStart({ mosquitto }: BenchBroker, peer: NodePeer): Promise<number> {
    const settings = peer === "wmw" ? { nodesExcludes: ["10-mqtt.js"] } : {};
    const nodeOptions = `--require ${startWatch}`;
    return withNodeRed({ peer, flows: FLOWS, mosquitto, settings, nodeOptions }, async (nodeRed) => {
        await nodeRed.ready;
        return nodeRed.logLines
            .filter((line) => line.startsWith("bench loaded "))
            .map((line) => JSON.parse(line.slice(13)) as { name: string; milliseconds: number })
            .filter(({ name }) => (name === "10-mqtt") === (peer === "core"))
            .reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    });
}
