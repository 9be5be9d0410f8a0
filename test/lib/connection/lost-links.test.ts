import should from "should";
import { connack, obliging, obligingBut, puback } from "../support/broker-packets";
import { ConnectionBench } from "../support/connection-bench";
import { VERSIONS } from "../support/versions";

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
});
