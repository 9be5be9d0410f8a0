import { type IncomingHttpHeaders } from "node:http";
import { type Guard } from "./admin-request";

/**
 * Refuses pages of other origins (403). Node-RED lets every page read what its admin API answers (CORS with `*`),
 * and without `adminAuth` nothing else stands between such a page and what is answered here.
 */
export const ownOrigin: Guard = ({ headers }, response, next) => {
    if (isFromElsewhere(headers))
        response.status(403).json({ error: "expected a request of the editor itself" });
    else next();
};

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
