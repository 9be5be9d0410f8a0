import { type IncomingHttpHeaders } from "node:http";

/** What is asked of a POST before anybody looks into it. */
export interface PostedRequest {
    readonly headers: IncomingHttpHeaders;
    is(type: string): string | false | null;
}

/** Why a request is refused: an HTTP status and a sentence. */
export interface Refusal {
    readonly status: number;
    readonly error: string;
}

/** Far more than the editor's requests have (bytes). */
const MOST_BODY_BYTES = 10_000;

/**
 * Why a POST to the admin API is refused, or nothing. Node-RED's permissions alone do not do: it reads forms too,
 * which a page of another origin can send in the name of whoever looks at it.
 */
export function refusalOf(request: PostedRequest): Refusal | undefined {
    if (isFromElsewhere(request.headers))
        return { status: 403, error: "expected a request of the editor itself" };
    if (request.is("application/json") !== "application/json") {
        return { status: 415, error: "expected application/json" };
    }
    if (Number(request.headers["content-length"] ?? 0) > MOST_BODY_BYTES) {
        return { status: 413, error: `expected at most ${MOST_BODY_BYTES} bytes` };
    }
    return undefined;
}

/** Whether a page of another origin sent it. What is no browser names no origin. */
function isFromElsewhere(headers: IncomingHttpHeaders): boolean {
    const { origin, host, "sec-fetch-site": site, "x-forwarded-host": forwardedHost } = headers;
    // The browser's own word, which it gives where the editor is served by HTTPS or from this machine.
    if (site !== undefined) return site !== "same-origin" && site !== "none";
    if (origin === undefined) return false;
    const from = URL.canParse(origin) ? new URL(origin).host : "";
    // A reverse proxy may replace the host, and then says which it was.
    return from !== host && from !== forwardedHost;
}
