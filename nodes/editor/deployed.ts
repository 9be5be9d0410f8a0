/** Whether the server knows a node: it was there when the flows were last loaded or deployed. */
export function isDeployed(id: string): boolean {
    return RED.nodes.originalFlow()?.some((node) => node.id === id) ?? false;
}
