import type { IncomingMessage, ServerResponse } from "node:http";

/** An answer other than success, as its status and a sentence for the caller. */
export class HttpError extends Error {
    override readonly name = "HttpError";

    constructor(
        readonly status: number,
        message: string,
        readonly headers: Readonly<Record<string, string>> = {},
    ) {
        super(message);
    }
}

/** An error as an answer: where it is none already, 500. */
export function toHttpError(error: unknown): HttpError {
    if (error instanceof HttpError) return error;
    return new HttpError(500, error instanceof Error ? error.message : String(error));
}

const MAX_BODY_BYTES = 64 * 1024;

/** The parsed body of a request. Throws an HttpError: 415 other than JSON, 413 over 64 kB, 400 broken JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
    // A browser sends other types across origins without asking first, so this keeps foreign pages out as well.
    if (typeOf(request) !== "application/json")
        throw new HttpError(415, "expected Content-Type: application/json");
    const body = await readBody(request);
    try {
        return JSON.parse(body.toString("utf8"));
    } catch {
        throw new HttpError(400, "the body is not JSON");
    }
}

/** The fields of a request that was sent as a form. Throws an HttpError: 415 other than a form, 413 over 64 kB. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
    if (typeOf(request) !== "application/x-www-form-urlencoded") throw new HttpError(415, "expected a form");
    return new URLSearchParams((await readBody(request)).toString("utf8"));
}

/** Answers in JSON. */
export function sendJson(
    response: ServerResponse,
    status: number,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
): void {
    response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", ...headers });
    response.end(`${JSON.stringify(body, null, 2)}\n`);
}

function typeOf({ headers }: IncomingMessage): string | undefined {
    return headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    // An iterator that gives up would take the socket along, and with it the answer.
    const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    for await (const chunk of body) {
        bytes += chunk.length;
        // The rest stays unread, so there can be no second request on this connection.
        if (bytes > MAX_BODY_BYTES)
            throw new HttpError(413, "the body is over 64 kB", { Connection: "close" });
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
