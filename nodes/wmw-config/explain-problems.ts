import { type Node, type NodeAPI } from "node-red";
import { WmwError } from "../lib/errors";
import { type Problem } from "../lib/problem";
import { flowEvents } from "./flow-events";

/** Tells why a node cannot work, once, when all nodes of the deploy are there, Catch nodes among them. */
export function explainProblems(RED: NodeAPI, node: Node, problems: readonly Problem[]): void {
    const stopListening = flowEvents(RED.events)({
        flowsStarted() {
            stopListening();
            node.error(WmwError.ofProblems("WMW_NO_CONNECTION", problems), {});
        },
        flowsStopping: () => undefined,
    });
    node.on("close", stopListening);
}
