import { type Node, type NodeAPI } from "node-red";
import { WmwError } from "../lib/errors";
import { type Connection } from "../lib/connection/connection";
import { combined, passed, type Checked, type Problem } from "../lib/problem";
import { statusOf, statusOfProblems, type Role, type Status } from "../lib/status";
import { explainProblems } from "./explain-problems";
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
    const show = statusWriter(RED, node);
    if (!checked.ok) {
        explainProblems(RED, node, checked.problems);
        return failedUse(show, checked.problems);
    }
    const { config, settings } = checked.value;
    joinUsers(config, node);
    if (!config.wmw.ok) return failedUse(show, config.wmw.problems);
    const connection = config.wmw.value;
    const detach = connection.attach((view) => {
        show(statusOf(view, parts.role));
    });
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

function failedUse(show: (status: Status) => void, problems: readonly Problem[]): Checked<never> {
    show(statusOfProblems(problems));
    return { ok: false, problems };
}

const STATUS_KEYS = "@wmw-nodes/node-red-wmw/wmw-config:status.";

/**
 * Writes a node's status when it has changed. The editor translates keys to its user's language; a status
 * with a number is translated here, since keys cannot carry one.
 */
function statusWriter(RED: NodeAPI, node: Node): (status: Status) => void {
    let written = "";
    const withNumber = (pattern: string, key: string, count: number): string =>
        RED._(`${STATUS_KEYS}${pattern}`, { reason: RED._(`${STATUS_KEYS}${key}`), count: String(count) });
    return ({ fill, shape, key, queued, leftBehind }) => {
        let text = `${STATUS_KEYS}${key}`;
        if (queued !== undefined) text = withNumber("with-queue", key, queued);
        else if (leftBehind !== undefined) text = withNumber("with-left-behind", key, leftBehind);
        if (written === `${fill} ${shape} ${text}`) return;
        written = `${fill} ${shape} ${text}`;
        node.status({ fill, shape, text });
    };
}
