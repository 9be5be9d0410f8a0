import { type Socket } from "node:net";
import { createAuthority } from "../../../demo/certificates";
import { freePort } from "../../../demo/ports";
import { type TlsOptions } from "../../../nodes/lib/connection/broker-link";
import { failureOf, type FailureReason, type Stage } from "../../../nodes/lib/connection/failure";
import { connack, disconnect, obligingBut, puback, suback } from "../support/broker-packets";
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
});
