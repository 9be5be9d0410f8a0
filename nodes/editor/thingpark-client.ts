/** A connection of ThingPark as the server tells it. */
export interface ListedConnection {
    readonly id?: string;
    readonly name?: string;
    readonly state?: string;
}

/** The connections, or why they could not be had. */
export type ListOutcome =
    | { readonly ok: true; readonly connections: readonly ListedConnection[] }
    | { readonly ok: false; readonly reason: "no-answer" | "forbidden" | { readonly words: string } };

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
        return { ok: false, reason: reasonOf(request) };
    }
}

function reasonOf({
    status,
    responseJSON,
    statusText,
}: JQuery.jqXHR): Exclude<ListOutcome, { ok: true }>["reason"] {
    if (status === 0) return "no-answer";
    if (status === 401 || status === 403) return "forbidden";
    const error = propertyOf(responseJSON, "error");
    return { words: typeof error === "string" ? error : `${status} ${statusText}` };
}

function propertyOf(value: unknown, name: string): unknown {
    return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
