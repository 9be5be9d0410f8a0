import { refused, send } from "./admin-answer";
import { type AdminRequest, type Guard } from "./admin-request";

/** Far more than the editor's requests have (bytes). */
const MOST_BODY_BYTES = 10_000;

/**
 * Refuses a body that is not JSON (415), since Node-RED reads forms too, which a page of another origin can send
 * without asking, and one that is too large (413).
 */
export const jsonPost: Guard = (request, response, next) => {
    if (request.is("application/json") !== "application/json") {
        send(response, refused(415, "expected application/json"));
    } else if (isTooLarge(request)) {
        send(response, refused(413, `expected at most ${MOST_BODY_BYTES} bytes`));
    } else next();
};

/** Neither a body that comes in chunks nor one that is compressed says how much it holds: what was read does. */
function isTooLarge({ headers, body }: AdminRequest): boolean {
    return Number(headers["content-length"] ?? 0) > MOST_BODY_BYTES || bytesOf(body) > MOST_BODY_BYTES;
}

function bytesOf(body: unknown): number {
    try {
        return Buffer.byteLength(JSON.stringify(body));
    } catch {
        // Nested so deeply that it cannot be written.
        return Infinity;
    }
}
