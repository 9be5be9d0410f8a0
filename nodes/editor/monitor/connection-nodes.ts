import { type MonitoredConfig } from "../red";

/** The connections that are deployed or about to be, by their names. */
export function connections(): readonly MonitoredConfig[] {
    const found: MonitoredConfig[] = [];
    RED.nodes.eachConfig((node) => {
        if (node.type === "wmw-config") found.push(node);
        return true;
    });
    return found.sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

/** A node as people call it. */
export function nameOf(node: { readonly id: string; readonly type: string }): string {
    return RED.utils.getNodeLabel(node, node.id);
}
