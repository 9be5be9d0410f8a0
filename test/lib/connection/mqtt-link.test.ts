import { Socket } from "node:net";
import { mock } from "node:test";
import should from "should";
import { type PublishResult } from "../../../nodes/lib/outbox/publish";
import { connack, message, obligingBut, puback, suback } from "../support/broker-packets";
import { LinkBench } from "../support/link-bench";
import { VERSIONS } from "../support/versions";

const WEEK_S = 7 * 24 * 3600;
const TOPIC = "downlink_1234";

const ACKNOWLEDGED: PublishResult = { outcome: "acknowledged" };

describe("a link by MQTT.js", () => {
    const bench = new LinkBench();
    const { broker } = bench;

    for (const [protocolVersion, title] of VERSIONS) {
        const isV5 = protocolVersion === 5;

        describe(`with ${title}, logs in`, () => {
            it("with its client id, its login and its keepalive", async () => {
                const { login } = await bench.open({ protocolVersion });
                should(login).containDeep({
                    protocolId: "MQTT",
                    protocolVersion,
                    clientId: "wmw0123",
                    username: "user",
                    password: Buffer.from("s3cret"),
                    keepalive: 30,
                });
            });

            it("without a username and a password where there are none", async () => {
                const { login } = await bench.open({ protocolVersion, username: "", password: "" });
                should(login).not.have.properties("username", "password");
            });

            it("without a password where there is only a username", async () => {
                const { login } = await bench.open({ protocolVersion, password: "" });
                should(login.username).equal("user");
                should(login).not.have.property("password");
            });

            it(`and takes up the session that it had${isV5 ? ", to be kept for a week" : ""}`, async () => {
                const { login } = await bench.open({ protocolVersion, session: "kept" });
                should(login.clean).equal(false);
                should(login.properties).eql(isV5 ? { sessionExpiryInterval: WEEK_S } : undefined);
            });

            it("with a clean session that ends with the link, where that is asked for", async () => {
                const { login } = await bench.open({ protocolVersion, session: "clean" });
                should(login.clean).equal(true);
                should(login.properties).be.undefined();
            });

            it("over TLS, and tells when that stands and when the broker has let it in", async () => {
                broker.script = obligingBut("connect");
                const { link, peer } = await bench.meet({ protocolVersion });
                link.told.should.deepEqual(["secured"]);
                peer.send(connack());
                await link.accepted();
                link.told.should.deepEqual(["secured", "accepted"]);
            });

            it("and is accepted before it hears what has waited in its session", async () => {
                broker.script = obligingBut("connect");
                const { link, peer } = await bench.meet({ protocolVersion });
                peer.send(connack(), message(TOPIC, "a", 1));
                await link.message();
                link.told.should.deepEqual(["secured", "accepted", "message"]);
            });
        });

        describe(`with ${title}, publishes`, () => {
            for (const [what, payload] of [
                ["a text", "Grüße"],
                ["bytes", Buffer.from("Grüße")],
            ] as const) {
                it(`${what} as it is, not to be retained`, async () => {
                    const { link, peer } = await bench.open({ protocolVersion });
                    link.link.publish("uplink_1", payload, { qos: 1, lifetime: undefined }, () => undefined);
                    const { topic, payload: arrived, retain, dup } = await peer.next("publish");
                    should({ topic, text: arrived.toString(), retain, dup }).eql({
                        topic: "uplink_1",
                        text: "Grüße",
                        retain: false,
                        dup: false,
                    });
                });
            }

            it("with QoS 1, answered when the broker has answered, whatever the order", async () => {
                broker.script = obligingBut("publish");
                const { link, peer } = await bench.open({ protocolVersion });
                const answered: string[] = [];
                const answers = ["a", "b", "c"].map(async (text) => {
                    const answer = await link.publish(text);
                    answered.push(text);
                    return answer;
                });
                const [a, b, c] = [
                    await peer.next("publish"),
                    await peer.next("publish"),
                    await peer.next("publish"),
                ];
                peer.texts.should.deepEqual(["a", "b", "c"]);
                answered.should.be.empty();
                peer.send(puback(c), puback(a), puback(b));
                should(await Promise.all(answers)).eql([ACKNOWLEDGED, ACKNOWLEDGED, ACKNOWLEDGED]);
                answered.should.deepEqual(["c", "a", "b"]);
            });

            it("with QoS 0, answered without an answer of the broker", async () => {
                broker.script = obligingBut("publish");
                const { link, peer } = await bench.open({ protocolVersion });
                should(await link.publish("a", 0)).eql(ACKNOWLEDGED);
                should((await peer.next("publish")).qos).equal(0);
            });
        });

        describe(`with ${title}, subscribes`, () => {
            it("with QoS 1, and tells when the broker has agreed", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                should(await link.subscribe(TOPIC)).be.undefined();
                const { subscriptions } = await peer.next("subscribe");
                should(subscriptions)
                    .containDeep([{ topic: TOPIC, qos: 1 }])
                    .and.have.length(1);
            });

            for (const code of isV5 ? [0x80, 0x83, 0x87, 0x8f, 0x97, 0x9e] : [0x80]) {
                it(`and tells the reason where the broker refuses it with ${hex(code)}, and stays open`, async () => {
                    broker.script = obligingBut("subscribe");
                    const { link, peer } = await bench.open({ protocolVersion });
                    const refusal = link.subscribe(TOPIC);
                    peer.send(suback(await peer.next("subscribe"), code));
                    should(await refusal).match(/^Subscribe error: \w/);
                    should(await link.publish("a")).eql(ACKNOWLEDGED);
                    link.told.should.deepEqual(["secured", "accepted"]);
                });
            }

            it("and unsubscribes", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                link.link.unsubscribe(TOPIC);
                should((await peer.next("unsubscribe")).unsubscriptions).eql([TOPIC]);
            });
        });

        describe(`with ${title}, hears`, () => {
            for (const qos of [0, 1] as const) {
                it(`a message of QoS ${qos}, with its topic and its bytes`, async () => {
                    const { link, peer } = await bench.open({ protocolVersion });
                    peer.send(message(TOPIC, "Grüße", qos === 0 ? undefined : 1));
                    const { topic, payload } = await link.message();
                    should({ topic, payload }).eql({ topic: TOPIC, payload: Buffer.from("Grüße") });
                });
            }

            it("a message, and acknowledges it once it was taken", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                peer.send(message(TOPIC, "a", 7));
                const { answer } = await link.message();
                // What is published comes behind what was sent before: no PUBACK was.
                void link.publish("before");
                await peer.next("publish");
                peer.commands.should.not.containEql("puback");
                answer(true);
                should((await peer.next("puback")).messageId).equal(7);
            });

            it("a message, and leaves it with the broker where it was not taken", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                peer.send(message(TOPIC, "a", 7));
                (await link.message()).answer(false);
                await link.publish("behind it");
                peer.commands.should.not.containEql("puback");
            });

            it("nothing behind a message that was not answered", async () => {
                broker.script = obligingBut("publish");
                const { link, peer } = await bench.open({ protocolVersion });
                const answered: PublishResult[] = [];
                void link.publish("x").then((answer) => answered.push(answer));
                peer.send(message(TOPIC, "a", 1), puback(await peer.next("publish")), message(TOPIC, "b", 2));
                const first = await link.message();
                // Sent after all of that; while nothing is read there is no event to wait for but its arrival.
                void link.publish("y");
                await peer.next("publish");
                link.told.should.deepEqual(["secured", "accepted", "message"]);
                answered.should.be.empty();
                first.answer(true);
                should((await link.message()).payload.toString()).equal("b");
                answered.should.deepEqual([ACKNOWLEDGED]);
            });

            it("what follows a message that was not taken", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                peer.send(message(TOPIC, "a", 1), message(TOPIC, "b", 2));
                (await link.message()).answer(false);
                (await link.message()).answer(true);
                should((await peer.next("puback")).messageId).equal(2);
            });

            it("200 messages of one write, in their order", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                const texts = Array.from({ length: 200 }, (_, n) => `m${n}`);
                peer.send(...texts.map((text, n) => message(TOPIC, text, n + 1)));
                for (const text of texts) {
                    const { payload, answer } = await link.message();
                    payload.toString().should.equal(text);
                    answer(true);
                }
                for (const [n] of texts.entries()) should((await peer.next("puback")).messageId).equal(n + 1);
            });
        });
    }

    describe("with MQTT 5, tells the broker", () => {
        const lifetimes: [lifetime: number | undefined, expiry: number | undefined][] = [
            [undefined, undefined],
            [0, 1],
            [1, 1],
            [1_000, 1],
            [1_001, 2],
            [86_400_000, 86_400],
        ];

        for (const [lifetime, expiry] of lifetimes) {
            it(`an expiry of ${expiry ?? "no"} s for a document that lives for ${lifetime ?? "any number of"} ms`, async () => {
                const { link, peer } = await bench.open();
                await link.publish("a", 1, lifetime);
                const { properties } = await peer.next("publish");
                should(properties?.messageExpiryInterval).equal(expiry);
            });
        }
    });

    it("publishes a document that lives for a time with MQTT 3.1.1 too, which has no word for it", async () => {
        const { link, peer } = await bench.open({ protocolVersion: 4 });
        should(await link.publish("a", 1, 1_000)).eql(ACKNOWLEDGED);
        should((await peer.next("publish")).payload.toString()).equal("a");
    });

    describe("with MQTT 5, passes on", () => {
        const limits: [receiveMaximum: number | undefined, maximumPacketSize: number | undefined][] = [
            [undefined, undefined],
            [20, undefined],
            [undefined, 1_000],
            [1, 268_435_460],
        ];

        for (const [receiveMaximum, maximumPacketSize] of limits) {
            it(`a receive maximum of ${receiveMaximum ?? "-"} and a maximum packet size of ${maximumPacketSize ?? "-"}`, async () => {
                broker.script = obligingBut("connect");
                const { link, peer } = await bench.meet();
                peer.send(
                    connack(0, {
                        ...(receiveMaximum === undefined ? {} : { receiveMaximum }),
                        ...(maximumPacketSize === undefined ? {} : { maximumPacketSize }),
                    }),
                );
                should(await link.accepted()).eql({ receiveMaximum, maximumPacketSize });
            });
        }

        const refusals: [reasonCode: number, result: PublishResult["outcome"], concerns?: string][] = [
            [0x00, "acknowledged"],
            [0x10, "acknowledged"], // nobody subscribes
            [0x80, "refused", "document"],
            [0x83, "refused", "document"],
            [0x87, "refused", "connection"],
            [0x90, "refused", "connection"],
            [0x97, "refused", "connection"],
            [0x99, "refused", "document"],
        ];

        for (const [code, outcome, concerns] of refusals) {
            it(`the reason code ${hex(code)} of a document as ${outcome}${concerns ? `, which concerns the ${concerns}` : ""}`, async () => {
                broker.script = obligingBut("publish");
                const { link, peer } = await bench.open();
                const answer = link.publish("a");
                peer.send(puback(await peer.next("publish"), code));
                should(await answer).containEql(concerns ? { outcome, concerns } : { outcome });
                link.told.should.deepEqual(["secured", "accepted"]);
            });
        }
    });

    it("sends no document of QoS 1 to a broker that takes QoS 0 only, and says so", async () => {
        broker.script = obligingBut("connect");
        const { link, peer } = await bench.meet();
        peer.send(connack(0, { maximumQoS: 0 }));
        await link.accepted();
        const { outcome, concerns, reason } = (await link.publish("a")) as Record<string, unknown>;
        should({ outcome, concerns }).eql({ outcome: "refused", concerns: "connection" });
        should(reason).match(/QoS 0 only/);
        await link.publish("b", 0);
        should(await peer.next("publish")).containEql({ qos: 0 });
        peer.texts.should.deepEqual(["b"]);
    });

    it("names no limits with MQTT 3.1.1", async () => {
        const link = bench.dial({ protocolVersion: 4 });
        should(await link.accepted()).eql({ receiveMaximum: undefined, maximumPacketSize: undefined });
    });

    it("does not let Nagle's algorithm wait for acknowledgements that brokers delay", async () => {
        const setNoDelay = mock.method(Socket.prototype, "setNoDelay");
        try {
            await bench.open();
            const calls = setNoDelay.mock.calls.filter(
                ({ this: socket }) => socket instanceof Socket && socket.remotePort === broker.port,
            );
            should(calls.map(({ arguments: [on] }) => on)).eql([true]);
        } finally {
            setNoDelay.mock.restore();
        }
    });

    it("writes 5,000 documents of QoS 0 in one go without the look of a leak", async () => {
        const warnings: string[] = [];
        const note = ({ message }: Error): void => void warnings.push(message);
        process.on("warning", note);
        try {
            const { link, peer } = await bench.open();
            const answers = Array.from({ length: 5_000 }, () => link.publish("x".repeat(1_000), 0));
            new Set((await Promise.all(answers)).map(({ outcome }) => outcome)).should.deepEqual(
                new Set(["acknowledged"]),
            );
            await link.publish("last");
            peer.texts.should.have.length(5_001);
            warnings.should.be.empty();
        } finally {
            process.off("warning", note);
        }
    });

    it("asks the broker for a sign of life, and ends where none comes", async () => {
        broker.script = obligingBut("pingreq");
        const { link, peer } = await bench.open({ keepalive: 1_000 });
        await peer.next("pingreq");
        should(await link.ended()).containEql({ type: "error", message: "Keepalive timeout" });
    });
});

function hex(code: number): string {
    return `0x${code.toString(16).padStart(2, "0")}`;
}
