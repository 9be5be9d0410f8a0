import { createHash } from "node:crypto";

/**
 * The client id of a connection: `wmw` and 20 hex digits of a hash. It stays the same over restarts, so that
 * the broker finds the session again, and differs for each instance of Node-RED, each configuration, each
 * destination and each shared group, so that no client throws another out or receives what an old destination subscribed to. With
 * 23 characters every broker takes it [MQTT-3.1.3-5].
 */
export function deriveClientId(parts: {
    instanceId: string;
    nodeId: string;
    host: string;
    enterpriseId: string;
    sharedGroup: string;
}): string {
    const { instanceId, nodeId, host, enterpriseId, sharedGroup } = parts;
    const text = JSON.stringify([
        instanceId,
        nodeId,
        host,
        enterpriseId,
        ...(sharedGroup === "" ? [] : [sharedGroup]),
    ]);
    return `wmw${createHash("sha256").update(text).digest("hex").slice(0, 20)}`;
}
