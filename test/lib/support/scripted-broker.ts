import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { createAuthority } from "../../../demo/certificates";
import { Inbox } from "../../support/inbox";
import { obliging } from "./broker-packets";
import { BrokerPeer, type Script } from "./broker-peer";

/**
 * A broker on 127.0.0.1 that speaks real MQTT over TLS and does what a test tells it, right or wrong. To be made
 * inside a `describe`: it is there, obliging, at the start of each test, and gone after it.
 */
export class ScriptedBroker {
    /** What is done with the packets of links that come from now on. */
    script: Script = obliging;
    /** What is done with TCP connections that come from now on, in place of speaking TLS. */
    welcome: ((socket: Socket) => void) | undefined;
    /** What a client has to trust, PEM. */
    caPem = "";
    readonly #tls = createTlsServer({ noDelay: true }, (socket) => this.#enter(socket));
    readonly #tcp = createServer({ noDelay: true }, (socket) => this.#arrive(socket));
    /** All that is connected, by the client's port. */
    readonly #sockets = new Map<number | undefined, Socket>();
    #links = new Inbox<BrokerPeer>();

    constructor() {
        before(() => this.#certify());
        beforeEach(() => this.#start());
        afterEach(() => this.#stop());
    }

    get port(): number {
        return (this.#tcp.address() as AddressInfo).port;
    }

    /** Resolves when no connection is left. */
    async empty(): Promise<void> {
        while (this.#sockets.size > 0) {
            await Promise.all([...this.#sockets.values()].map((socket) => once(socket, "close")));
        }
    }

    /** The next link that got through the TLS handshake and that nobody has asked for yet. */
    next(): Promise<BrokerPeer> {
        return this.#links.next();
    }

    async #certify(): Promise<void> {
        const authority = await createAuthority();
        this.caPem = authority.caPem;
        this.#tls.setSecureContext(await authority.issue({ hosts: ["127.0.0.1"] }));
    }

    #start(): Promise<void> {
        this.script = obliging;
        this.welcome = undefined;
        this.#links = new Inbox();
        return new Promise((resolve) => this.#tcp.listen(0, "127.0.0.1", resolve));
    }

    #stop(): Promise<void> {
        return new Promise((resolve) => {
            this.#tcp.close(() => resolve());
            for (const socket of this.#sockets.values()) socket.destroy();
        });
    }

    #arrive(socket: Socket): void {
        const port = socket.remotePort;
        this.#sockets.set(port, socket);
        socket.on("close", () => this.#sockets.delete(port));
        socket.on("error", () => undefined); // The client may reset it.
        if (this.welcome) this.welcome(socket);
        else this.#tls.emit("connection", socket);
    }

    #enter(tls: TLSSocket): void {
        const raw = this.#sockets.get(tls.remotePort);
        if (!raw) return; // It is gone already.
        tls.on("error", () => undefined);
        this.#links.put(new BrokerPeer(raw, tls, this.script));
    }
}
