import { type Node, type NodeAPI } from "node-red";
import { type WmwConfigNode } from "../../nodes/wmw-config/wmw-config-node";
import { tellBench, type BenchDef } from "./bench-runtime";

/** How often (ms) it looks; a few in a thousand of what is measured. */
const INTERVAL = 5;

interface Options {
    /** Documents acknowledged before those that are measured; default: none but the first. */
    readonly warmUp?: number;
    /** Documents acknowledged in the end. */
    readonly count: number;
}

/** Tells how many documents the connection of `wmw-config` has acknowledged from then on, and how long that took. */
export = (RED: NodeAPI): void => {
    function BenchDrain(this: Node, definition: BenchDef<Options>): void {
        RED.nodes.createNode(this, definition);
        const { warmUp = 1, count } = definition.options;
        let begin: { readonly at: number; readonly acknowledged: number } | undefined;
        let least = Infinity;
        const timer = setInterval(() => {
            const { wmw } = RED.nodes.getNode("config") as WmwConfigNode;
            if (!wmw.ok) return;
            const { acknowledged } = wmw.value.counters;
            if (acknowledged < warmUp) return;
            begin ??= { at: performance.now(), acknowledged };
            if (acknowledged < count * 0.9) least = Math.min(least, wmw.value.outbox.backlog);
            if (acknowledged < count) return;
            clearInterval(timer);
            tellBench("drained", {
                documents: acknowledged - begin.acknowledged,
                milliseconds: performance.now() - begin.at,
                leastBacklog: least,
            });
        }, INTERVAL);
        this.on("close", () => {
            clearInterval(timer);
        });
    }

    RED.nodes.registerType("bench-drain", BenchDrain);
};
