import { type Node, type NodeAPI } from "node-red";
import { type WmwConfigNode } from "../../nodes/wmw-config/wmw-config-node";
import { tellBench, type BenchDef } from "./bench-runtime";

/** How often (ms) it looks; a few in a thousand of what is measured. */
const INTERVAL = 5;

/** Tells how long the connection of `wmw-config` takes to have so many documents acknowledged, from the first on. */
export = (RED: NodeAPI): void => {
    function BenchDrain(this: Node, definition: BenchDef<{ count: number }>): void {
        RED.nodes.createNode(this, definition);
        const { options } = definition;
        let first = 0;
        let least = Infinity;
        const timer = setInterval(() => {
            const { wmw } = RED.nodes.getNode("config") as WmwConfigNode;
            if (!wmw.ok) return;
            const { acknowledged } = wmw.value.counters;
            if (acknowledged === 0) return;
            if (first === 0) first = performance.now();
            if (acknowledged < options.count * 0.9) least = Math.min(least, wmw.value.outbox.backlog);
            if (acknowledged < options.count) return;
            clearInterval(timer);
            tellBench("drained", { milliseconds: performance.now() - first, leastBacklog: least });
        }, INTERVAL);
        this.on("close", () => {
            clearInterval(timer);
        });
    }

    RED.nodes.registerType("bench-drain", BenchDrain);
};
