import should from "should";
import { connack, disconnect, obliging, obligingBut, puback } from "../support/broker-packets";
import { ConnectionBench } from "../support/connection-bench";
import { turn } from "../support/turn";

// What MQTT.js 5 was seen to do wrong, or to leave to its user, must not reach the documents and the commands.
describe("a connection by MQTT.js", () => {
    const bench = new ConnectionBench();
    const { broker } = bench;

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
