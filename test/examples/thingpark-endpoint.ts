import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { TypedEmitter } from "../../demo/typed-emitter";

/** What was posted. */
export interface Posted {
    readonly method: string | undefined;
    readonly path: string | undefined;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
}

/** ThingPark's endpoint for downlinks of one connection, on 127.0.0.1. */
export class ThingParkEndpoint extends TypedEmitter<{ posted: Posted }> {
    readonly path = "/iot-flow/downlinkMessages/3c2f8a5e-0000-4000-8000-00000000a001";
    /** What it answers from now on. */
    answer = { status: 200, body: "queued" };
    readonly #server: Server;

    private constructor() {
        super();
        this.#server = createServer((request, response) => {
            void text(request).then((body) => {
                const { method, url: path, headers } = request;
                this.emit("posted", { method, path, headers, body });
                response.writeHead(this.answer.status).end(this.answer.body);
            });
        });
    }

    static async start(): Promise<ThingParkEndpoint> {
        const endpoint = new ThingParkEndpoint();
        await new Promise<void>((resolve) => endpoint.#server.listen(0, "127.0.0.1", resolve));
        return endpoint;
    }

    /** What ThingPark shows in the banner of the connection. */
    get url(): string {
        return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${this.path}`;
    }

    async stop(): Promise<void> {
        this.#server.closeAllConnections();
        await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    }
}
