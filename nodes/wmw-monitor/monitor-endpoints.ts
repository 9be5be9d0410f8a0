import { type NodeAPI } from "node-red";
import { jsonPost } from "../wmw-config/json-post";
import { ownOrigin } from "../wmw-config/own-origin";
import { MonitorDesk, type Answer } from "./monitor-desk";

/** What is asked for, as it stands in an address. */
interface Asked {
    readonly params: Readonly<Record<string, string | readonly string[]>>;
    readonly query: Readonly<Record<string, unknown>>;
}

/**
 * Offers the editor what passes by on connections: `GET wmw/monitor/{id of a configuration}` its state, its
 * figures and what has become of its devices since a change; below it `/{DevEUI}` the messages of a device, and
 * `/{DevEUI}/documents` the documents themselves. Each look counts for a while, in which changes are announced.
 * `POST wmw/monitor/{id}` with `{"action": "clear"}` has all of it forgotten.
 */
export function offerMonitorEndpoints(RED: NodeAPI): void {
    const desk = new MonitorDesk(RED);
    const offer = (path: string, answer: (configId: string, asked: Asked) => Answer): void => {
        RED.httpAdmin.get(
            path,
            RED.auth.needsPermission("wmw-config.read"),
            ownOrigin,
            (request, response) => {
                const { status, body } = answer(String(request.params.configId), request);
                response.status(status).json(body);
            },
        );
    };

    offer("/wmw/monitor/:configId", (configId, { query }) =>
        desk.connection(configId, numberIn(query.since)),
    );
    offer("/wmw/monitor/:configId/:device", (configId, { params, query }) =>
        desk.messages(configId, deviceIn(params), numberIn(query.after)),
    );
    offer("/wmw/monitor/:configId/:device/documents", (configId, { params, query }) =>
        desk.documents(
            configId,
            deviceIn(params),
            query.number === undefined ? "all" : numberIn(query.number),
        ),
    );

    RED.httpAdmin.post(
        "/wmw/monitor/:configId",
        RED.auth.needsPermission("flows.write"),
        ownOrigin,
        jsonPost,
        (request, response) => {
            const { status, body } = desk.act(String(request.params.configId), request.body);
            response.status(status).json(body);
        },
    );
}

/** What is no number is as if nobody had asked before. */
function numberIn(value: unknown): number {
    const number = typeof value === "string" ? Number(value) : NaN;
    return Number.isFinite(number) ? number : 0;
}

/** The device in an address; "none" stands for what names none. */
function deviceIn({ device }: Asked["params"]): string | undefined {
    return device === "none" ? undefined : String(device).toUpperCase();
}
