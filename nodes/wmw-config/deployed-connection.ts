import { type NodeAPI } from "node-red";
import { type DeployedConnection } from "../lib/connection-test/form-settings";
import { isJsonObject } from "../lib/documents/json-object";
import { type SavedNode } from "../lib/migrations";
import { configNode } from "./wmw-config-node";

/** A `wmw-config` as it is deployed; undefined where there is none of this id, or it is disabled. */
export function deployedConnection(RED: NodeAPI, id: string): DeployedConnection | undefined {
    const node = configNode(RED, id);
    const written = writtenConfig(RED, id);
    if (!node || !written) return undefined;
    const stored: unknown = RED.nodes.getCredentials(id);
    return {
        fields: { written, inForce: node.saved },
        credentials: {
            written: isJsonObject(stored) ? stored : {},
            inForce: { ...node.credentials },
        },
    };
}

/** Whether a config node is deployed; it may be disabled. */
export function isDeployed(RED: NodeAPI, id: unknown): boolean {
    let found = false;
    RED.nodes.eachNode((node) => {
        found ||= node.id === id;
    });
    return found;
}

/** What the flow file holds: variables are as they were written. */
function writtenConfig(RED: NodeAPI, id: string): SavedNode | undefined {
    let written: SavedNode | undefined;
    RED.nodes.eachNode((node) => {
        if (node.id === id) written = { ...node };
    });
    return written;
}
