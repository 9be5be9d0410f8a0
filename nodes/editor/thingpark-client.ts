import { type Problem } from "../lib/problem";
import { propertyOf } from "./property-of";

/** A connection of ThingPark as the server tells it. */
export interface ListedConnection {
    readonly id?: string;
    readonly name?: string;
    readonly state?: string;
}

/** The connections, or why they could not be had. */
export type ListOutcome =
    | { readonly ok: true; readonly connections: readonly ListedConnection[] }
    | { readonly ok: false; readonly reason: Refusal };

/** Why there are none. What ThingPark says itself comes in its own words. */
export type Refusal =
    | "no-answer"
    | "forbidden"
    | "not-deployed"
    | { readonly problems: readonly Problem[] }
    | { readonly words: string };

/** Has the server get a token for what stands in the dialog of a `wmw-thingpark-api`, and list the connections. */
export function tryThingPark(id: string, form: Readonly<Record<string, string>>): Promise<ListOutcome> {
    return outcomeOf(
        $.ajax({
            url: `wmw/thingpark-api/${encodeURIComponent(id)}/try`,
            method: "POST",
            contentType: "application/json",
            data: JSON.stringify(form),
        }),
    );
}

/** The connections of a `wmw-thingpark-api` that is deployed. */
export function listConnections(apiId: string): Promise<ListOutcome> {
    return outcomeOf($.ajax({ url: `wmw/thingpark-api/${encodeURIComponent(apiId)}/connections` }));
}

async function outcomeOf(request: JQuery.jqXHR): Promise<ListOutcome> {
    try {
        const answer: unknown = await request;
        const connections: unknown = propertyOf(answer, "connections");
        return { ok: true, connections: Array.isArray(connections) ? connections : [] };
    } catch {
        return { ok: false, reason: refusalOf(request) };
    }
}

function refusalOf({ status, responseJSON, statusText }: JQuery.jqXHR): Refusal {
    if (status === 0) return "no-answer";
    if (status === 401 || status === 403) return "forbidden";
    if (status === 404) return "not-deployed";
    const problems = propertyOf(responseJSON, "problems");
    if (Array.isArray(problems)) return { problems };
    const error = propertyOf(responseJSON, "error");
    return { words: typeof error === "string" ? error : `${status} ${statusText}` };
}
