import { type Node, type NodeAPI, type NodeDef } from "node-red";
import { type ReceivedCommand } from "../lib/downlinks";
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
            take: ({ document, devEUI, fPort, bytes, receivedAt }: ReceivedCommand) => {
                this.send({
                    payload: document,
                    topic,
                    devEUI,
                    ...(fPort === undefined ? {} : { fPort }),
                    ...(bytes === undefined ? {} : { bytes }),
                    wmw: origin(receivedAt),
                });
            },
            takeBroken: (error, document, receivedAt) => {
                this.error(error, { payload: document, topic, wmw: origin(receivedAt) });
            },
        });
        this.on("close", detach);
    }

    RED.nodes.registerType("wmw-downlink-in", DownlinkInNode);
};
