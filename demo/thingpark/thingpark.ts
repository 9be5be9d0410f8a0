import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { Authority } from "../certificates";
import { sendJson } from "../http-json";
import { listen } from "../listen";
import { TypedEmitter } from "../typed-emitter";
import { ApiRoutes, CORE } from "./api-routes";
import { ConnectionDesk, type ConnectionEvents } from "./connection-desk";
import type { ConnectionSetup } from "./connection-record";
import type { Fault } from "./fault";
import { SimulatedDevices } from "./simulated-devices";
import { DEFAULT_CLIENTS, TokenDesk, type ApiClient } from "./token-desk";

export interface ThingParkOptions {
    /** Issues its certificate; its CA is trusted for brokers too, where a connection names no other. */
    readonly authority: Authority;
    /** Default 0: any free port. */
    readonly port?: number;
    readonly clients?: readonly ApiClient[];
    /** How many connections a subscriber may have; default 5. */
    readonly limit?: number;
    /** How many seconds a token is good; default 3600. */
    readonly tokenLifetime?: number;
    /** How often (ms) each simulated device sends; default 10 000. */
    readonly uplinkPeriod?: number;
}

export interface ThingParkEvents extends ConnectionEvents {
    /** A request was answered with this status, those for tokens included. */
    request: { readonly method: string; readonly path: string; readonly status: number };
}

/**
 * A ThingPark platform to develop against, of one subscriber: the token endpoints and the connections of its API
 * behind TLS, made by what its documentation says. A connection that is created really connects to its broker and
 * sends the documents of simulated devices. It listens on 127.0.0.1 only and keeps everything in memory.
 */
export class ThingPark extends TypedEmitter<ThingParkEvents> {
    readonly #server: Server;
    readonly #connections: ConnectionDesk;
    readonly #tokens: TokenDesk;
    readonly #routes: ApiRoutes;
    readonly #devices: SimulatedDevices;
    readonly #faults: Fault[] = [];

    /** For `startThingPark`, which knows the order of things. */
    constructor(options: ThingParkOptions, certificate: { readonly key: string; readonly cert: string }) {
        super();
        const { authority, clients = DEFAULT_CLIENTS, tokenLifetime = 3_600, limit = 5 } = options;
        this.#tokens = new TokenDesk(clients, tokenLifetime);
        this.#connections = new ConnectionDesk({ caPem: authority.caPem, limit });
        this.#routes = new ApiRoutes({ tokens: this.#tokens, connections: this.#connections });
        this.#devices = new SimulatedDevices(options.uplinkPeriod ?? 10_000, (document) => {
            this.#connections.uplink(document);
        });
        this.#connections.on("command", (command) => this.emit("command", command));
        this.#connections.on("connection", (change) => {
            if (change.state === "OPENED") this.#devices.send();
            this.emit("connection", change);
        });
        this.#server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
            void this.#answer(request, response);
        });
    }

    /** What `wmw-thingpark-api` takes as its base URL. */
    get baseUrl(): string {
        return `https://localhost:${(this.#server.address() as AddressInfo).port}${CORE}`;
    }

    /** How many tokens were given so far. */
    get tokensGiven(): number {
        return this.#tokens.given;
    }

    /** All tokens expire now. */
    expireTokens(): void {
        this.#tokens.expireAll();
    }

    /** The connections as the API shows them. */
    connections(): object[] {
        return this.#connections.list();
    }

    /** A connection as it is kept, with its secrets. */
    setup(id: string): ConnectionSetup {
        return this.#connections.setup(id);
    }

    /** Answers the next request of the API that it fits as a test wants it; of several the first one first. */
    failNext(fault: Fault): void {
        this.#faults.push(fault);
    }

    async start(port: number): Promise<void> {
        await listen(this.#server, port);
        this.#devices.start();
    }

    /** Ends all connections and listeners, for good. */
    async close(): Promise<void> {
        this.#devices.stop();
        const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
        this.#server.closeAllConnections();
        await Promise.all([closed, this.#connections.close()]);
    }

    async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const { method = "", url: path = "" } = request;
        const fault = path.startsWith(CORE) ? this.#takeFault(method) : undefined;
        if (fault && !fault.carriedOut) {
            fault.answer(response);
            return;
        }
        const { status, body, headers } = await this.#routes.answer(request);
        this.emit("request", { method, path, status });
        if (fault) fault.answer(response);
        else if (body === undefined) response.writeHead(status, headers).end();
        else sendJson(response, status, body, headers);
    }

    #takeFault(method: string): Fault | undefined {
        const index = this.#faults.findIndex(
            (fault) => fault.method === undefined || fault.method === method,
        );
        return index < 0 ? undefined : this.#faults.splice(index, 1)[0];
    }
}

/** Starts a platform. Rejects where its port is busy. */
export async function startThingPark(options: ThingParkOptions): Promise<ThingPark> {
    const certificate = await options.authority.issue({ hosts: ["localhost", "127.0.0.1"] });
    const platform = new ThingPark(options, certificate);
    await platform.start(options.port ?? 0);
    return platform;
}
