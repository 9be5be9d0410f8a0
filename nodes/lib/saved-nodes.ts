import { type SavedType } from "./migrations";

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

/** Version 1 is the first; a node without a version was written by hand, as version 1 would be. */
function firstVersion(defaults: SavedType["defaults"]): SavedType {
    return { defaults, migrations: [(saved) => saved] };
}
