import should from "should";
import { command } from "../../support/documents";
import { message, obligingBut, puback, suback } from "../support/broker-packets";
import { ConnectionBench } from "../support/connection-bench";
import { turn } from "../support/turn";
import { VERSIONS } from "../support/versions";

const TOPIC = "downlink_1234";
const COMMAND = JSON.stringify(command());

// What MQTT.js 5 was seen to do wrong, or to leave to its user, must not reach the documents and the commands.
describe("a connection by MQTT.js", () => {
    const bench = new ConnectionBench();
    const { broker } = bench;

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
});
