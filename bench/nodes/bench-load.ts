import { type Node, type NodeAPI } from "node-red";
import { Load, type LoadOptions } from "../support/load";
import { tellBench, whenGreen, type BenchDef } from "./bench-runtime";

interface Options extends LoadOptions {
    /** The node that gets the documents. */
    readonly target: string;
    /** The load begins when that node is connected, or when the flows have started. */
    readonly begin: "connected" | "started";
}

/** Emits documents to a node, and counts its `done`. */
export = (RED: NodeAPI): void => {
    function BenchLoad(this: Node, definition: BenchDef<Options>): void {
        RED.nodes.createNode(this, definition);
        const { options } = definition;
        const load = new Load({
            options,
            send: (payload) => {
                this.send({ payload });
            },
            finished: (result) => {
                tellBench("result", result);
            },
        });
        RED.hooks.add("onComplete", ({ node, error }) => {
            if (node.id !== options.target) return;
            if (error) tellBench("failed", String(error));
            else load.completed();
        });
        if (options.begin === "connected") whenGreen(RED, [options.target], () => load.start());
        else RED.events.once("flows:started", () => load.start());
    }

    RED.nodes.registerType("bench-load", BenchLoad);
};
