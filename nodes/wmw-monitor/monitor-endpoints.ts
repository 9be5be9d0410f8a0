import { type NodeAPI } from "node-red";
import { send, type Answer } from "../wmw-config/admin-answer";
import { offerGet, offerPost } from "../wmw-config/admin-endpoint";
import { MonitorDesk } from "./monitor-desk";

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
        offerGet(RED, path, "wmw-config.read", (request, response) => {
            send(response, answer(String(request.params.configId), request));
        });
    };

    offer("/wmw/monitor/:configId", (configId, { query }) =>
        desk.connection(configId, messageNumberIn(query.since)),
    );
    offer("/wmw/monitor/:configId/:device", (configId, { params, query }) =>
        desk.messages(configId, deviceIn(params), messageNumberIn(query.after)),
    );
    offer("/wmw/monitor/:configId/:device/documents", (configId, { params, query }) =>
        desk.documents(
            configId,
            deviceIn(params),
            query.number === undefined ? "all" : messageNumberIn(query.number),
        ),
    );

    offerPost(RED, "/wmw/monitor/:configId", (request, response) => {
        send(response, desk.act(String(request.params.configId), request.body));
    });
}

/** The number of a message or a change in an address. What is none is as if nobody had asked before. */
function messageNumberIn(value: unknown): number {
    const number = typeof value === "string" ? Number(value) : NaN;
    return Number.isFinite(number) ? number : 0;
}

/** The device in an address; "none" stands for what names none. */
function deviceIn({ device }: Asked["params"]): string | undefined {
    return device === "none" ? undefined : String(device).toUpperCase();
}
