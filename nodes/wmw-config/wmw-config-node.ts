import { type Node, type NodeAPI } from "node-red";
import { type TlsOptions } from "../lib/connection/broker-link";
import { type Connection } from "../lib/connection/connection";
import { type ConnectionSettings } from "../lib/connection-settings";
import { type SavedNode } from "../lib/migrations";
import { type ConfigQueues } from "../lib/outbox/config-queues";
import { failed, passed, type Checked } from "../lib/problem";
import { type ConfigMonitor } from "./config-monitor";

/** The credentials of a `wmw-config` node. */
export interface Credentials {
    username?: string;
    password?: string;
    /** The AS_KEY of commands that carry none. */
    downlinkAsKey?: string;
}

/** How a broker is reached, for those who tell others to connect to it. */
export interface BrokerAccess {
    readonly settings: ConnectionSettings;
    readonly tls: TlsOptions;
}

/** A `wmw-config` node as the nodes that use it see it. */
export interface WmwConfigNode extends Node<Credentials> {
    /** What it was made from: as deployed, with the variables replaced. */
    saved: SavedNode;
    /** The connection that all its users share, or why there is none. */
    wmw: Checked<Connection>;
    /** What it is configured to, whether or not it is active, or every problem of it. */
    broker: Checked<BrokerAccess>;
    /** The queues on disk that are its business. */
    queues: ConfigQueues;
    /** What people can see of its connection; undefined where there is none. */
    monitor: ConfigMonitor | undefined;
    /**
     * The nodes that use it, by their id. Node-RED looks for this very property when a config node reports an
     * error, and passes the error on to the Catch nodes of all of them.
     */
    users: Record<string, Node>;
}

/** The config node that a node has chosen, or why it cannot be used. */
export function findConfig(RED: NodeAPI, id: unknown): Checked<WmwConfigNode> {
    if (typeof id !== "string" || id === "") {
        return failed("connection", "no-connection", "expected a WMW connection to be selected");
    }
    const node = configNode(RED, id);
    if (node) return passed(node);
    const message = "expected a WMW connection that exists and is not disabled";
    return failed("connection", "connection-disabled", message);
}

/** The config node with an id; undefined where it is not deployed, or disabled. */
export function configNode(RED: NodeAPI, id: string): WmwConfigNode | undefined {
    const node: unknown = RED.nodes.getNode(id);
    return isConfigNode(node) ? node : undefined;
}

function isConfigNode(node: unknown): node is WmwConfigNode {
    return typeof node === "object" && node !== null && "wmw" in node;
}
