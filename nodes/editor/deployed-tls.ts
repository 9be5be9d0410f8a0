import { type Problem } from "../lib/problem";
import { isDeployed } from "./deployed";

/** Why TLS settings cannot be tried: the server knows them only as they were last deployed. */
export function tlsProblems(id: unknown): readonly Problem[] {
    if (typeof id !== "string" || id === "") return [];
    const node = RED.nodes.node(id);
    const isChanged = node !== null && Reflect.get(node, "changed") === true;
    if (isDeployed(id) && !isChanged) return [];
    return [{ path: "tls", code: "tls-not-deployed", message: "expected TLS settings that are deployed" }];
}
