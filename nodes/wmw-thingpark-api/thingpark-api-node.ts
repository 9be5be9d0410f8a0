import { type Node, type NodeAPI } from "node-red";
import { failed, type Checked } from "../lib/problem";
import { type ThingPark } from "../lib/thingpark-api/thingpark";

/** The credentials of a `wmw-thingpark-api` node. */
export interface ApiCredentials {
    clientId?: string;
    clientSecret?: string;
}

/** A `wmw-thingpark-api` node as the nodes that use it see it. */
export interface ThingParkApiNode extends Node<ApiCredentials> {
    /** The platform that all its users share, or why there is none. */
    thingPark: Checked<ThingPark>;
}

/** The platform of the node that was chosen, or why it cannot be used. */
export function findThingPark(RED: NodeAPI, id: unknown): Checked<ThingPark> {
    if (typeof id !== "string" || id === "") {
        return failed("api", "api-missing", "expected a ThingPark API to be selected");
    }
    return (
        thingParkApiNode(RED, id)?.thingPark ??
        failed("api", "api-disabled", "expected a ThingPark API that exists and is not disabled")
    );
}

/** The node with an id; undefined where it is not deployed, or disabled. */
export function thingParkApiNode(RED: NodeAPI, id: string): ThingParkApiNode | undefined {
    const node: unknown = RED.nodes.getNode(id);
    return isThingParkApi(node) ? node : undefined;
}

function isThingParkApi(node: unknown): node is ThingParkApiNode {
    return typeof node === "object" && node !== null && "thingPark" in node;
}
