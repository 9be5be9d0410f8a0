import { type FlowNode } from "../../demo/user-directory";
import { configNode, LOGIN } from "../support/flow-nodes";
import { CLIENT } from "../support/thingpark-nodes";

/** Where the stand-ins are. */
export interface StandIns {
    readonly mqttPort: number;
    readonly baseUrl: string;
}

/** A request of the editor's, and the status of its answer. */
export interface SoundRequest {
    readonly path: string;
    /** What is posted. */
    readonly body?: FlowNode;
    readonly status: number;
}

/** An endpoint that the package adds to Node-RED's admin API. */
export interface AdminEndpoint {
    readonly method: "GET" | "POST";
    /** As docs/security.md writes it: `wmw/queue/{id}`. */
    readonly path: string;
    readonly permission: "wmw-config.read" | "flows.write";
    /** What the editor asks, of the configuration `config`, the ThingPark API `api` and a device. */
    sound(standIns: StandIns): SoundRequest;
}

/** The device of the documents that the tests send. */
export const DEVICE = "20635F0100000001";

/** All of them: a test compares this list with what Node-RED has, and with docs/security.md. */
export const ADMIN_ENDPOINTS: readonly AdminEndpoint[] = [
    read("wmw/regions", "wmw/regions"),
    read("wmw/queue/{id}", "wmw/queue/config"),
    read("wmw/monitor/{id}", "wmw/monitor/config"),
    read("wmw/monitor/{id}/{DevEUI}", `wmw/monitor/config/${DEVICE}`),
    read("wmw/monitor/{id}/{DevEUI}/documents", `wmw/monitor/config/${DEVICE}/documents`),
    {
        method: "GET",
        path: "wmw/thingpark-api/{id}/connections",
        permission: "flows.write",
        sound: () => ({ path: "wmw/thingpark-api/api/connections", status: 200 }),
    },
    write("wmw/thingpark-api/{id}/try", "wmw/thingpark-api/api/try", ({ baseUrl }) => ({
        ...{ baseUrl, tokenUrl: "", tls: "", clientId: CLIENT.clientId, clientSecret: "" },
    })),
    write("wmw/connection-test", "wmw/connection-test", ({ mqttPort }) => {
        const { customHostname, region, enterpriseId } = configNode(mqttPort);
        const fields = { region, customHostname, enterpriseId, tls: "", connectTimeout: "10" };
        return { id: "config", fields, username: LOGIN.username };
    }),
    write("wmw/queue/{id}", "wmw/queue/config", () => ({ action: "discard" })),
    write("wmw/monitor/{id}", "wmw/monitor/config", () => ({ action: "clear" })),
];

function read(path: string, asked: string): AdminEndpoint {
    const sound = (): SoundRequest => ({ path: asked, status: 200 });
    return { method: "GET", path, permission: "wmw-config.read", sound };
}

function write(path: string, asked: string, body: (standIns: StandIns) => FlowNode): AdminEndpoint {
    return {
        method: "POST",
        path,
        permission: "flows.write",
        sound: (standIns) => ({ path: asked, body: body(standIns), status: 200 }),
    };
}
