import { type SavedType } from "./migrations";

/** The name that the document "Creating a WMW connection" gives its connection. */
export const CONNECTION_NAME = "Actility To WMW";

/** The config node; credentials are kept apart by Node-RED. */
export const CONFIG: SavedType = firstVersion({
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
    reconnectStrategy: "normal",
    uplinkTimeValidity: "",
    inFlight: 50,
    queue: "disk",
    queueLimit: 100_000,
    queueMaxMB: 256,
    whenFull: "reject-new",
    downlinkEnabled: true,
    downlinkPort: "",
    downlinkAsId: "",
    sharedGroup: "",
    minUplinksPerHour: "",
    rateWindow: "",
});

/** The node that publishes. */
export const UPLINK_OUT: SavedType = firstVersion({
    name: "",
    connection: "",
    source: "auto",
    format: "document",
    qos: "1",
});

/** The node that emits commands. */
export const DOWNLINK_IN: SavedType = firstVersion({
    name: "",
    connection: "",
    devEUIs: "",
    emit: "commands",
    format: "thingpark",
    application: "",
    deviceId: "eui-{devEUI}",
});

/** The config node for ThingPark's API; credentials are kept apart by Node-RED. */
export const THINGPARK_API: SavedType = firstVersion({
    name: "",
    baseUrl: "",
    tokenUrl: "",
    tls: "",
});

/** The node that creates, updates and deletes connections on ThingPark's side. */
export const CONNECTIONS: SavedType = firstVersion({
    name: "",
    api: "",
    connection: "",
    operation: "create",
    connectionId: "connectionId",
    connectionIdType: "msg",
    connectionName: CONNECTION_NAME,
    ifExists: "fail",
    // WMW's own time-outs: its broker can be slow (ThingPark X IoT Flow 1.7.4).
    parameters: '{"connectionTimeout":60000,"actionTimeout":60000}',
    waitUntilOpened: false,
});

/** Version 1 is the first; a node without a version was written by hand, as version 1 would be. */
function firstVersion(defaults: SavedType["defaults"]): SavedType {
    return { defaults, migrations: [(saved) => saved] };
}
