import should from "should";
import { connack, obliging, puback } from "../support/broker-packets";
import { ConnectionBench } from "../support/connection-bench";

// What MQTT.js 5 was seen to do wrong, or to leave to its user, must not reach the documents and the commands.
describe("a connection by MQTT.js", () => {
    const bench = new ConnectionBench();
    const { broker } = bench;

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
});
