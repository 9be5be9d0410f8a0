import { type AdminResponse } from "./admin-request";

/** What an endpoint answers: a status, and a body that goes out as JSON. */
export interface Answer {
    readonly status: number;
    readonly body: object;
}

/** The answer to what is not done, with the reason in English. */
export function refused(status: number, error: string): Answer {
    return { status, body: { error } };
}

export function send(response: AdminResponse, { status, body }: Answer): void {
    response.status(status).json(body);
}

/**
 * Sends an answer that is yet to come, and where it fails 500 with `failure` and the code of the error: a rejection
 * that nobody takes care of would end Node-RED. The error's own words are not shown, since they may hold anything.
 */
export async function sendLater(
    response: AdminResponse,
    answer: Promise<Answer>,
    failure: string,
): Promise<void> {
    try {
        send(response, await answer);
    } catch (error) {
        const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
        send(response, refused(500, `${failure} (${code})`));
    }
}
