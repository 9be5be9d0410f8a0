import { type Node, type NodeAPI, type NodeDef } from "node-red";
import { type SavedNode } from "../lib/migrations";
import { type Problem } from "../lib/problem";
import { statusOfProblem } from "../lib/thingpark-api/call-status";
import { isWriting, readConnectionsSettings } from "../lib/thingpark-api/connections-settings";
import { findThingPark } from "../wmw-thingpark-api/thingpark-api-node";
import { ConnectionsFlow, type ConnectionsParts } from "./connections-flow";
import { wmwSideOf } from "./wmw-side";

export = (RED: NodeAPI): void => {
    function ConnectionsNode(this: Node, saved: NodeDef & SavedNode): void {
        RED.nodes.createNode(this, saved);
        const parts: ConnectionsParts = {
            thingPark: findThingPark(RED, saved.api),
            settings: readConnectionsSettings(saved),
            wmw: wmwSideOf(RED, saved.connection),
        };
        const flow = new ConnectionsFlow(RED, this, parts);
        const [problem] = problemsOf(parts);
        if (problem) flow.show(statusOfProblem(problem.code));
        else this.status({});

        this.on("input", (message, send, done) => {
            flow.carryOut(message)
                .then(send)
                .then(
                    () => {
                        done();
                    },
                    (error: unknown) => {
                        done(error instanceof Error ? error : new Error(String(error)));
                    },
                )
                // What a flow makes may throw when Node-RED copies it, for the next node or for a Catch node.
                .catch((error: unknown) => {
                    this.error(String(error));
                });
        });
        this.on("close", () => {
            flow.close();
        });
    }

    RED.nodes.registerType("wmw-connections", ConnectionsNode);
};

/** What is known to be wrong before there is a message; only what is written needs a WMW connection. */
function problemsOf({ thingPark, settings, wmw }: ConnectionsParts): readonly Problem[] {
    const isWritten = settings.ok && isWriting(settings.value.operation);
    return [thingPark, settings, ...(isWritten ? [wmw] : [])].flatMap((part) =>
        part.ok ? [] : part.problems,
    );
}
