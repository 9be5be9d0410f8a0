import { Socket } from "node:net";
import { mock } from "node:test";
import should from "should";
import { createAuthority } from "../../../demo/certificates";
import { freePort } from "../../../demo/ports";
import { type Ending, type TlsOptions } from "../../../nodes/lib/connection/broker-link";
import { failureOf, type FailureReason, type Stage } from "../../../nodes/lib/connection/failure";
import { connack, disconnect, message, obligingBut, puback, suback } from "../support/broker-packets";
import { type BrokerPeer } from "../support/broker-peer";
import { type DialledLink } from "../support/dialled-link";
import { LinkBench } from "../support/link-bench";
import { turn } from "../support/turn";
import { VERSIONS } from "../support/versions";

const GARBAGE = Buffer.from("no MQTT at all\r\n");

/** What a link tells before it ends. */
const BEFORE: Readonly<Record<Stage, readonly string[]>> = {
    OPENING: [],
    AUTHENTICATING: ["secured"],
    OPENED: ["secured", "accepted"],
};

describe("a link by MQTT.js", () => {
    const bench = new LinkBench();
    const { broker } = bench;

    /** The link breaks by itself: it tells so once, and nothing after that, and lets go of its socket. */
    async function breaks(link: DialledLink, stage: Stage, reason: FailureReason): Promise<string> {
        const failure = failureOf(await link.ended(), stage, { username: "user" });
        failure.reason.should.equal(reason);
        await link.link.end("gently");
        await turn();
        link.told.should.deepEqual([...BEFORE[stage], "ended"]);
        return failure.message;
    }

    describe("breaks before TLS stands", () => {
        const welcomes: [what: string, reason: FailureReason, welcome: (socket: Socket) => unknown][] = [
            ["is reset at once", "tls-failed", (socket) => socket.resetAndDestroy()],
            ["is closed at once", "tls-failed", (socket) => socket.end()],
            [
                "is reset in the handshake",
                "tls-failed",
                (socket) => socket.once("data", () => socket.resetAndDestroy()),
            ],
            ["is closed in the handshake", "tls-failed", (socket) => socket.once("data", () => socket.end())],
            ["meets HTTP", "no-tls", (socket) => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n")],
            [
                "meets MQTT without TLS, which does not understand it",
                "tls-failed",
                (socket) => socket.once("data", () => socket.end()),
            ],
        ];

        for (const [what, reason, welcome] of welcomes) {
            it(`where it ${what}: ${reason}`, async () => {
                broker.welcome = welcome;
                await breaks(bench.dial(), "OPENING", reason);
            });
        }

        it("where nobody listens: refused", async () => {
            await breaks(bench.dial({ port: await freePort() }), "OPENING", "refused");
        });
    });

    describe("breaks for its TLS options", () => {
        const options: [what: string, reason: FailureReason, tls: () => TlsOptions | Promise<TlsOptions>][] =
            [
                ["the authority is unknown", "not-trusted", () => ({})],
                [
                    "the authority is another one",
                    "not-trusted",
                    async () => ({ ca: (await createAuthority()).caPem }),
                ],
                [
                    "the certificate is for another name",
                    "wrong-host-name",
                    () => ({ ca: broker.caPem, servername: "other.example.com" }),
                ],
                ["the client certificate is none", "tls-not-usable", () => ({ cert: "none", key: "none" })],
                [
                    "the key is not the client certificate's",
                    "tls-not-usable",
                    async () => {
                        const authority = await createAuthority();
                        const [mine, other] = [
                            await authority.issue({ hosts: [] }),
                            await authority.issue({ hosts: [] }),
                        ];
                        return { cert: mine.cert, key: other.key };
                    },
                ],
            ];

        for (const [what, reason, tls] of options) {
            it(`where ${what}: ${reason}`, async () => {
                await breaks(bench.dial({ tls: await tls() }), "OPENING", reason);
            });
        }

        it("silently where it is ended before it can tell", async () => {
            const link = bench.dial({ tls: { cert: "none", key: "none" } });
            await link.link.end("gently");
            link.told.should.be.empty();
        });
    });

    for (const [protocolVersion, title] of VERSIONS) {
        const isV5 = protocolVersion === 5;

        describe(`with ${title}, breaks at the login`, () => {
            const answers: [what: string, answer: (peer: BrokerPeer) => void][] = [
                ["the broker closes the connection", (peer) => peer.close()],
                ["the broker resets the connection", (peer) => peer.reset()],
                ["the answer is no MQTT", (peer) => peer.send(GARBAGE)],
            ];

            for (const [what, answer] of answers) {
                it(`where ${what}: connection-lost`, async () => {
                    broker.script = obligingBut("connect");
                    const { link, peer } = await bench.meet({ protocolVersion });
                    answer(peer);
                    await breaks(link, "AUTHENTICATING", "connection-lost");
                });
            }

            const refusals: [code: number, reason: FailureReason][] = isV5
                ? [
                      [0x80, "server-unavailable"],
                      [0x84, "protocol-version-refused"],
                      [0x85, "client-id-refused"],
                      [0x86, "wrong-login"],
                      [0x87, "wrong-login"],
                      [0x88, "server-unavailable"],
                      [0x89, "server-busy"],
                      [0x8a, "banned"],
                      [0x8c, "wrong-login"],
                      [0x97, "server-full"],
                      [0x9d, "server-moved"],
                      [0x9f, "server-full"],
                  ]
                : [
                      [1, "protocol-version-refused"],
                      [2, "client-id-refused"],
                      [3, "server-unavailable"],
                      [4, "wrong-login"],
                      [5, "wrong-login"],
                  ];

            for (const [code, reason] of refusals) {
                it(`where it is refused with ${code}: ${reason}`, async () => {
                    broker.script = obligingBut("connect");
                    const { link, peer } = await bench.meet({ protocolVersion });
                    peer.send(connack(code));
                    await breaks(link, "AUTHENTICATING", reason);
                });
            }

            it("where the broker speaks the other version only: protocol-version-refused", async () => {
                broker.script = obligingBut("connect");
                const { link, peer } = await bench.meet({ protocolVersion });
                // CONNACK in the words of the other version.
                peer.send(Buffer.from(isV5 ? [0x20, 2, 0, 1] : [0x20, 3, 0, 0x84, 0]));
                await breaks(link, "AUTHENTICATING", "protocol-version-refused");
            });
        });

        describe(`with ${title}, breaks once it is open`, () => {
            const blows: [what: string, blow: (peer: BrokerPeer) => void][] = [
                ["the broker closes the connection", (peer) => peer.close()],
                ["the broker resets the connection", (peer) => peer.reset()],
                ["what the broker sends is no MQTT", (peer) => peer.send(GARBAGE)],
                ["the broker ends it without a reason", (peer) => peer.send(Buffer.from([0xe0, 0]))],
            ];

            for (const [what, blow] of blows) {
                it(`where ${what}: connection-lost`, async () => {
                    const { link, peer } = await bench.open({ protocolVersion });
                    blow(peer);
                    await breaks(link, "OPENED", "connection-lost");
                });
            }

            it("where the broker lets it in a second time, and says so", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                peer.send(connack());
                (await breaks(link, "OPENED", "connection-lost")).should.containEql("duplicate CONNACK");
            });

            it("right after the login where the broker closes the connection then", async () => {
                broker.script = obligingBut("connect");
                const { link, peer } = await bench.meet({ protocolVersion });
                peer.send(connack());
                peer.close();
                await breaks(link, "OPENED", "connection-lost");
            });

            it("with documents in flight, which are never answered", async () => {
                broker.script = obligingBut("publish");
                const { link, peer } = await bench.open({ protocolVersion });
                const answers: unknown[] = [];
                for (const qos of [1, 1, 1] as const)
                    void link.publish("a", qos).then((answer) => answers.push(answer));
                for (let n = 0; n < 3; n += 1) await peer.next("publish");
                peer.close();
                await breaks(link, "OPENED", "connection-lost");
                answers.should.be.empty();
            });

            it("with a subscription in flight, which is never answered", async () => {
                broker.script = obligingBut("subscribe");
                const { link, peer } = await bench.open({ protocolVersion });
                const answers: unknown[] = [];
                void link.subscribe().then((answer) => answers.push(answer));
                await peer.next("subscribe");
                peer.close();
                await breaks(link, "OPENED", "connection-lost");
                answers.should.be.empty();
            });

            it("where the broker answers a subscription twice", async () => {
                broker.script = obligingBut("subscribe");
                const { link, peer } = await bench.open({ protocolVersion });
                void link.subscribe();
                peer.send(suback(await peer.next("subscribe"), 1, 1));
                await breaks(link, "OPENED", "connection-lost");
            });
        });
    }

    describe("with MQTT 5, breaks where the broker ends it", () => {
        const reasons: [code: number, reason: FailureReason][] = [
            [0x00, "connection-lost"],
            [0x80, "connection-lost"],
            [0x87, "wrong-login"],
            [0x89, "server-busy"],
            [0x8b, "server-shutting-down"],
            [0x8d, "connection-lost"],
            [0x8e, "client-id-in-use"],
            [0x93, "connection-lost"],
            [0x95, "connection-lost"],
            [0x97, "server-full"],
            [0x9c, "server-moved"],
            [0x9f, "server-full"],
            [0xee, "connection-lost"], // no reason that there is
        ];

        for (const [code, reason] of reasons) {
            it(`with ${code}: ${reason}`, async () => {
                const { link, peer } = await bench.open();
                peer.send(disconnect(code));
                peer.close();
                await breaks(link, "OPENED", reason);
            });
        }

        it("right after the login", async () => {
            broker.script = obligingBut("connect");
            const { link, peer } = await bench.meet();
            peer.send(connack(), disconnect(0x8e));
            await breaks(link, "OPENED", "client-id-in-use");
        });

        it("and leaves it to us to close the connection", async () => {
            const { link, peer } = await bench.open();
            peer.send(disconnect(0x8b));
            await breaks(link, "OPENED", "server-shutting-down");
            await peer.closed;
        });

        it("and resets the connection", async () => {
            const { link, peer } = await bench.open();
            peer.send(disconnect(0x8e));
            peer.reset();
            await breaks(link, "OPENED", "client-id-in-use");
        });

        it("with an acknowledgement that says that a packet id is in use, which is not the document's fault", async () => {
            broker.script = obligingBut("publish");
            const { link, peer } = await bench.open();
            void link.publish("a");
            peer.send(puback(await peer.next("publish"), 0x91));
            (await breaks(link, "OPENED", "connection-lost")).should.containEql("packet id is in use");
        });

        it("with an acknowledgement that MQTT.js does not know", async () => {
            broker.script = obligingBut("publish");
            const { link, peer } = await bench.open();
            void link.publish("a");
            const { messageId = 0 } = await peer.next("publish");
            peer.send({ cmd: "puback", messageId, reasonCode: 0x95 });
            (await breaks(link, "OPENED", "connection-lost")).should.containEql("Invalid puback reason code");
        });
    });

    for (const [protocolVersion, title] of VERSIONS) {
        describe(`with ${title}, is ended`, () => {
            it("gently with a DISCONNECT", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                await link.link.end("gently");
                await peer.closed;
                peer.commands.should.deepEqual(["connect", "disconnect"]);
                should((await peer.next("disconnect")).properties).be.undefined();
            });

            it("forgetting with a DISCONNECT that ends the session where there is a word for it", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                await link.link.end("forgetting");
                await peer.closed;
                peer.commands.should.deepEqual(["connect", "disconnect"]);
                const properties = protocolVersion === 5 ? { sessionExpiryInterval: 0 } : undefined;
                should((await peer.next("disconnect")).properties).eql(properties);
            });

            it("at once without a word", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                await link.link.end("at once");
                await peer.closed;
                peer.commands.should.deepEqual(["connect"]);
            });

            it("gently once the answers that are due have come", async () => {
                broker.script = obligingBut("unsubscribe");
                const { link, peer } = await bench.open({ protocolVersion });
                link.link.unsubscribe("downlink_1234");
                const { messageId = 0 } = await peer.next("unsubscribe");
                const ended = link.link.end("gently");
                peer.send({ cmd: "unsuback", messageId, granted: [0] });
                await ended;
                await peer.closed;
                peer.commands.should.deepEqual(["connect", "unsubscribe", "disconnect"]);
            });

            it("and acknowledges no message any more", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                peer.send(message("downlink_1234", "a", 1), message("downlink_1234", "b", 2));
                const { answer } = await link.message();
                const ended = link.link.end("gently");
                answer(true);
                await ended;
                await peer.closed;
                peer.commands.should.deepEqual(["connect", "disconnect"]);
                link.told.should.deepEqual([...BEFORE.OPENED, "message"]);
            });
        });
    }

    describe("is ended in silence, and its socket is closed then,", () => {
        /** Gives the sockets of the links that the test has dialled. */
        let sockets: () => Socket[];

        beforeEach(() => {
            const { mock: context } = mock.method(Socket.prototype, "connect");
            sockets = () =>
                context.calls.flatMap(({ this: socket }) => (socket instanceof Socket ? [socket] : []));
        });

        afterEach(() => {
            mock.restoreAll();
        });

        async function endsInSilence(link: DialledLink, how: Ending): Promise<void> {
            const told = [...link.told];
            const open = sockets().filter(({ closed }) => !closed);
            let closed = 0;
            for (const socket of open) socket.once("close", () => (closed += 1));
            const end = link.link.end(how);
            should(link.link.end(how)).equal(end);
            await end;
            closed.should.equal(open.length);
            await turn();
            link.told.should.deepEqual(told);
        }

        const ALL: readonly Ending[] = ["gently", "at once", "forgetting"];

        // What only the time for closing can end is tried once.
        const situations: [what: string, endings: readonly Ending[], reach: () => Promise<DialledLink>][] = [
            ["before the broker is reached", ALL, () => Promise.resolve(bench.dial())],
            [
                "while nobody speaks TLS",
                ALL,
                async () => {
                    const reached = new Promise((resolve) => (broker.welcome = resolve));
                    const link = bench.dial();
                    await reached;
                    return link;
                },
            ],
            [
                "while the login is not answered",
                ALL,
                async () => {
                    broker.script = obligingBut("connect");
                    return (await bench.meet()).link;
                },
            ],
            ["while it is open", ALL, async () => (await bench.open()).link],
            [
                "after it broke",
                ALL,
                async () => {
                    const { link, peer } = await bench.open();
                    peer.close();
                    await link.ended();
                    return link;
                },
            ],
            [
                "with documents in flight",
                ["at once", "gently"],
                async () => {
                    broker.script = obligingBut("publish");
                    const { link, peer } = await bench.open();
                    void link.publish("a");
                    await peer.next("publish");
                    return link;
                },
            ],
            [
                "with a message that was not answered",
                ["at once", "gently"],
                async () => {
                    const { link, peer } = await bench.open();
                    peer.send(message("downlink_1234", "a", 1), message("downlink_1234", "b", 2));
                    await link.message();
                    return link;
                },
            ],
            [
                "while the broker does not hear it",
                ["at once", "gently"],
                async () => {
                    const { link, peer } = await bench.open();
                    peer.turnDeaf();
                    return link;
                },
            ],
        ];

        for (const [what, endings, reach] of situations) {
            for (const how of endings) {
                it(`${how} ${what}`, async () => {
                    await endsInSilence(await reach(), how);
                });
            }
        }
    });

    it("leaves nothing behind, however many there were and however they ended", async () => {
        const { caPem } = await createAuthority();
        const fates: ((link: DialledLink, peer: BrokerPeer) => unknown)[] = [
            ({ link }) => link.end("gently"),
            ({ link }) => link.end("at once"),
            ({ link }) => link.end("forgetting"),
            (_, peer) => peer.close(),
            (_, peer) => peer.reset(),
            (_, peer) => peer.send(GARBAGE),
            (_, peer) => peer.send(disconnect(0x8b)),
        ];
        const before = census();
        for (let round = 0; round < 24; round += 1) {
            for (const fate of fates) {
                const { link, peer } = await bench.open();
                fate(link, peer);
                await peer.closed;
            }
            await bench.dial({ tls: { ca: caPem } }).ended();
            await bench.dial({ tls: { cert: "none", key: "none" } }).ended();
            await bench.clear();
        }
        await broker.empty();
        await turn();
        census().should.deepEqual(before);
    });
});

/** What keeps the process busy, and who listens to it; files are read by others, whenever they like. */
function census(): Record<string, number> {
    const counts: Record<string, number> = {};
    const busy = process.getActiveResourcesInfo().filter((name) => !name.startsWith("FSReq"));
    for (const name of busy) counts[name] = (counts[name] ?? 0) + 1;
    for (const name of process.eventNames()) counts[String(name)] = process.listenerCount(name);
    return counts;
}
