import { Socket } from "node:net";
import { mock } from "node:test";
import should from "should";
import { obliging, obligingBut } from "../support/broker-packets";
import { ConnectionBench } from "../support/connection-bench";

// What MQTT.js 5 was seen to do wrong, or to leave to its user, must not reach the documents and the commands.
describe("a connection by MQTT.js", () => {
    const bench = new ConnectionBench();
    const { broker } = bench;

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
});
