import { type Node, type NodeAPI, type NodeDef } from "node-red";
import { readUplinkMessage } from "../lib/documents/uplink-message";
import { WmwError } from "../lib/errors";
import { type SavedNode } from "../lib/migrations";
import { readUplinkOut } from "../lib/node-settings";
import { publishAll } from "../lib/outbox/publish-all";
import { noConnection, useConnection } from "../wmw-config/connection-user";

export = (RED: NodeAPI): void => {
    function UplinkOutNode(this: Node, saved: NodeDef & SavedNode): void {
        RED.nodes.createNode(this, saved);
        const use = useConnection(RED, this, {
            config: saved.connection,
            settings: readUplinkOut(saved),
            role: "publish",
        });

        this.on("input", (msg, _send, done) => {
            if (!use.ok) {
                done(noConnection(use.problems));
                return;
            }
            const { connection, settings } = use.value;
            const input = readUplinkMessage(msg, settings);
            if (!input.ok) {
                done(WmwError.ofProblems("WMW_BAD_DOCUMENT", input.problems));
                return;
            }
            const submission = { qos: settings.qos, origin: this.id };
            connection.countSkipped(input.value.skipped);
            publishAll(
                input.value.documents,
                (document, settled) => {
                    connection.publish(document, submission, settled);
                },
                done,
            );
        });
    }

    RED.nodes.registerType("wmw-uplink-out", UplinkOutNode);
};
