import { type EventEmitter } from "node:events";
import { type NodeAPI } from "node-red";
import { systemClock } from "../lib/clock";
import { WmwError } from "../lib/errors";
import { describeProblems, type Checked, type Problem } from "../lib/problem";
import { idOf } from "../lib/thingpark-api/connections-api";
import { readApiForm, trialOf, type ApiForm } from "../lib/thingpark-api/credentials-trial";
import { stopping } from "../lib/thingpark-api/stopping";
import { type ThingPark } from "../lib/thingpark-api/thingpark";
import { refused, send, sendLater, type Answer } from "../wmw-config/admin-answer";
import { offerGet, offerPost } from "../wmw-config/admin-endpoint";
import { makeThingPark } from "./make-thingpark";
import { thingParkApiNode } from "./thingpark-api-node";

/** How long (ms) a person who watches is kept waiting, further attempts included. */
const PATIENCE = 30_000;

const FAILURE = "the connections could not be asked for";

/**
 * Offers to the editor: `POST wmw/thingpark-api/{id}/try` gets a token for what stands in a dialog and lists the
 * connections, `GET wmw/thingpark-api/{id}/connections` lists those of a deployed node.
 */
export function offerTryEndpoints(RED: NodeAPI): void {
    offerGet(RED, "/wmw/thingpark-api/:id/connections", "flows.write", (request, response) => {
        const thingPark = thingParkApiNode(RED, String(request.params.id))?.thingPark;
        if (!thingPark) {
            send(response, refused(404, "deploy first: there is no such ThingPark API"));
            return;
        }
        void sendLater(response, listed(thingPark, endOf(response)), FAILURE);
    });

    offerPost(RED, "/wmw/thingpark-api/:id/try", (request, response) => {
        const answer = tried(RED, String(request.params.id), request.body, endOf(response));
        void sendLater(response, answer, FAILURE);
    });
}

/** Aborted when the answer is sent, or nobody waits for it any more. */
function endOf(response: EventEmitter): AbortController {
    const end = stopping();
    response.on("close", () => {
        end.abort();
    });
    return end;
}

async function tried(RED: NodeAPI, id: string, body: unknown, stop: AbortController): Promise<Answer> {
    const form = readApiForm(body);
    if (!form) return refused(400, "expected the fields of the dialog as text");
    const node = thingParkApiNode(RED, id);
    const trial = trialOf(form, deployedForm(RED, id));
    if (trial.with === "nothing") return unusable(409, trial.problems);
    if (trial.with === "deployed" && node) return listed(node.thingPark, stop);
    const { clientId, clientSecret, ...saved } = form;
    const thingPark = makeThingPark(RED, saved, { clientId, clientSecret });
    const answer = await listed(thingPark, stop);
    if (thingPark.ok) thingPark.value.close();
    return answer;
}

/** The fields of a node as they are deployed: variables are not replaced, and a stored secret is itself. */
function deployedForm(RED: NodeAPI, id: string): ApiForm | undefined {
    let deployed: ApiForm | undefined;
    RED.nodes.eachNode((node) => {
        if (node.id !== id || node.type !== "wmw-thingpark-api") return;
        deployed = readApiForm({ ...node, ...RED.nodes.getCredentials(id) });
    });
    return deployed;
}

async function listed(thingPark: Checked<ThingPark>, stop: AbortController): Promise<Answer> {
    if (!thingPark.ok) return unusable(502, thingPark.problems);
    const cancel = systemClock.after(PATIENCE, () => {
        stop.abort();
    });
    try {
        const connections = await thingPark.value.list(stop.signal);
        const rows = connections.map(({ name, state, brand, ...connection }) => ({
            id: idOf(connection),
            name,
            state,
            brand,
        }));
        return { status: 200, body: { connections: rows } };
    } catch (error) {
        const { code, message } =
            error instanceof WmwError ? error : { code: "unknown", message: String(error) };
        const reason = code === "WMW_STOPPED" ? `there was no answer within ${PATIENCE / 1000} s` : message;
        return { status: 502, body: { code, error: reason } };
    } finally {
        cancel();
    }
}

/** The editor tells the problems in the user's language. */
function unusable(status: number, problems: readonly Problem[]): Answer {
    return { status, body: { error: describeProblems(problems), problems } };
}
