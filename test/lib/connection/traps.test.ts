import { Socket } from "node:net";
import { mock } from "node:test";
import should from "should";
import { command } from "../../support/documents";
import {
    connack,
    disconnect,
    message,
    obliging,
    obligingBut,
    puback,
    suback,
} from "../support/broker-packets";
import { ConnectionBench } from "../support/connection-bench";
import { turn } from "../support/turn";
import { VERSIONS } from "../support/versions";

const TOPIC = "downlink_1234";
const COMMAND = JSON.stringify(command());

// What MQTT.js 5 was seen to do wrong, or to leave to its user, must not reach the documents and the commands.
describe("a connection by MQTT.js", () => {
    const bench = new ConnectionBench();
    const { broker } = bench;

    describe("while there is no broker", () => {
        it("keeps 70,000 documents, more than there are packet ids, and sends each once, in order", async () => {
            const live = bench.make({ inFlight: 1_000 });
            const texts = Array.from({ length: 70_000 }, (_, n) => String(n));
            const outcomes = texts.map((text) => live.publish(text));
            const peer = await live.opened();
            new Set(await Promise.all(outcomes)).should.deepEqual(new Set(["safe"]));
            peer.texts.join().should.equal(texts.join());
        }).timeout(60_000);

        it("refuses a document of QoS 0, and does not send it later", async () => {
            const live = bench.make();
            should(await live.publish("unsafe", 0)).equal("WMW_NO_CONNECTION");
            const peer = await live.opened();
            await live.publish("safe");
            peer.texts.should.deepEqual(["safe"]);
        });
    });

    for (const [protocolVersion, title] of VERSIONS) {
        describe(`with ${title}, after a lost link`, () => {
            it("sends again what was in flight, each document exactly once and in order, and settles it once", async () => {
                broker.script = obligingBut("publish");
                const live = bench.make({ protocolVersion, inFlight: 5 });
                const first = await live.opened();
                const texts = ["a", "b", "c", "d", "e", "f", "g"];
                const settled: string[] = [];
                const outcomes = texts.map(async (text) => {
                    await live.publish(text);
                    settled.push(text);
                });
                const [, second] = [await first.next("publish"), await first.next("publish")];
                for (let n = 0; n < 3; n += 1) await first.next("publish");
                first.send(puback(second));
                await outcomes[1];
                first.reset();
                await live.ended();
                settled.should.deepEqual(["b"]);

                broker.script = obliging;
                const next = await live.reopened();
                await Promise.all(outcomes);
                next.texts.should.deepEqual(["a", "c", "d", "e", "f", "g"]);
                settled.should.deepEqual(["b", "a", "c", "d", "e", "f", "g"]);
            });

            it("sends nothing before the broker has let it in again", async () => {
                broker.script = obligingBut("publish", "connect");
                const live = bench.make({ protocolVersion });
                live.use();
                live.connection.flowsStarted();
                const first = await broker.next();
                await first.next("connect");
                first.send(connack());
                void live.publish("a");
                await first.next("publish");
                first.close();
                await live.ended();

                live.passWait();
                const second = await broker.next();
                await second.next("connect");
                const answered = second.commands.length;
                second.send(connack());
                should((await second.next("publish")).dup).be.false();
                second.commands.slice(0, answered).should.deepEqual(["connect"]);
                second.texts.should.deepEqual(["a"]);
            });

            it("loses nothing where the next one breaks while the backlog is being sent", async () => {
                const live = bench.make({ protocolVersion, inFlight: 10 });
                live.impatient = true;
                const texts = Array.from({ length: 30 }, (_, n) => `d${n}`);
                let left = 20;
                broker.script = (packet, peer) => {
                    left -= packet.cmd === "publish" ? 1 : 0;
                    if (packet.cmd === "publish" && left > 0 && left % 3 === 0) peer.reset();
                    else obliging(packet, peer);
                };
                const outcomes = texts.map((text) => live.publish(text));
                await live.opened();
                new Set(await Promise.all(outcomes)).should.deepEqual(new Set(["safe"]));
            });

            it("is not kept from the broker by a document that makes it close the connection", async () => {
                const live = bench.make({ protocolVersion });
                live.impatient = true;
                broker.script = (packet, peer) => {
                    const isPoison = packet.cmd === "publish" && packet.payload.toString() === "poison";
                    if (isPoison) peer.close();
                    else obliging(packet, peer);
                };
                const outcomes = ["a", "poison", "b", "c", "d"].map((text) => live.publish(text));
                await live.opened();
                (await Promise.all(outcomes)).should.deepEqual([
                    "safe",
                    "WMW_REFUSED",
                    "safe",
                    "safe",
                    "safe",
                ]);
                live.state.should.equal("OPENED");
            });
        });
    }

    describe("keeps to the broker's limits:", () => {
        it("no more documents in flight than its receive maximum", async () => {
            broker.script = (packet, peer) => {
                if (packet.cmd === "connect") peer.send(connack(0, { receiveMaximum: 3 }));
            };
            const live = bench.make({ inFlight: 20 });
            const outcomes = Array.from({ length: 10 }, (_, n) => live.publish(`d${n}`));
            const peer = await live.opened();
            const flights = [
                await peer.next("publish"),
                await peer.next("publish"),
                await peer.next("publish"),
            ];
            for (let sent = 3; sent < 10; sent += 1) {
                // Written behind all that is in flight: what comes next tells that there is no more.
                void live.publish("fence", 0);
                should((await peer.next("publish")).payload.toString()).equal("fence");
                for (const flight of flights.splice(0, 1)) peer.send(puback(flight));
                flights.push(await peer.next("publish"));
            }
            for (const flight of flights) peer.send(puback(flight));
            new Set(await Promise.all(outcomes)).should.deepEqual(new Set(["safe"]));
        });

        it("no packet larger than it takes", async () => {
            broker.script = (packet, peer) => {
                if (packet.cmd === "connect") peer.send(connack(0, { maximumPacketSize: 100 }));
                else obliging(packet, peer);
            };
            const live = bench.make({ uplinkTimeValidity: 86_400_000 });
            const sizes = Array.from({ length: 60 }, (_, n) => n + 50);
            const outcomes = sizes.map((size) => live.publish("x".repeat(size)));
            const peer = await live.opened();
            const told = await Promise.all(outcomes);
            should(told[0]).equal("safe");
            should(told.at(-1)).equal("WMW_TOO_LARGE");
            // Type and remaining length take a byte each in packets of this size.
            for (const { length = 0 } of peer.received.slice(1)) (length + 2).should.be.belowOrEqual(100);
            peer.texts.length.should.equal(told.filter((outcome) => outcome === "safe").length);
        });
    });

    describe("while the broker refuses its login,", () => {
        for (const [protocolVersion, title, code] of [
            [4, "MQTT 3.1.1", 3],
            [5, "MQTT 5", 0x89],
        ] as const) {
            it(`tries again, ever more slowly and never by itself, until it is let in, with ${title}`, async () => {
                broker.script = (packet, peer) => {
                    if (packet.cmd === "connect") peer.send(connack(code));
                };
                const live = bench.make({ protocolVersion });
                live.chance = 1 - Number.EPSILON;
                const outcome = live.publish("a");
                live.use();
                await turn();
                const timers = timersOfTheProcess();
                live.connection.flowsStarted();
                const waits: number[] = [];
                for (let attempt = 0; attempt < 9; attempt += 1) {
                    const peer = await broker.next();
                    await live.ended();
                    await peer.closed;
                    await turn();
                    timersOfTheProcess().should.equal(timers);
                    waits.push(live.wait);
                    if (attempt === 8) broker.script = obliging;
                    live.passWait();
                }
                waits.should.deepEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
                const peer = await live.next();
                should(await outcome).equal("safe");
                peer.texts.should.deepEqual(["a"]);
            });
        }
    });

    describe("where the broker does not answer", () => {
        it("ends the attempt when its own time for it is over, and makes the next one", async () => {
            const reached = new Promise((resolve) => (broker.welcome = resolve));
            const live = bench.make();
            live.use();
            live.connection.flowsStarted();
            await reached;
            live.clock.advance(20_000);
            should(live.reason).equal("timed-out");
            broker.welcome = undefined;
            await live.reopened();
            live.state.should.equal("OPENED");
        });

        it("ends the link when a document is not acknowledged in time, and sends it again", async () => {
            broker.script = obligingBut("publish");
            const live = bench.make();
            const outcome = live.publish("a");
            const first = await live.opened();
            await first.next("publish");
            first.turnDeaf();
            live.clock.advance(60_000);
            should(live.reason).equal("no-acknowledgement");
            broker.script = obliging;
            const second = await live.reopened();
            should(await outcome).equal("safe");
            second.texts.should.deepEqual(["a"]);
        });

        it("dials anew only when the socket before is closed, and does so then", async () => {
            const connect = mock.method(Socket.prototype, "connect");
            const live = bench.make();
            const leave = live.use();
            live.connection.flowsStarted();
            const peer = await live.next();
            const socket: unknown = connect.mock.calls[0]?.this;
            mock.restoreAll();
            const dialled = new Promise<number>((resolve) => {
                if (socket instanceof Socket) socket.once("close", () => resolve(live.dialled));
            });
            // It takes until the socket is cut off: the broker does not even read that the link ends.
            peer.turnDeaf();
            leave();
            live.connection.flowsStarted();
            live.use();
            live.connection.flowsStarted();
            await live.next();
            should(await dialled).equal(1);
            live.state.should.equal("OPENED");
        });

        it("is closed all the same, in the time that it has for that", async () => {
            broker.script = obligingBut("publish");
            const live = bench.make();
            const outcome = live.publish("a");
            const peer = await live.opened();
            await peer.next("publish");
            peer.turnDeaf();
            const closed = live.connection.close();
            live.clock.advance(2_000);
            await closed;
            should(await outcome).equal("WMW_STOPPED");
        });
    });

    describe("where the broker refuses documents with MQTT 5", () => {
        for (const [code, what] of [
            [0x95, "with a reason that MQTT.js takes for the end of the link"],
            [0x99, "for their format"],
            [0x80, "without a reason"],
        ] as const) {
            it(`${what} (${code}), goes on with the others`, async () => {
                const live = bench.make();
                live.impatient = true;
                broker.script = (packet, peer) => {
                    const isBad = packet.cmd === "publish" && packet.payload.toString() === "bad";
                    if (isBad) peer.send(puback(packet, code));
                    else obliging(packet, peer);
                };
                const outcomes = ["a", "bad", "b", "c", "d"].map((text) => live.publish(text));
                await live.opened();
                (await Promise.all(outcomes)).should.deepEqual([
                    "safe",
                    "WMW_REFUSED",
                    "safe",
                    "safe",
                    "safe",
                ]);
                live.state.should.equal("OPENED");
            });
        }

        for (const code of [0x87, 0x90, 0x97]) {
            it(`whatever they are (${code}), keeps them and tries with one of them later`, async () => {
                broker.script = obligingBut("publish");
                const live = bench.make({ inFlight: 3 });
                const outcomes = ["a", "b", "c", "d"].map((text) => live.publish(text));
                const peer = await live.opened();
                const [first] = [
                    await peer.next("publish"),
                    await peer.next("publish"),
                    await peer.next("publish"),
                ];
                peer.send(puback(first, code));
                await live.reported("refusal");
                live.connection.view.queued.should.equal(4);
                live.clock.advance(30_000);
                const probe = await peer.next("publish");
                peer.texts.should.deepEqual(["a", "b", "c", "a"]);
                peer.send(puback(probe));
                for (let n = 0; n < 3; n += 1) peer.send(puback(await peer.next("publish")));
                new Set(await Promise.all(outcomes)).should.deepEqual(new Set(["safe"]));
            });
        }
    });

    for (const [protocolVersion, title] of VERSIONS) {
        describe(`with ${title}`, () => {
            it("publishes though its subscription is refused, and asks for it again until it is granted", async () => {
                broker.script = obligingBut("subscribe");
                const live = bench.make({ protocolVersion });
                const devEUIs = live.take();
                const peer = await live.opened();
                peer.send(suback(await peer.next("subscribe"), 0x80));
                await live.reported("refusal");
                should(live.connection.view.state).have.propertyByPath("refused", "subscribe");
                should(await live.publish("a")).equal("safe");
                live.clock.advance(30_000);
                peer.send(suback(await peer.next("subscribe"), 1), message(TOPIC, COMMAND, 1));
                await peer.next("puback");
                should(live.connection.view.state).have.property("refused").eql({});
                devEUIs.should.have.length(1);
            });

            it("holds a command during a deploy and reads nothing behind it, not even acknowledgements", async () => {
                broker.script = obligingBut("publish");
                const live = bench.make({ protocolVersion });
                const devEUIs = live.take();
                const peer = await live.opened();
                const settled: string[] = [];
                const outcome = live.publish("a").then((outcome) => settled.push(outcome));
                live.connection.flowsStopping();
                peer.send(
                    message(TOPIC, COMMAND, 1),
                    puback(await peer.next("publish")),
                    message(TOPIC, COMMAND, 2),
                );
                await live.heard();
                await turn();
                // The broker's silence is ours: no time-out ends the link.
                live.clock.advance(3 * 60_000);
                live.state.should.equal("OPENED");
                should([devEUIs.length, settled.length]).eql([0, 0]);
                peer.commands.should.not.containEql("puback");

                live.connection.flowsStarted();
                await outcome;
                should((await peer.next("puback")).messageId).equal(1);
                should((await peer.next("puback")).messageId).equal(2);
                devEUIs.should.have.length(2);
            });

            it("leaves a command that it held with the broker where it is closed", async () => {
                const live = bench.make({ protocolVersion });
                const devEUIs = live.take();
                const peer = await live.opened();
                live.connection.flowsStopping();
                peer.send(message(TOPIC, COMMAND, 1), message(TOPIC, COMMAND, 2));
                await live.heard();
                await live.connection.close();
                await peer.closed;
                peer.commands.should.not.containEql("puback");
                devEUIs.should.be.empty();
            });

            it("may be given a document by who takes a command", async () => {
                const live = bench.make({ protocolVersion });
                const outcomes: Promise<string>[] = [];
                live.take(() => outcomes.push(live.publish("answer")));
                const peer = await live.opened();
                for (let id = 1; id <= 50; id += 1) peer.send(message(TOPIC, COMMAND, id));
                for (let id = 1; id <= 50; id += 1) await peer.next("puback");
                outcomes.should.have.length(50);
                new Set(await Promise.all(outcomes)).should.deepEqual(new Set(["safe"]));
            });

            it("drops what an old subscription of its session brings, and acknowledges it", async () => {
                const live = bench.make({ protocolVersion });
                const devEUIs = live.take();
                const peer = await live.opened();
                peer.send(message("downlink_9999", COMMAND, 1), message(TOPIC, COMMAND, 2));
                for (const id of [1, 2]) should((await peer.next("puback")).messageId).equal(id);
                devEUIs.should.have.length(1);
                live.connection.counters.foreignTopic.should.equal(1);
            });

            it("makes the broker forget its session when nobody uses it any more", async () => {
                const live = bench.make({ protocolVersion });
                const leave = live.use();
                live.connection.flowsStarted();
                const peer = await live.next();
                leave();
                live.connection.flowsStarted();
                const goodbye = await peer.next("disconnect");
                if (protocolVersion === 5) should(goodbye.properties).eql({ sessionExpiryInterval: 0 });
                else {
                    const broom = await broker.next();
                    should((await broom.next("connect")).clean).be.true();
                    await broom.next("disconnect");
                }
            });
        });
    }

    describe("where another client has its client id", () => {
        it("says so and waits half a minute, as the broker tells it with MQTT 5", async () => {
            const live = bench.make();
            const peer = await live.opened();
            peer.send(disconnect(0x8e));
            peer.close();
            await live.ended();
            should(live.reason).equal("client-id-in-use");
            live.wait.should.be.aboveOrEqual(30_000);
        });

        it("says so and waits half a minute, once MQTT 3.1.1's broker closed three links after the login", async () => {
            broker.script = (packet, peer) => {
                if (packet.cmd !== "connect") return;
                peer.send(connack());
                peer.close();
            };
            const live = bench.make({ protocolVersion: 4 });
            live.use();
            live.connection.flowsStarted();
            const reasons: unknown[] = [];
            for (let n = 0; n < 3; n += 1) {
                await live.ended();
                reasons.push(live.reason);
                if (n < 2) live.passWait();
            }
            reasons.should.deepEqual(["connection-lost", "connection-lost", "client-id-in-use"]);
            live.wait.should.be.aboveOrEqual(30_000);
        });
    });
});

/** Timers that run by the machine's clock. */
function timersOfTheProcess(): number {
    return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}
