import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DeviceSetup } from "./devices";
import { isFields } from "./documents";
import type { FlowNode } from "./user-directory";

/** The devices whose documents the example flow sends. */
export const EXAMPLE_DEVICES: readonly DeviceSetup[] = [
    { uniqueIdentifier: "20635F0100000001", deviceType: "Elsys ELT-2 External temperature" },
    { uniqueIdentifier: "20635F0100000002", deviceType: "Elsys ERS Temperature and humidity" },
    { uniqueIdentifier: "20635F0100000003", deviceType: "Abeeway Compact Tracker" },
    { uniqueIdentifier: "20635F0100000004", deviceType: "Adeunis Pulse counter" },
];

const FILE = join(__dirname, "..", "examples", "first-uplink-and-downlink.json");
const STAND_IN = "localhost:8883";

/** The nodes of the example flow, just as the package ships them. */
export function readExample(): FlowNode[] {
    const nodes: unknown = JSON.parse(readFileSync(FILE, "utf8"));
    if (!Array.isArray(nodes) || !nodes.every(isFields)) throw new Error(`${FILE} is not a list of nodes`);
    return nodes;
}

/** The example flow for a stand-in on a port: at 8883 just as it is, else with that port in the connection. */
export function exampleFlows(mqttPort: number): FlowNode[] {
    return readExample().map((node) =>
        node.customHostname === STAND_IN ? { ...node, customHostname: `localhost:${mqttPort}` } : node,
    );
}

/** The ID of the example's connection, under which its credentials are filed. */
export function connectionId(flows: readonly FlowNode[]): string {
    const id = flows.find(({ type }) => type === "wmw-config")?.id;
    if (typeof id !== "string") throw new Error("the flows have no wmw-config node");
    return id;
}
