import { isIP } from "node:net";
import { connect } from "node:tls";
import { describeCertificate, type ServerCertificate } from "../connection/server-certificate";

/** Where to look, and by which name of TLS settings. */
export interface Server {
    readonly host: string;
    readonly port: number;
    readonly servername: string | undefined;
}

/** Gives the certificate that a server shows, undefined where it shows none; gives up when `over` is aborted. */
export type Look = (server: Server, over: AbortSignal) => Promise<ServerCertificate | undefined>;

/**
 * Looks at a certificate that does not pass, to tell people what is wrong with it: Node ends a connection whose
 * server it cannot verify before anybody sees the certificate. Nothing is ever sent over this one, and nothing
 * read: it is closed as soon as the server has shown what it has.
 */
export const lookAtCertificate: Look = ({ host, port, servername = nameFor(host) }, over) =>
    new Promise((resolve) => {
        let seen: ServerCertificate | undefined;
        const socket = connect({ host, port, servername, rejectUnauthorized: false });
        const close = (): void => {
            socket.destroy();
        };
        socket.once("secureConnect", () => {
            seen = describeCertificate(socket.getPeerCertificate());
            close();
        });
        socket.on("error", () => undefined); // What is wrong was told by the test itself.
        socket.once("close", () => {
            over.removeEventListener("abort", close);
            resolve(seen);
        });
        over.addEventListener("abort", close);
        if (over.aborted) close();
    });

/** RFC 6066, section 3: an address is no server name. */
function nameFor(host: string): string {
    return isIP(host) === 0 ? host : "";
}
