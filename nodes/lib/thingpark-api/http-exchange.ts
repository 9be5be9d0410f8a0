import { request as httpRequest, type ClientRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { HttpProxyAgent, HttpsProxyAgent } from "hpagent";
import { type Clock } from "../clock";
import { type TlsOptions } from "../connection/broker-link";
import { unreachableReason } from "./unreachable-reason";

/** A request as it goes out. */
export interface HttpRequest {
    readonly method: "GET" | "POST" | "PUT" | "DELETE";
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
}

/** An answer as it came, whatever its status. Redirects are answers too: they are not followed. */
export interface HttpAnswer {
    readonly status: number;
    readonly headers: IncomingMessage["headers"];
    readonly body: string;
}

/** Why a request has no answer. `barred`: it cannot be sent until people mend it; `stopped`: by its signal. */
export class HttpFailure extends Error {
    override readonly name = "HttpFailure";

    constructor(
        readonly kind: "unreachable" | "barred" | "too-large" | "stopped",
        message: string,
    ) {
        super(message);
    }
}

/** Sends a request and gives its answer. Rejects with an HttpFailure. */
export type HttpExchange = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;

/** How requests are sent. */
export interface ExchangeOptions {
    readonly tls: TlsOptions;
    /** The proxy for an address; undefined: there is none. */
    readonly proxyFor: (url: URL) => string | undefined;
    /** Milliseconds from the begin of a request to the last byte of its answer. */
    readonly timeout: number;
    /** Bytes that the body of an answer may have. */
    readonly mostBytes: number;
    readonly clock: Clock;
}

/** Exchanges over `node:http` and `node:https`, one connection each. A server's certificate is always verified. */
export function httpExchange(options: ExchangeOptions): HttpExchange {
    return (request, signal) =>
        new Promise((resolve, reject) => {
            if (signal.aborted) {
                reject(stoppedByItsSignal());
                return;
            }
            new Exchange(opened(request, options), options, signal, { resolve, reject }).send(request.body);
        });
}

/** Throws an HttpFailure where it cannot be sent at all, as with a proxy that is no address. */
function opened(request: HttpRequest, options: ExchangeOptions): ClientRequest {
    try {
        return open(request, options);
    } catch (error) {
        // Without its message, which may show the proxy with its password.
        const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
        throw new HttpFailure("barred", `it cannot be sent: check proxy and TLS settings (${code})`);
    }
}

function open({ method, url: address, headers, body }: HttpRequest, options: ExchangeOptions): ClientRequest {
    const url = new URL(address);
    const proxy = options.proxyFor(url);
    const common = {
        method,
        headers: {
            accept: "application/json",
            ...headers,
            ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }),
        },
        // hpagent takes it for its own request to the proxy.
        timeout: options.timeout,
    };
    if (url.protocol === "http:") {
        return httpRequest(url, { ...common, agent: proxy ? new HttpProxyAgent({ proxy }) : false });
    }
    const agent = proxy ? new HttpsProxyAgent({ proxy }) : false;
    return httpsRequest(url, { ...common, ...options.tls, rejectUnauthorized: true, agent });
}

interface Settled {
    resolve(answer: HttpAnswer): void;
    reject(failure: HttpFailure): void;
}

/** One request and its answer. Whatever ends it first counts; then its socket is gone. */
class Exchange {
    readonly #request: ClientRequest;
    readonly #options: ExchangeOptions;
    readonly #settled: Settled;
    readonly #finish: () => void;

    constructor(request: ClientRequest, options: ExchangeOptions, signal: AbortSignal, settled: Settled) {
        this.#request = request;
        this.#options = options;
        this.#settled = settled;
        const stop = (): void => {
            this.#fail(stoppedByItsSignal());
        };
        signal.addEventListener("abort", stop);
        const cancel = options.clock.after(options.timeout, () => {
            this.#fail(
                new HttpFailure("unreachable", `there was no answer within ${options.timeout / 1000} s`),
            );
        });
        this.#finish = () => {
            signal.removeEventListener("abort", stop);
            cancel();
        };
        request.on("response", (answer) => {
            this.#read(answer);
        });
        request.on("error", (error) => {
            this.#fail(failureOf(error));
        });
    }

    send(body: string | undefined): void {
        this.#request.end(body);
    }

    #read(answer: IncomingMessage): void {
        const chunks: Buffer[] = [];
        let bytes = 0;
        answer.on("data", (chunk: Buffer) => {
            bytes += chunk.length;
            if (bytes > this.#options.mostBytes) {
                const limit = `${this.#options.mostBytes} bytes`;
                this.#fail(new HttpFailure("too-large", `the answer is larger than ${limit}`));
            } else chunks.push(chunk);
        });
        answer.on("error", (error) => {
            this.#fail(failureOf(error));
        });
        answer.on("end", () => {
            this.#finish();
            const { statusCode = 0, headers } = answer;
            this.#settled.resolve({
                status: statusCode,
                headers,
                body: Buffer.concat(chunks).toString("utf8"),
            });
        });
    }

    /** Only the first outcome of a promise counts: what the destroyed socket still tells means nothing. */
    #fail(failure: HttpFailure): void {
        this.#finish();
        this.#settled.reject(failure);
        this.#request.destroy();
    }
}

function failureOf(error: Error): HttpFailure {
    const { reason, lasts } = unreachableReason(error);
    return new HttpFailure(lasts ? "barred" : "unreachable", reason);
}

function stoppedByItsSignal(): HttpFailure {
    return new HttpFailure("stopped", "it was stopped");
}
