import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type Server as TlsServer, type TLSSocket } from "node:tls";
import { type Certificate } from "../../demo/certificates";
import { freePort } from "../../demo/ports";

/** Where clients come in: a TLS server on a port of 127.0.0.1 that can shut, change its certificate, or play dead. */
export class ProxyDoor {
    readonly #gate: Server;
    readonly #tls: TlsServer;
    readonly #sockets = new Set<Socket>();
    /** Accepted while it plays dead, and answered nothing. */
    #unanswered: Socket[] = [];
    #dead = false;
    #port = 0;

    constructor(certificate: Certificate, onClient: (socket: TLSSocket) => void) {
        this.#tls = createTlsServer({ key: certificate.key, cert: certificate.cert }, onClient);
        // A client that gives up in the handshake is no event for anybody.
        this.#tls.on("tlsClientError", () => undefined);
        this.#gate = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => {
            this.#admit(socket);
        });
    }

    get port(): number {
        return this.#port;
    }

    /** Listens, again after `shut` on the same port. */
    async open(): Promise<void> {
        if (this.#gate.listening) return;
        if (this.#port === 0) this.#port = await freePort();
        const listening = once(this.#gate, "listening");
        this.#gate.listen(this.#port, "127.0.0.1");
        await listening;
    }

    /** Whoever comes is refused, and all who are in are thrown out. */
    async shut(): Promise<void> {
        if (!this.#gate.listening) return;
        const closed = once(this.#gate, "close");
        this.#gate.close();
        for (const socket of this.#sockets) socket.destroy();
        await closed;
    }

    /** Shows this certificate to whoever comes from now on. */
    present({ key, cert }: Certificate): void {
        this.#tls.setSecureContext({ key, cert });
    }

    /** While dead it accepts connections and answers nothing, the TLS handshake neither. */
    set dead(dead: boolean) {
        this.#dead = dead;
        if (!dead) for (const socket of this.#unanswered.splice(0)) this.#greet(socket);
    }

    #admit(socket: Socket): void {
        this.#sockets.add(socket);
        socket.once("close", () => this.#sockets.delete(socket));
        socket.on("error", () => undefined);
        if (this.#dead) this.#unanswered.push(socket);
        else this.#greet(socket);
    }

    /** Node's documented way to hand a connection to a TLS server that does not listen itself. */
    #greet(socket: Socket): void {
        if (!socket.destroyed) this.#tls.emit("connection", socket);
    }
}
