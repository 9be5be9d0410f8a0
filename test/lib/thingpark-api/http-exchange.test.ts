import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import {
    connect,
    createServer as createTcpServer,
    type AddressInfo,
    type Server,
    type Socket,
} from "node:net";
import should from "should";
import { createAuthority } from "../../../demo/certificates";
import { freePort } from "../../../demo/ports";
import {
    HttpFailure,
    httpExchange,
    type ExchangeOptions,
    type HttpRequest,
} from "../../../nodes/lib/thingpark-api/http-exchange";
import { stopping } from "../../../nodes/lib/thingpark-api/stopping";
import { Cleanup } from "../../demo/support";
import { ManualClock } from "../support/manual-clock";

const never = stopping().signal;

describe("an exchange over HTTP", () => {
    const cleanup = new Cleanup();
    let clock: ManualClock;

    beforeEach(() => {
        clock = new ManualClock();
    });

    async function listening(server: Server): Promise<number> {
        const sockets = new Set<Socket>();
        server.on("connection", (socket: Socket) => sockets.add(socket));
        await once(server.listen(0, "127.0.0.1"), "listening");
        cleanup.add(() => {
            for (const socket of sockets) socket.destroy();
            server.close();
        });
        return (server.address() as AddressInfo).port;
    }

    const serve = (onRequest: RequestListener): Promise<number> => listening(createServer(onRequest));

    it("says that it cannot be sent where the proxy is no address, and shows nothing of it", async () => {
        const failure: unknown = await exchange(
            { url: "https://platform.example.com" },
            { proxyFor: () => "//user:hunter2@proxy" },
        ).catch((error: unknown) => error);
        should(failure).be.instanceof(HttpFailure);
        should(failure).containEql({ kind: "barred" });
        should((failure as HttpFailure).message)
            .match(/check proxy/)
            .and.not.match(/hunter2/);
    });

    function exchange(
        request: Partial<HttpRequest> & { url: string },
        options: Partial<ExchangeOptions> = {},
        signal = never,
    ) {
        const send = httpExchange({
            tls: {},
            proxyFor: () => undefined,
            timeout: 30_000,
            mostBytes: 1_000,
            clock,
            ...options,
        });
        return send({ method: "GET", headers: {}, ...request }, signal);
    }

    async function failureOf(promise: Promise<unknown>): Promise<string> {
        const outcome: unknown = await promise.catch((error: unknown) => error);
        if (!(outcome instanceof HttpFailure)) throw new Error(`answered: ${JSON.stringify(outcome)}`);
        const { kind, message } = outcome;
        return `${kind}: ${message}`;
    }

    async function bodyOf(request: IncomingMessage): Promise<string> {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        return Buffer.concat(chunks).toString();
    }

    it("sends method, headers and body, and gives status, headers and body", async () => {
        const port = await serve((request, response) => {
            void bodyOf(request).then((body) => {
                const { method, url, headers } = request;
                const told = { method, url, body, type: headers["content-type"], accept: headers.accept };
                response.writeHead(201, { location: "/c/1" }).end(JSON.stringify(told));
            });
        });
        const answer = await exchange({
            method: "POST",
            url: `http://127.0.0.1:${port}/api/c`,
            headers: { "content-type": "application/json" },
            body: '{"größe":1}',
        });
        should(answer.status).equal(201);
        should(answer.headers.location).equal("/c/1");
        should(JSON.parse(answer.body)).deepEqual({
            method: "POST",
            url: "/api/c",
            body: '{"größe":1}',
            type: "application/json",
            accept: "application/json",
        });
        clock.timers.should.equal(0);
    });

    for (const status of [301, 302, 307, 308]) {
        it(`does not follow a redirect ${status}`, async () => {
            const asked: unknown[] = [];
            const port = await serve((request, response) => {
                asked.push(request.url);
                response.writeHead(status, { location: "/elsewhere" }).end();
            });
            const answer = await exchange({ url: `http://127.0.0.1:${port}/a` });
            should(answer.status).equal(status);
            asked.should.deepEqual(["/a"]);
        });
    }

    it("gives up an answer that is larger than the limit, before all of it has come", async () => {
        const port = await serve((_request, response) => {
            response.write("x".repeat(1_001)); // And no end.
        });
        (await failureOf(exchange({ url: `http://127.0.0.1:${port}/` }))).should.equal(
            "too-large: the answer is larger than 1000 bytes",
        );
    });

    it("takes an answer of just the limit", async () => {
        const port = await serve((_request, response) => response.end("x".repeat(1_000)));
        should((await exchange({ url: `http://127.0.0.1:${port}/` })).body).have.length(1_000);
    });

    it("gives up an answer that does not come in time, or does not end in time", async () => {
        for (const begin of ["", "{"]) {
            let closed: Promise<unknown> | undefined;
            const port = await serve((request, response) => {
                closed = new Promise((resolve) => request.socket.on("close", resolve));
                request.socket.on("error", () => undefined);
                response.flushHeaders();
                if (begin) response.write(begin);
                clock.advance(30_000);
            });
            (await failureOf(exchange({ url: `http://127.0.0.1:${port}/` }))).should.equal(
                "unreachable: there was no answer within 30 s",
            );
            await closed;
        }
    });

    it("gives up a server that accepts and says nothing", async () => {
        const port = await listening(createTcpServer(() => clock.advance(30_000)));
        (await failureOf(exchange({ url: `https://127.0.0.1:${port}/` }))).should.match(
            /no answer within 30 s/,
        );
    });

    it("is stopped by its signal, before and meanwhile", async () => {
        const stop = stopping();
        const port = await serve(() => {
            stop.abort();
        });
        const url = `http://127.0.0.1:${port}/`;
        (await failureOf(exchange({ url }, {}, stop.signal))).should.equal("stopped: it was stopped");
        (await failureOf(exchange({ url }, {}, stop.signal))).should.equal("stopped: it was stopped");
        clock.timers.should.equal(0);
    });

    it("tells of an answer that breaks off", async () => {
        const port = await serve((request, response) => {
            response.writeHead(200, { "content-length": 10 });
            response.write("half", () => request.socket.destroy());
        });
        (await failureOf(exchange({ url: `http://127.0.0.1:${port}/` }))).should.equal(
            "unreachable: the connection was closed before the answer was complete",
        );
    });

    it("tells of a host that refuses, and of a name that is not known", async () => {
        const port = await freePort();
        (await failureOf(exchange({ url: `https://127.0.0.1:${port}/` }))).should.equal(
            "unreachable: nothing accepts connections at that host and port",
        );
        (await failureOf(exchange({ url: "https://platform.invalid/" }))).should.match(
            /^unreachable: the name of the host (is not known|could not be looked up)$/,
        );
    });

    describe("over TLS", () => {
        async function secure(hosts: string[], notAfter?: Date) {
            const authority = await createAuthority("A CA");
            const { key, cert } = await authority.issue({
                hosts,
                ...(notAfter && { notAfter, notBefore: new Date("2020-01-01") }),
            });
            const server = createSecureServer({ key, cert }, (_request, response) => response.end("hello"));
            return { port: await listening(server), ca: authority.caPem };
        }

        it("trusts the CA of the TLS settings", async () => {
            const { port, ca } = await secure(["localhost"]);
            should((await exchange({ url: `https://localhost:${port}/` }, { tls: { ca } })).body).equal(
                "hello",
            );
        });

        it("does not trust others, nor does what TLS settings say switch that off", async () => {
            const { port } = await secure(["localhost"]);
            const unchecked = { rejectUnauthorized: false } as object;
            for (const tls of [{}, unchecked]) {
                (await failureOf(exchange({ url: `https://localhost:${port}/` }, { tls }))).should.match(
                    /^barred: its certificate is not trusted: choose TLS settings/,
                );
            }
        });

        it("tells of certificates for another host, and of those that have expired", async () => {
            const other = await secure(["other.example.com"]);
            (
                await failureOf(
                    exchange({ url: `https://localhost:${other.port}/` }, { tls: { ca: other.ca } }),
                )
            ).should.equal("barred: its certificate is for another host name");
            const old = await secure(["localhost"], new Date("2020-02-01"));
            (
                await failureOf(exchange({ url: `https://localhost:${old.port}/` }, { tls: { ca: old.ca } }))
            ).should.equal("barred: its certificate has expired");
        });

        it("goes through a proxy by CONNECT, and still verifies the server", async () => {
            const { port, ca } = await secure(["localhost"]);
            const connects: unknown[] = [];
            const proxy = createServer();
            proxy.on("connect", (request, socket) => {
                connects.push([request.url, request.headers["proxy-authorization"]]);
                const onward = connect(port, "127.0.0.1", () => {
                    socket.write("HTTP/1.1 200 OK\r\n\r\n");
                    onward.pipe(socket).pipe(onward);
                });
                for (const end of [onward, socket]) end.on("error", () => undefined);
            });
            const proxyFor = (
                (address: string) => () =>
                    address
            )(`http://user:pass@127.0.0.1:${await listening(proxy)}`);
            const url = `https://localhost:${port}/`;
            should((await exchange({ url }, { tls: { ca }, proxyFor })).body).equal("hello");
            const login = `Basic ${Buffer.from("user:pass").toString("base64")}`;
            connects.should.deepEqual([[`localhost:${port}`, login]]);
            (await failureOf(exchange({ url }, { proxyFor }))).should.match(/not trusted/);
        });

        it("tells of a proxy that refuses", async () => {
            const proxy = createServer();
            proxy.on("connect", (_request, socket) => {
                socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
            });
            const address = `http://127.0.0.1:${await listening(proxy)}`;
            (
                await failureOf(exchange({ url: "https://localhost:1/" }, { proxyFor: () => address }))
            ).should.equal("unreachable: the proxy answered with status 407");
        });
    });
});
