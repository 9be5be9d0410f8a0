import { type FlowNode } from "../../demo/user-directory";
import { inRows, TAB } from "../support/flow-nodes";

/** Config nodes as they are, the other nodes in rows on one tab. */
export function onTab(configs: readonly FlowNode[], nodes: readonly FlowNode[]): FlowNode[] {
    return [TAB, ...configs, ...inRows(nodes)];
}
