import { type Node, type NodeAPI } from "node-red";
import { startProfile } from "../support/profile";
import { PROBE } from "../support/sample-documents";
import { usageNow, type Usage } from "../support/usage";
import { tellBench, type BenchDef } from "./bench-runtime";

interface Options {
    readonly warmUp: number;
    readonly count: number;
}

interface Command {
    readonly payload: { readonly DevEUI_downlink: { readonly CorrelationID: string } };
}

/** Counts messages; probes tell that the broker has subscribed whoever sends them. */
export = (RED: NodeAPI): void => {
    function BenchSink(this: Node, definition: BenchDef<Options>): void {
        RED.nodes.createNode(this, definition);
        const { options } = definition;
        const { warmUp, count } = options;
        let isReady = false;
        let received = 0;
        let before: Usage | undefined;
        let endProfile: () => void = () => undefined;
        this.on("input", (message: object, _send, done) => {
            if ((message as Command).payload.DevEUI_downlink.CorrelationID === PROBE) {
                if (!isReady) tellBench("ready");
                isReady = true;
            } else {
                received += 1;
                if (received === warmUp) {
                    endProfile = startProfile();
                    before = usageNow();
                }
                if (received === warmUp + count) tell(before ?? usageNow(), usageNow());
            }
            done();
        });

        function tell(from: Usage, to: Usage): void {
            endProfile();
            tellBench("result", {
                count,
                milliseconds: to.at - from.at,
                cpu: to.cpu - from.cpu,
                rssBefore: from.rss,
                rssAfter: to.rss,
                heapAfter: to.heap,
                latencies: [],
            });
        }
    }

    RED.nodes.registerType("bench-sink", BenchSink);
};
