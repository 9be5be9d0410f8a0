import { type Platform } from "../../demo/platform";
import { type Credentials, type FlowNode } from "../../demo/user-directory";

/** The stand-in's user of enterprise 1234. */
export const LOGIN = { username: "mqtt-username", password: "mqtt-password" };

/** A `wmw-config` for a broker on this machine whose CA is that of the node `ca`. */
export function configNode(port: number, changes: FlowNode = {}): FlowNode {
    return {
        id: "config",
        type: "wmw-config",
        version: 1,
        name: "",
        region: "custom",
        customHostname: `localhost:${port}`,
        enterpriseId: "1234",
        description: "",
        active: true,
        tls: "ca",
        protocolVersion: "4",
        clientId: "",
        keepalive: 60,
        connectTimeout: 10,
        actionTimeout: 10,
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
        ...changes,
    };
}

/** A `tls-config` whose CA comes with its credentials. */
export function tlsNode(id = "ca"): FlowNode {
    return {
        id,
        type: "tls-config",
        name: "",
        cert: "",
        key: "",
        ca: "",
        certname: "",
        keyname: "",
        caname: "ca.pem",
        servername: "",
        verifyservercert: true,
        alpnprotocol: "",
    };
}

export function uplinkNode(changes: FlowNode = {}): FlowNode {
    return {
        id: "uplink",
        type: "wmw-uplink-out",
        version: 1,
        name: "",
        connection: "config",
        source: "auto",
        format: "document",
        qos: "1",
        ...changes,
    };
}

export function downlinkNode(changes: FlowNode = {}): FlowNode {
    return {
        id: "downlink",
        type: "wmw-downlink-in",
        version: 1,
        name: "",
        connection: "config",
        devEUIs: "",
        emit: "commands",
        format: "thingpark",
        application: "",
        deviceId: "eui-{devEUI}",
        wires: [["commands"]],
        ...changes,
    };
}

/** Catch and complete nodes for all nodes of the tab, wired to the helper nodes `errors` and `completed`. */
export function outcomeNodes(completed: readonly string[] = ["uplink"]): FlowNode[] {
    return [
        { id: "catch", type: "catch", name: "", scope: null, uncaught: false, wires: [["errors"]] },
        { id: "complete", type: "complete", name: "", scope: completed, wires: [["completed"]] },
        { id: "errors", type: "helper" },
        { id: "completed", type: "helper" },
    ];
}

/** Credentials for `config` and for the CA of `ca`. */
export function credentialsFor(caPem: string, login: Readonly<Record<string, string>> = LOGIN): Credentials {
    return { config: login, ca: { cadata: caPem } };
}

/** A flow with one uplink and one downlink node on a stand-in platform, and the outcomes of both. */
export function mainFlow(
    platform: Pick<Platform, "mqttPort">,
    changes: { config?: FlowNode; uplink?: FlowNode } = {},
): FlowNode[] {
    return [
        tlsNode(),
        configNode(platform.mqttPort, changes.config),
        uplinkNode(changes.uplink),
        downlinkNode(),
        { id: "commands", type: "helper" },
        ...outcomeNodes(),
    ];
}
