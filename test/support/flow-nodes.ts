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

/** The tab that flows of tests are on. */
export const TAB: FlowNode = { id: "tab", type: "tab", label: "test" };

/** Puts nodes on a tab or into a subflow, in rows. */
export function inRows(nodes: readonly FlowNode[], z = "tab"): FlowNode[] {
    return nodes.map((node, row) => ({ z, x: 300, y: 60 + 60 * row, wires: [], ...node }));
}

/**
 * An inject node that gives a payload to a node when its button is pressed. It has all that one has in the editor, which
 * else would not deploy it without a question.
 */
export function injectNode(id: string, payload: object, to: string, changes: FlowNode = {}): FlowNode {
    return {
        id,
        type: "inject",
        name: "",
        props: [{ p: "payload" }],
        payload: JSON.stringify(payload),
        payloadType: "json",
        repeat: "",
        crontab: "",
        once: false,
        onceDelay: 0.1,
        topic: "",
        wires: [[to]],
        ...changes,
    };
}

/** A function node that logs something of what it gets, as a line that a test can wait for. */
export function logNode(id: string, expression: string): FlowNode {
    return { id, type: "function", func: `node.warn(${expression});`, outputs: 0, finalize: "", libs: [] };
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
