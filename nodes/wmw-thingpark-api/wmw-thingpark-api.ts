import { type NodeAPI, type NodeDef } from "node-red";
import { type SavedNode } from "../lib/migrations";
import { makeThingPark } from "./make-thingpark";
import { type ApiCredentials, type ThingParkApiNode } from "./thingpark-api-node";
import { offerTryEndpoints } from "./try-endpoints";

export = (RED: NodeAPI): void => {
    offerTryEndpoints(RED);

    function ThingParkApi(this: ThingParkApiNode, saved: NodeDef & SavedNode): void {
        RED.nodes.createNode(this, saved);
        const thingPark = makeThingPark(RED, saved, { ...this.credentials });
        this.thingPark = thingPark;
        this.on("close", () => {
            if (thingPark.ok) thingPark.value.close();
        });
    }

    RED.nodes.registerType<ThingParkApiNode, NodeDef & SavedNode, Record<string, never>, ApiCredentials>(
        "wmw-thingpark-api",
        ThingParkApi,
        {
            credentials: {
                clientId: { type: "text" },
                clientSecret: { type: "password" },
            },
        },
    );
};
