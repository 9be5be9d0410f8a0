import { type FlowNode } from "../../demo/user-directory";
import { AdminApi } from "../../test/support/admin-api";
import { type BenchBroker } from "../support/bench-broker";
import { withNodeRed } from "../support/bench-process";
import { downlinkFlow } from "../support/flows";
import { shown, type GoalRow } from "../support/goal-row";

const NODES = 500;

/** Does a deploy of 500 of our nodes leave the connection alone, and how long does it take? */
export async function deploy({ mosquitto }: BenchBroker): Promise<readonly GoalRow[]> {
    const flows: readonly FlowNode[] = [
        ...downlinkFlow({
            peer: "wmw",
            port: mosquitto.port,
            nodes: NODES,
            sink: { warmUp: 0, count: 1 },
        }),
        { id: "other", type: "tab", label: "watch" },
        { id: "watch", z: "other", x: 100, y: 100, type: "bench-deploy", wires: [] },
    ];
    const { milliseconds, connects } = await withNodeRed(
        { peer: "wmw", flows, mosquitto },
        async (nodeRed) => {
            await nodeRed.ready;
            await nodeRed.waitForLine(/\[wmw-config:.*\] connected/);
            const modified = flows.map((node) =>
                node.type === "wmw-downlink-in" ? { ...node, name: "modified" } : node,
            );
            const deployed = nodeRed.next("line", (line) => line.startsWith("bench deployed "));
            await new AdminApi(nodeRed.url).deploy(modified, "nodes");
            const line = await deployed;
            const connected = nodeRed.logLines.filter((one) => /\[wmw-config:.*\] connected/.test(one));
            return {
                milliseconds: (JSON.parse(line.slice(15)) as { milliseconds: number }).milliseconds,
                connects: connected.length - 1,
            };
        },
    );
    return [
        {
            what: "modified-flows deploy of 500 nodes",
            goal: "no reconnect, < 1 s",
            measured: `${connects} reconnects, ${shown(milliseconds)} ms`,
            met: connects === 0 && milliseconds < 1_000,
            figures: "all of Node-RED's work, not only ours",
        },
    ];
}
