import { type Node, type NodeAPI, type NodeDef } from "node-red";
import { formatCommand } from "../lib/documents/format-command";
import { type ReceivedCommand } from "../lib/downlinks";
import { WmwError } from "../lib/errors";
import { type SavedNode } from "../lib/migrations";
import { readDownlinkIn } from "../lib/node-settings";
import { useConnection } from "../wmw-config/connection-user";

export = (RED: NodeAPI): void => {
    function DownlinkInNode(this: Node, saved: NodeDef & SavedNode): void {
        RED.nodes.createNode(this, saved);
        const use = useConnection(RED, this, {
            config: saved.connection,
            settings: readDownlinkIn(saved),
            role: "subscribe",
        });
        if (!use.ok) return;
        const { config, connection, settings } = use.value;
        const { topic, enterpriseId } = connection.downlinkOrigin;
        const origin = (receivedAt: number): object => ({
            connection: config.name === undefined || config.name === "" ? config.id : config.name,
            enterpriseId,
            receivedAt,
        });

        const detach = connection.downlinks.attach({
            filter: settings.filter,
            take: (command: ReceivedCommand) => {
                const { document, devEUI, fPort, bytes, receivedAt } = command;
                const message = formatCommand(command, settings.format, topic);
                if (!message.ok) {
                    const error = WmwError.ofProblems("WMW_BAD_COMMAND", message.problems);
                    this.error(error, { payload: document, topic, wmw: origin(receivedAt) });
                    return;
                }
                // Spread from its parts it would take 7 us, forty times as long.
                const sent: Record<string, unknown> = {
                    topic: message.value.topic,
                    payload: message.value.payload,
                    devEUI,
                    wmw: origin(receivedAt),
                };
                if (fPort !== undefined) sent.fPort = fPort;
                if (bytes !== undefined) sent.bytes = bytes;
                this.send(sent);
            },
            takeBroken: (error, document, receivedAt) => {
                this.error(error, { payload: document, topic, wmw: origin(receivedAt) });
            },
            takeOther:
                settings.emit === "all"
                    ? (payload, receivedAt) => {
                          this.send({ payload, topic, wmw: origin(receivedAt) });
                      }
                    : undefined,
        });
        this.on("close", detach);
    }

    RED.nodes.registerType("wmw-downlink-in", DownlinkInNode);
};
