import { type FlowNode } from "../../demo/user-directory";

const TAB = { id: "tab", type: "tab", label: "test" };

/** Config nodes as they are, the other nodes in rows on one tab. */
export function onTab(configs: readonly FlowNode[], nodes: readonly FlowNode[]): FlowNode[] {
    return [
        TAB,
        ...configs,
        ...nodes.map((node, row) => ({ z: "tab", x: 300, y: 60 + 60 * row, wires: [], ...node })),
    ];
}
