import { type Node, type NodeAPI } from "node-red";
import { WmwError } from "../lib/errors";
import { type Connection } from "../lib/connection/connection";
import { combined, passed, type Checked, type Problem } from "../lib/problem";
import { statusOf, statusOfProblems, type Role } from "../lib/status";
import { explainProblems } from "./explain-problems";
import { StatusWriter } from "./status-writer";
import { findConfig, type WmwConfigNode } from "./wmw-config-node";

/** What a node that uses a connection works with. */
export interface ConnectionUse<Settings> {
    readonly config: WmwConfigNode;
    readonly connection: Connection;
    readonly settings: Settings;
}

/**
 * Joins a node to the connection that it has chosen: its status follows the connection until the node closes.
 * Where the choice or the node's own settings are no good, its status says so and the problems are returned.
 */
export function useConnection<Settings>(
    RED: NodeAPI,
    node: Node,
    parts: { config: unknown; settings: Checked<Settings>; role: Role },
): Checked<ConnectionUse<Settings>> {
    const checked = combined<{ config: WmwConfigNode; settings: Settings }>({
        config: findConfig(RED, parts.config),
        settings: parts.settings,
    });
    const status = new StatusWriter(RED, node);
    if (!checked.ok) {
        explainProblems(RED, node, checked.problems);
        return failedUse(status, checked.problems);
    }
    const { config, settings } = checked.value;
    joinUsers(config, node);
    if (!config.wmw.ok) return failedUse(status, config.wmw.problems);
    const connection = config.wmw.value;
    const detach = connection.attach((view) => {
        status.show(statusOf(view, parts.role));
    });
    status.made();
    node.on("close", detach);
    return passed({ config, connection, settings });
}

function joinUsers(config: WmwConfigNode, node: Node): void {
    config.users[node.id] = node;
    node.on("close", () => {
        Reflect.deleteProperty(config.users, node.id);
    });
}

/** The error of a node that has no connection to work with. */
export function noConnection(problems: readonly Problem[]): WmwError {
    return WmwError.ofProblems("WMW_NO_CONNECTION", problems);
}

function failedUse(status: StatusWriter, problems: readonly Problem[]): Checked<never> {
    status.show(statusOfProblems(problems));
    status.made();
    return { ok: false, problems };
}
