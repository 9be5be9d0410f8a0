import { translated } from "./catalog";
import { propertyOf } from "./property-of";
import { type QueueAction, type QueueOutcome, type WaitingQueue } from "./waiting-queue";

/** The queues of a connection in which something waits; undefined where the server does not tell. */
export async function fetchQueues(configId: string): Promise<readonly WaitingQueue[] | undefined> {
    try {
        const answer: unknown = await $.getJSON(urlOf(configId));
        return isQueuesAnswer(answer) ? answer.queues.filter(({ documents }) => documents > 0) : undefined;
    } catch {
        return undefined; // Not deployed yet, no permission, or no connection to Node-RED.
    }
}

/** Has the server resume or discard what waits in a queue. */
export async function changeQueue(
    configId: string,
    action: QueueAction,
    queue: string,
): Promise<QueueOutcome> {
    const request = $.ajax({
        url: urlOf(configId),
        method: "POST",
        contentType: "application/json",
        data: JSON.stringify({ action, queue }),
    });
    try {
        const answer: unknown = await request;
        return { ok: true, documents: Number(propertyOf(answer, "documents")) };
    } catch {
        return { ok: false, reason: reasonOf(request) };
    }
}

// Relative: Node-RED adds the path of its editor and the user's token.
function urlOf(configId: string): string {
    return `wmw/queue/${encodeURIComponent(configId)}`;
}

function reasonOf({ status, responseJSON, statusText }: JQuery.jqXHR): string {
    if (status === 0) return translated("waiting.no-answer");
    if (status === 401 || status === 403) return translated("waiting.forbidden");
    const error = propertyOf(responseJSON, "error");
    return typeof error === "string" ? error : `${status} ${statusText}`;
}

function isQueuesAnswer(answer: unknown): answer is { queues: readonly WaitingQueue[] } {
    return Array.isArray(propertyOf(answer, "queues"));
}
