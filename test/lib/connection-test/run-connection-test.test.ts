import { once } from "node:events";
import { type AddressInfo, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import should from "should";
import { createAuthority, type Authority, type CertificateOptions } from "../../../demo/certificates";
import { freePort } from "../../../demo/ports";
import { type Clock } from "../../../nodes/lib/clock";
import { type Dial } from "../../../nodes/lib/connection/broker-link";
import { dialMqtt } from "../../../nodes/lib/connection/dial-mqtt";
import { lookAtCertificate } from "../../../nodes/lib/connection-test/look-at-certificate";
import { runConnectionTest } from "../../../nodes/lib/connection-test/run-connection-test";
import { type StepResult } from "../../../nodes/lib/connection-test/step-result";
import { type TestPlan } from "../../../nodes/lib/connection-test/test-plan";
import { connack, message, obliging, obligingBut, suback } from "../support/broker-packets";
import { ManualClock } from "../support/manual-clock";
import { ScriptedBroker } from "../support/scripted-broker";
import { isResolved } from "../support/turn";
import { VERSIONS } from "../support/versions";

const TIMEOUT = 60_000;

/** Reads, so that the end of the connection is seen, and says nothing. */
function beSilent(socket: Socket): void {
    socket.resume();
}
const TOPIC = "downlink_1234";

/** A test that runs, and all that it has reported. */
interface Running {
    readonly results: StepResult[];
    readonly done: Promise<void>;
    /** Resolves when a step is reported. */
    reported(step: StepResult["step"]): Promise<StepResult>;
    cancel(): void;
}

interface Setup {
    readonly port?: number;
    readonly host?: string;
    readonly ca?: string;
    readonly protocolVersion?: 4 | 5;
    readonly subscribes?: boolean;
    /** By default time stands still: a slow machine, or a name server that says nothing, is no time-out. */
    readonly clock?: Clock;
    readonly dial?: Dial;
}

describe("the test of a connection", () => {
    const broker = new ScriptedBroker();
    let authority: Authority;

    before(async () => {
        authority = await createAuthority();
    });

    function plan(setup: Setup): TestPlan {
        const { host = "127.0.0.1", port = broker.port, ca = broker.caPem } = setup;
        return {
            endpoint: {
                host,
                port,
                url: `mqtts://${host}:${port}`,
                enterpriseId: "1234",
                uplinkTopic: "uplink_1234",
                downlinkTopic: TOPIC,
            },
            subscribes: setup.subscribes ?? true,
            dial: {
                host,
                port,
                protocolVersion: setup.protocolVersion ?? 4,
                clientId: "wmwtest0123",
                username: "user",
                password: "s3cret",
                keepalive: 30_000,
                connectTimeout: TIMEOUT,
                session: "clean",
                tls: { ca },
            },
        };
    }

    function start(setup: Setup = {}): Running {
        const controller = new AbortController();
        const results: StepResult[] = [];
        const waiters = new Map<string, (result: StepResult) => void>();
        const { clock = new ManualClock(), dial = dialMqtt } = setup;
        const done = runConnectionTest(
            plan(setup),
            { dial, look: lookAtCertificate, clock },
            {
                signal: controller.signal,
                report: (result) => {
                    results.push(result);
                    waiters.get(result.step)?.(result);
                },
            },
        );
        return {
            results,
            done,
            reported: (step) => new Promise((resolve) => waiters.set(step, resolve)),
            cancel: () => {
                controller.abort();
            },
        };
    }

    /** Runs a test to its end: gives its results, and asserts that nothing is left open. */
    async function run(setup: Setup = {}): Promise<StepResult[]> {
        const { results, done } = start(setup);
        await done;
        await broker.empty();
        return results;
    }

    /** Runs a test that fails: gives its last result. */
    async function failing(setup: Setup = {}): Promise<Extract<StepResult, { outcome: "failed" }>> {
        const last = (await run(setup)).at(-1);
        if (last?.outcome !== "failed") throw new Error(`expected a failure, got ${JSON.stringify(last)}`);
        return last;
    }

    /** Has a TLS server of one's own answer in the broker's place. */
    async function answerWith(
        certificate: CertificateOptions,
        options: TlsOptions = {},
        issuer = authority,
    ): Promise<void> {
        const server = createTlsServer({ ...(await issuer.issue(certificate)), ...options });
        server.on("tlsClientError", () => undefined);
        server.on("secureConnection", (socket) => socket.on("error", () => undefined));
        broker.welcome = (socket) => server.emit("connection", socket);
    }

    for (const [protocolVersion, title] of VERSIONS) {
        describe(`that goes well, with ${title}`, () => {
            it("passes each step, and says what it saw", async () => {
                const results = await run({ protocolVersion });
                results
                    .map(({ step, outcome }) => `${step} ${outcome}`)
                    .should.deepEqual([
                        "settings passed",
                        "lookup skipped",
                        "tcp passed",
                        "tls passed",
                        "login passed",
                        "subscribe passed",
                        "publish skipped",
                    ]);
                const tls = results.find(({ step }) => step === "tls");
                should(tls).have.propertyByPath("certificate", "names").deepEqual(["127.0.0.1"]);
                should(tls)
                    .have.propertyByPath("certificate", "issuer")
                    .match(/stand-in CA/);
            });

            it("subscribes to the plain topic with QoS 0 in a clean session, and unsubscribes at once", async () => {
                const test = start({ protocolVersion });
                const peer = await broker.next();
                const { clean, clientId } = await peer.next("connect");
                ({ clean, clientId }).should.deepEqual({ clean: true, clientId: "wmwtest0123" });
                const [subscription] = (await peer.next("subscribe")).subscriptions;
                should(subscription).containEql({ topic: TOPIC, qos: 0 });
                (await peer.next("unsubscribe")).unsubscriptions.should.deepEqual([TOPIC]);
                await test.done;
                await peer.closed;
                peer.commands.should.deepEqual(["connect", "subscribe", "unsubscribe", "disconnect"]);
            });
        });
    }

    it("looks up a name, and tells its address", async () => {
        const { host, port, done } = await namedServer();
        const results = await run({ host, port, ca: authority.caPem });
        should(results[1]).have.properties({ step: "lookup", outcome: "passed" });
        should(results[1])
            .have.property("address")
            .match(/^(127\.0\.0\.1|::1)$/);
        await done();
    });

    /** A TLS server for localhost that ends each connection after the handshake. */
    async function namedServer() {
        const certificate = await authority.issue({ hosts: ["localhost"] });
        const server = createTlsServer(certificate, (socket) => socket.resume().end());
        await once(server.listen(0, "localhost"), "listening");
        const { port } = server.address() as AddressInfo;
        return { host: "localhost", port, done: () => new Promise((resolve) => server.close(resolve)) };
    }

    it("does not subscribe where commands are switched off", async () => {
        const test = start({ subscribes: false });
        const peer = await broker.next();
        await test.done;
        await peer.closed;
        peer.commands.should.deepEqual(["connect", "disconnect"]);
        test.results
            .slice(-2)
            .map(({ outcome }) => outcome)
            .should.deepEqual(["skipped", "skipped"]);
    });

    it("lets a command be that comes in the moment of the subscription", async () => {
        broker.script = (packet, peer) => {
            obliging(packet, peer);
            if (packet.cmd === "subscribe") peer.send(message(TOPIC, "{}"));
        };
        (await run()).at(-1)?.should.have.property("step", "publish");
    });

    describe("fails at", () => {
        it("the name, where nobody knows it", async () => {
            (await failing({ host: "broker.invalid" })).should.have.properties({
                step: "lookup",
                reason: "unknown-host",
            });
        });

        it("TCP, where the port is closed", async () => {
            (await failing({ port: await freePort() })).should.have.properties({
                step: "tcp",
                reason: "refused",
            });
        });

        const noTls: [what: string, welcome: (socket: Socket) => void, reason: string][] = [
            [
                "answers in plain text",
                (socket) => socket.resume().write("HTTP/1.1 400 Bad Request\r\n\r\n"),
                "no-tls",
            ],
            [
                "closes at what it does not understand",
                (socket) => socket.once("data", () => socket.end()),
                "tls-failed",
            ],
            ["resets", (socket) => socket.once("data", () => socket.resetAndDestroy()), "tls-failed"],
        ];
        for (const [what, welcome, reason] of noTls) {
            it(`TLS, where the port is a plain one that ${what}`, async () => {
                broker.welcome = welcome;
                (await failing()).should.have.properties({ step: "tls", reason });
            });
        }

        const hosts = ["127.0.0.1"];
        const certificates: [what: string, certificate: CertificateOptions, reason: string][] = [
            ["is for another host", { hosts: ["broker.example.com"] }, "wrong-host-name"],
            [
                "has expired",
                { hosts, notBefore: new Date("2020-01-01"), notAfter: new Date("2020-02-01") },
                "certificate-expired",
            ],
            [
                "is not valid yet",
                { hosts, notBefore: new Date("2090-01-01"), notAfter: new Date("2090-02-01") },
                "certificate-not-yet-valid",
            ],
        ];
        for (const [what, certificate, reason] of certificates) {
            it(`TLS, where the certificate ${what}, and shows it`, async () => {
                await answerWith(certificate);
                const failure = await failing({ ca: authority.caPem });
                failure.should.have.properties({ step: "tls", reason });
                failure.should.have.propertyByPath("certificate", "names").deepEqual(certificate.hosts);
                if (certificate.notAfter) {
                    failure.should.have
                        .propertyByPath("certificate", "validTo")
                        .equal(certificate.notAfter.getTime());
                }
            });
        }

        it("TLS, where nobody here trusts who issued the certificate, and says who it was", async () => {
            await answerWith({ hosts }, {}, await createAuthority("Somebody else's CA"));
            const failure = await failing({ ca: authority.caPem });
            failure.should.have.properties({ step: "tls", reason: "not-trusted" });
            failure.should.have.propertyByPath("certificate", "issuer").match(/^Somebody else's CA/);
        });

        for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
            it(`TLS, where a client certificate is wanted, with ${maxVersion}`, async () => {
                await answerWith(
                    { hosts },
                    { requestCert: true, rejectUnauthorized: true, ca: authority.caPem, maxVersion },
                );
                // TLS 1.2 has no alert of its own for it.
                const reason = maxVersion === "TLSv1.3" ? "client-certificate-required" : "tls-failed";
                (await failing({ ca: authority.caPem })).should.have.properties({ step: "tls", reason });
            });
        }

        const refusals: [code: 1 | 2 | 3 | 4 | 5 | 0x84 | 0x87, version: 4 | 5, reason: string][] = [
            [1, 4, "protocol-version-refused"],
            [1, 5, "protocol-version-refused"],
            [0x84, 5, "protocol-version-refused"],
            [2, 4, "client-id-refused"],
            [3, 4, "server-unavailable"],
            [4, 4, "wrong-login"],
            [5, 4, "wrong-login"],
            [0x87, 5, "wrong-login"],
        ];
        for (const [code, protocolVersion, reason] of refusals) {
            it(`the login, where version ${protocolVersion} is answered with ${code}: ${reason}`, async () => {
                broker.script = (packet, peer) => {
                    if (packet.cmd === "connect") peer.send(connack(code));
                };
                (await failing({ protocolVersion })).should.have.properties({ step: "login", reason });
            });
        }

        it("the login, where the broker closes without a word", async () => {
            broker.script = (packet, peer) => {
                if (packet.cmd === "connect") peer.close();
            };
            (await failing()).should.have.properties({ step: "login", reason: "connection-lost" });
        });

        for (const [protocolVersion, title] of VERSIONS) {
            it(`the subscription, where the broker refuses it, with ${title}`, async () => {
                broker.script = (packet, peer) => {
                    if (packet.cmd === "subscribe") peer.send(suback(packet, 0x80));
                    else obliging(packet, peer);
                };
                (await failing({ protocolVersion })).should.have.properties({
                    step: "subscribe",
                    reason: "not-allowed-to-subscribe",
                });
            });
        }

        it("the subscription, where the broker answers it by closing", async () => {
            broker.script = (packet, peer) => {
                if (packet.cmd === "subscribe") peer.close();
                else obliging(packet, peer);
            };
            (await failing()).should.have.properties({ step: "subscribe", reason: "connection-lost" });
        });
    });

    describe("gives up when its time is over, and leaves nothing open:", () => {
        const silent: [step: StepResult["step"], before: StepResult["step"], prepare: () => void][] = [
            ["tls", "tcp", () => (broker.welcome = beSilent)],
            ["login", "tls", () => (broker.script = obligingBut("connect"))],
            ["subscribe", "login", () => (broker.script = obligingBut("subscribe"))],
        ];
        for (const [step, before, prepare] of silent) {
            it(`a server that is silent at ${step}`, async () => {
                prepare();
                const clock = new ManualClock();
                const test = start({ clock });
                await test.reported(before);
                clock.advance(TIMEOUT - 1);
                (await isResolved(test.done)).should.be.false();
                clock.advance(1);
                await test.done;
                await broker.empty();
                should(test.results.at(-1)).have.properties({ step, reason: "timed-out" });
                clock.timers.should.equal(0);
            });
        }

        for (const step of ["lookup", "tcp"] as const) {
            it(`a network that is silent at ${step}`, async () => {
                const clock = new ManualClock();
                const host = step === "lookup" ? "broker.example.com" : "192.0.2.1";
                const dial: Dial = () => ({
                    publish: () => undefined,
                    subscribe: () => undefined,
                    unsubscribe: () => undefined,
                    end: () => Promise.resolve(),
                });
                const test = start({ clock, host, dial });
                clock.advance(TIMEOUT);
                await test.done;
                should(test.results.at(-1)).have.properties({ step, reason: "timed-out" });
            });
        }

        it("a server that shows a bad certificate once and is silent to the second look", async () => {
            const stranger = await createAuthority("Somebody else's CA");
            const server = createTlsServer(await stranger.issue({ hosts: ["127.0.0.1"] }));
            server.on("tlsClientError", () => undefined);
            const clock = new ManualClock();
            const second = new Promise<void>((resolve) => {
                broker.welcome = (first) => {
                    broker.welcome = (socket) => {
                        beSilent(socket);
                        resolve();
                    };
                    server.emit("connection", first);
                };
            });
            const test = start({ clock });
            await second;
            clock.advance(TIMEOUT);
            await test.done;
            await broker.empty();
            should(test.results.at(-1)).have.properties({ step: "tls", reason: "not-trusted" });
            should(test.results.at(-1)).not.have.property("certificate");
        });
    });

    describe("can be cancelled", () => {
        const moments: [title: string, before: StepResult["step"], prepare: () => void][] = [
            ["while it waits for TLS", "tcp", () => (broker.welcome = beSilent)],
            ["while it waits for the login", "tls", () => (broker.script = obligingBut("connect"))],
            [
                "while it waits for the subscription",
                "login",
                () => (broker.script = obligingBut("subscribe")),
            ],
        ];
        for (const [title, before, prepare] of moments) {
            it(`${title}: it reports nothing more, and leaves nothing open`, async () => {
                prepare();
                const clock = new ManualClock();
                const test = start({ clock });
                await test.reported(before);
                const reported = test.results.length;
                test.cancel();
                await test.done;
                await broker.empty();
                test.results.should.have.length(reported);
                clock.timers.should.equal(0);
            });
        }

        it("before it has begun: then it opens nothing", async () => {
            const controller = new AbortController();
            controller.abort();
            await runConnectionTest(
                plan({}),
                {
                    dial: () => {
                        throw new Error("dialled");
                    },
                    look: lookAtCertificate,
                    clock: new ManualClock(),
                },
                {
                    signal: controller.signal,
                    report: () => {
                        throw new Error("reported");
                    },
                },
            );
        });
    });

    it("tells no secret, whatever happens", async () => {
        broker.script = (packet, peer) => {
            if (packet.cmd === "connect") peer.send(connack(4));
        };
        JSON.stringify([await run(), await failing()]).should.not.containEql("s3cret");
    });
});
