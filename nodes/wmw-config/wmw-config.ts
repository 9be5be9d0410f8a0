import { type NodeAPI, type NodeDef } from "node-red";
import { type Connection, type ConnectionReport } from "../lib/connection/connection";
import { WmwError } from "../lib/errors";
import { type SavedNode } from "../lib/migrations";
import { describeProblems } from "../lib/problem";
import { regionTable } from "../lib/regions";
import { makeConnection } from "./make-connection";
import { flowEvents } from "./flow-events";
import { type Credentials, type WmwConfigNode } from "./wmw-config-node";

const DOWNLINK_WARNINGS = {
    "not-json": "a message on the downlink topic is not JSON and was ignored",
    unclaimed: "a downlink command was not taken: no wmw-downlink-in node wants its device",
};

/** What `settings.js` may say: `wmwConfigRegions: { "EU": "broker.example.com" }`. */
interface Settings {
    wmwConfigRegions: Record<string, string>;
}

export = (RED: NodeAPI): void => {
    const { regions, problems } = regionTable(settingOf(RED, "wmwConfigRegions"));
    if (problems.length > 0) RED.log.warn(`wmw-config: ${describeProblems(problems)}`);
    const listenToFlows = flowEvents(RED.events);

    RED.httpAdmin.get("/wmw/regions", RED.auth.needsPermission("wmw-config.read"), (_request, response) => {
        response.json({ regions, problems });
    });

    function ConfigNode(this: WmwConfigNode, saved: NodeDef & SavedNode): void {
        RED.nodes.createNode(this, saved);
        this.users = {};
        const report = (news: ConnectionReport): void => {
            switch (news.type) {
                case "downlinks":
                    this.warn(DOWNLINK_WARNINGS[news.warning]);
                    return;
                case "stopped":
                    // By now the nodes that gave the documents are closed, and so are their Catch nodes.
                    this.warn(
                        `WMW_STOPPED: closed with ${news.documents} documents that were not acknowledged`,
                    );
                    return;
                case "fault":
                case "refusal":
                    this.error(new WmwError("WMW_NO_CONNECTION", news.message), {});
                    return;
                default:
                    news satisfies never;
            }
        };
        this.wmw = makeConnection(RED, { saved, credentials: this.credentials, regions, report });
        if (this.wmw.ok) keepOpen(this, this.wmw.value);
        else explain(this, WmwError.ofProblems("WMW_NO_CONNECTION", this.wmw.problems));
    }

    function keepOpen(node: WmwConfigNode, connection: Connection): void {
        const stopListening = listenToFlows(connection);
        node.on("close", (done: () => void) => {
            stopListening();
            void connection.close().then(done);
        });
    }

    /** Tells why there is no connection, once, when the nodes that want one and their Catch nodes are there. */
    function explain(node: WmwConfigNode, error: WmwError): void {
        const stopListening = listenToFlows({
            flowsStarted() {
                stopListening();
                node.error(error, {});
            },
            flowsStopping: () => undefined,
        });
        node.on("close", stopListening);
    }

    RED.nodes.registerType<WmwConfigNode, NodeDef & SavedNode, Settings, Credentials>(
        "wmw-config",
        ConfigNode,
        {
            credentials: { username: { type: "text" }, password: { type: "password" } },
            settings: { wmwConfigRegions: { value: {}, exportable: false } },
        },
    );
};

function settingOf(RED: NodeAPI, name: string): unknown {
    return Reflect.get(RED.settings, name);
}
