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

const EXAMPLES = join(__dirname, "..", "examples");
const FIRST = "1 Start/first-uplink-and-downlink.json";
const THINGPARK = "4 Operations/thingpark-connection.json";
const STAND_IN = "localhost:8883";

/** The nodes of an example flow, just as the package ships them; without a name those of the first one. */
export function readExample(file = FIRST): FlowNode[] {
    const nodes: unknown = JSON.parse(readFileSync(join(EXAMPLES, file), "utf8"));
    if (!Array.isArray(nodes) || !nodes.every(isFields)) throw new Error(`${file} is not a list of nodes`);
    return nodes;
}

/** The example flow for a stand-in on a port: at 8883 just as it is, else with that port in the connection. */
export function exampleFlows(mqttPort: number): FlowNode[] {
    return readExample().map((node) => movedTo(mqttPort, node));
}

/** The example that creates a connection in ThingPark, for the stand-ins; its button is pressed once at the start. */
export function thingParkFlows({ mqttPort, baseUrl }: { mqttPort: number; baseUrl: string }): FlowNode[] {
    return readExample(THINGPARK).map((node) => {
        if (node.type === "inject") return { ...node, once: true, onceDelay: 3 };
        return node.type === "wmw-thingpark-api" ? { ...node, baseUrl } : movedTo(mqttPort, node);
    });
}

/** The ID of the example's connection, under which its credentials are filed. */
export function connectionId(flows: readonly FlowNode[]): string {
    return configId(flows, "wmw-config");
}

/** The ID of the example's ThingPark API, under which its credentials are filed. */
export function thingParkApiId(flows: readonly FlowNode[]): string {
    return configId(flows, "wmw-thingpark-api");
}

function configId(flows: readonly FlowNode[], configType: string): string {
    const id = flows.find(({ type }) => type === configType)?.id;
    if (typeof id !== "string") throw new Error(`the flows have no ${configType} node`);
    return id;
}

function movedTo(mqttPort: number, node: FlowNode): FlowNode {
    return node.customHostname === STAND_IN ? { ...node, customHostname: `localhost:${mqttPort}` } : node;
}
