import { type Node, type NodeAPI } from "node-red";
import { usageNow } from "../support/usage";
import { tellBench } from "./bench-runtime";

/** Tells what a deploy takes, from the moment when its nodes are being stopped to the one when all have started. */
export = (RED: NodeAPI): void => {
    function BenchDeploy(this: Node, definition: Parameters<typeof RED.nodes.createNode>[1]): void {
        RED.nodes.createNode(this, definition);
        let before = usageNow();
        const stopping = (): void => {
            before = usageNow();
        };
        const started = (): void => {
            const after = usageNow();
            tellBench("deployed", { milliseconds: after.at - before.at, cpu: after.cpu - before.cpu });
        };
        RED.events.on("flows:stopping", stopping);
        RED.events.on("flows:started", started);
        this.on("close", () => {
            RED.events.off("flows:stopping", stopping);
            RED.events.off("flows:started", started);
        });
    }

    RED.nodes.registerType("bench-deploy", BenchDeploy);
};
