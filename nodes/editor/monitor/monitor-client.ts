import { type KeptDocument, type MessagesAnswer, type MonitorAnswer } from "../../lib/monitor/monitor-view";

/** An answer of the server, or why there is none. */
export type Asked<Answer> =
    | { readonly ok: true; readonly answer: Answer }
    | { readonly ok: false; readonly reason: "forbidden" | "not-deployed" | "no-answer" };

/** A device's part of an address; null is all that names no device. */
export type DevEui = string | null;

/** How a connection does, and what has become of its devices since a change. */
export function askConnection(configId: string, since: number): Promise<Asked<MonitorAnswer>> {
    return ask<MonitorAnswer>(`${urlOf(configId)}?since=${since}`);
}

/** The messages of a device after the one of this number. */
export function askMessages(configId: string, device: DevEui, after: number): Promise<Asked<MessagesAnswer>> {
    return ask<MessagesAnswer>(`${urlOf(configId)}/${device ?? "none"}?after=${after}`);
}

/** The document of one message of a device. */
export async function askDocument(
    configId: string,
    device: DevEui,
    number: number,
): Promise<KeptDocument | undefined> {
    const documents = await askDocuments(configId, device, `?number=${number}`);
    return documents?.[0];
}

/** The documents of a device, oldest first; undefined where the server does not tell. */
export async function askDocuments(
    configId: string,
    device: DevEui,
    query = "",
): Promise<readonly KeptDocument[] | undefined> {
    const url = `${urlOf(configId)}/${device ?? "none"}/documents${query}`;
    const asked = await ask<{ readonly documents: readonly KeptDocument[] }>(url);
    return asked.ok ? asked.answer.documents : undefined;
}

/** Has the server forget all that it has seen on a connection. */
export function askToClear(configId: string): Promise<Asked<unknown>> {
    return ask<unknown>(urlOf(configId), {
        method: "POST",
        contentType: "application/json",
        data: JSON.stringify({ action: "clear" }),
    });
}

// Relative: Node-RED adds the path of its editor and the user's token.
function urlOf(configId: string): string {
    return `wmw/monitor/${encodeURIComponent(configId)}`;
}

async function ask<Answer>(url: string, settings: JQuery.AjaxSettings = {}): Promise<Asked<Answer>> {
    const request = $.ajax({ url, dataType: "json", ...settings });
    try {
        return { ok: true, answer: (await request) as Answer };
    } catch {
        const { status } = request;
        if (status === 401 || status === 403) return { ok: false, reason: "forbidden" };
        return { ok: false, reason: status === 404 ? "not-deployed" : "no-answer" };
    }
}
