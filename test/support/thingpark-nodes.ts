import { type Credentials, type FlowNode } from "../../demo/user-directory";
import { credentialsFor, LOGIN } from "./flow-nodes";

/** The stand-in's client whose id is of the first kind. */
export const CLIENT = { clientId: "profile/login", clientSecret: "stand-in-secret" };

/** The body of `POST /connections` that the document "Creating a WMW connection" shows. */
export const DOCUMENT_BODY = {
    name: "Actility To WMW",
    connectorId: "actility-mqtt-iot",
    configuration: {
        hostName: "my.hostname.com:8883",
        protocol: "SSL",
        username: "mqtt-username",
        password: "mqtt-password",
        uplinkTopicPattern: "uplink_1234",
        downlinkTopicPattern: "downlink_1234",
    },
    brand: "WMW",
};

/** A `wmw-thingpark-api` for a platform on this machine whose CA is that of the node `ca`. */
export function thingParkNode(baseUrl: string, changes: FlowNode = {}): FlowNode {
    return {
        id: "api",
        type: "wmw-thingpark-api",
        version: 1,
        name: "",
        baseUrl,
        tokenUrl: "",
        tls: "ca",
        ...changes,
    };
}

/** A `wmw-connections` that creates a connection for `config`, wired to `results`. */
export function connectionsNode(changes: FlowNode = {}): FlowNode {
    return {
        id: "connections",
        type: "wmw-connections",
        version: 1,
        name: "",
        api: "api",
        connection: "config",
        operation: "create",
        connectionId: "connectionId",
        connectionIdType: "msg",
        connectionName: "Actility To WMW",
        ifExists: "fail",
        parameters: "{}",
        waitUntilOpened: false,
        wires: [["results"]],
        ...changes,
    };
}

/** Credentials for `api`, for `config` and for the CA of `ca`. */
export function thingParkCredentials(
    caPem: string,
    {
        client = CLIENT,
        login = LOGIN,
    }: { client?: Readonly<Record<string, string>>; login?: typeof LOGIN } = {},
): Credentials {
    return { ...credentialsFor(caPem, login), api: client };
}
