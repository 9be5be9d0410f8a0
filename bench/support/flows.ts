import { downlinkTopicOf, uplinkTopicOf } from "../../demo/enterprises";
import { type Credentials, type FlowNode } from "../../demo/user-directory";
import { ENTERPRISE_USER } from "../../test/support/mosquitto-files";
import { sampleDevEui } from "./sample-documents";

/** Who is measured in a Node-RED. */
export type NodePeer = "wmw" | "core";

export const ENTERPRISE = "1234";
export const UPLINK_TOPIC = uplinkTopicOf(ENTERPRISE);
export const DOWNLINK_TOPIC = downlinkTopicOf(ENTERPRISE);

/** The connection of a peer to the broker on this port; `config` is its id. */
function connectionNode(peer: NodePeer, port: number, changes: FlowNode = {}): FlowNode {
    if (peer === "core") {
        return {
            id: "config",
            type: "mqtt-broker",
            broker: "localhost",
            port: String(port),
            usetls: true,
            verifyservercert: true,
            protocolVersion: "4",
            clientid: "core",
            cleansession: false,
            keepalive: 60,
            autoConnect: true,
        };
    }
    return {
        id: "config",
        type: "wmw-config",
        version: 1,
        region: "custom",
        customHostname: `localhost:${port}`,
        enterpriseId: ENTERPRISE,
        ...changes,
    };
}

/** The credentials of either. */
export function connectionCredentials(peer: NodePeer): Credentials {
    const { username, password } = ENTERPRISE_USER;
    return { config: peer === "core" ? { user: username, password } : { username, password } };
}

/** A node of a peer that publishes what a load node, with these options, emits. */
export function uplinkFlow(parts: {
    peer: NodePeer;
    port: number;
    load: object;
    config?: FlowNode;
    others?: readonly FlowNode[];
}): FlowNode[] {
    const { peer, port, load, config, others = [] } = parts;
    const target =
        peer === "wmw"
            ? { type: "wmw-uplink-out", version: 1, connection: "config" }
            : { type: "mqtt out", broker: "config", topic: UPLINK_TOPIC, qos: "1", retain: "false" };
    return [
        { id: "tab", type: "tab", label: "bench" },
        connectionNode(peer, port, config),
        onTab({
            id: "load",
            type: "bench-load",
            options: { target: "uplink", ...load },
            wires: [["uplink"]],
        }),
        onTab({ id: "uplink", ...target, wires: [] }),
        ...others.map(onTab),
    ];
}

/** So many nodes of a peer that receive commands; ours each for a device of its own where there are several. */
export function downlinkFlow(parts: {
    peer: NodePeer;
    port: number;
    nodes: number;
    sink: object;
}): FlowNode[] {
    const { peer, port, nodes, sink } = parts;
    const source = (index: number): FlowNode =>
        peer === "wmw"
            ? {
                  type: "wmw-downlink-in",
                  version: 1,
                  connection: "config",
                  devEUIs: nodes === 1 ? "" : sampleDevEui(index),
              }
            : { type: "mqtt in", broker: "config", topic: DOWNLINK_TOPIC, qos: "1", datatype: "json" };
    return [
        { id: "tab", type: "tab", label: "bench" },
        connectionNode(peer, port),
        ...Array.from({ length: nodes }, (_, index) =>
            onTab({ id: `downlink${index}`, ...source(index), wires: [["sink"]] }),
        ),
        onTab({ id: "sink", type: "bench-sink", options: sink, wires: [] }),
    ];
}

function onTab(node: FlowNode): FlowNode {
    return { z: "tab", x: 100, y: 100, ...node };
}
