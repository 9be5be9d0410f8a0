import type { Socket } from "node:net";
import { createServer, type Server, type TLSSocket } from "node:tls";
import type { Certificate } from "./certificates";
import { listen } from "./listen";
import { freePort } from "./ports";

/** A TLS server on 127.0.0.1 that can go away and come back on the same port. */
export class TlsListener {
    readonly #server: Server;
    // Both the sockets that still shake hands and those that are done: an outage spares neither.
    readonly #sockets = new Set<Socket>();
    #port: number;

    /** `port` 0: any free one, chosen at the first `start`. */
    constructor(
        certificate: Certificate,
        port: number,
        handlers: { onSocket: (socket: TLSSocket) => void; onFailure: (reason: string) => void },
    ) {
        this.#port = port;
        const { key, cert } = certificate;
        // Without `noDelay` an answer in two writes waits 40 ms for the client's acknowledgement of the first.
        this.#server = createServer({ key, cert, noDelay: true }, handlers.onSocket);
        this.#server.on("connection", (socket: Socket) => this.#remember(socket));
        this.#server.on("secureConnection", (socket) => this.#remember(socket));
        this.#server.on("tlsClientError", (error) => handlers.onFailure(error.message));
    }

    get port(): number {
        return this.#port;
    }

    /** Listens. Rejects where it cannot: `EADDRINUSE` is a busy port. */
    async start(): Promise<void> {
        if (this.#port === 0) this.#port = await freePort();
        await listen(this.#server, this.#port);
    }

    /** Ends all connections, without a word, as a failing network does; new ones are still taken. */
    dropConnections(): void {
        for (const socket of this.#sockets) socket.destroy();
    }

    /** Listens no more and ends all connections; from then on a client is refused. */
    async stop(): Promise<void> {
        if (!this.#server.listening) return;
        const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
        this.dropConnections();
        await closed;
    }

    #remember(socket: Socket): void {
        this.#sockets.add(socket);
        socket.once("close", () => this.#sockets.delete(socket));
    }
}
