import { type Migration, type SavedNode } from "./migrations";

/** How each type of node is saved at first, and what leads from older versions of it to the present one. */
export interface SavedType {
    readonly defaults: SavedNode;
    readonly migrations: readonly Migration[];
}

/** The config node; credentials are kept apart by Node-RED. */
export const CONFIG: SavedType = savedType({
    name: "",
    region: "US",
    customHostname: "",
    enterpriseId: "",
    description: "",
    active: true,
    tls: "",
    protocolVersion: "4",
    clientId: "",
    keepalive: 60,
    connectTimeout: 60,
    actionTimeout: 60,
    inFlight: 50,
});

/** The node that publishes. */
export const UPLINK_OUT: SavedType = savedType({
    name: "",
    connection: "",
    source: "auto",
    format: "document",
    qos: "1",
});

/** The node that emits commands. */
export const DOWNLINK_IN: SavedType = savedType({
    name: "",
    connection: "",
    devEUIs: "",
    emit: "commands",
    format: "thingpark",
});

/** Version 1 is the first; a node without a version was written by hand and may lack fields. */
function savedType(defaults: SavedNode): SavedType {
    return { defaults, migrations: [(saved) => ({ ...defaults, ...saved })] };
}
