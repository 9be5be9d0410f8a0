import { type IncomingHttpHeaders } from "node:http";
import { refused, send } from "./admin-answer";
import { type Guard } from "./admin-request";

/**
 * Refuses pages of other origins (403). Node-RED lets every page read what its admin API answers (CORS with `*`),
 * and without `adminAuth` nothing else stands between such a page and what is answered here.
 */
export const ownOrigin: Guard = ({ headers }, response, next) => {
    if (isFromElsewhere(headers)) {
        const error =
            "expected a request of the editor itself: a reverse proxy has to pass on the Host header";
        send(response, refused(403, error));
    } else next();
};

/** Whether a page of another origin sent it. What is no browser names no origin. */
function isFromElsewhere(headers: IncomingHttpHeaders): boolean {
    const { origin, host, "sec-fetch-site": site } = headers;
    // The browser's own word, which it gives where the editor is served by HTTPS or from this machine.
    if (site !== undefined) return site !== "same-origin" && site !== "none";
    if (origin === undefined) return false;
    // X-Forwarded-Host does not count: Node-RED's CORS lets any page send any header, save those that only the
    // browser writes.
    return !URL.canParse(origin) || new URL(origin).host !== host;
}
