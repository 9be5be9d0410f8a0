import should from "should";
import { ACKNOWLEDGED } from "../support/fake-broker";
import { isResolved } from "../support/turn";
import { DOWNLINK_TOPIC, FakeBrokerBench, NOBODY_THERE } from "./support/fake-broker-bench";

describe("the connection is closed", () => {
    let bench: FakeBrokerBench;

    beforeEach(() => {
        bench = new FakeBrokerBench();
    });

    it("at once and gently where nothing is in flight", async () => {
        const link = await bench.opened();
        await bench.connection.close();
        bench.state.should.equal("CLOSED");
        should(link.endedBy).equal("gently");
        bench.complaints.should.be.empty();
    });

    it("when all in flight is acknowledged, and sends nothing more", async () => {
        const link = await bench.opened();
        bench.publish("a", "b", "c", "d");
        const closed = bench.connection.close();
        (await isResolved(closed)).should.be.false();
        link.acknowledgeAll();
        await closed;
        link.texts.should.deepEqual(["a", "b", "c"]);
        bench.outcomes.told.should.deepEqual(["a: safe", "b: safe", "c: safe", "d: WMW_STOPPED"]);
        should(link.endedBy).equal("gently");
        should(bench.complaints).deepEqual([{ type: "stopped", documents: 1 }]);
    });

    it("after two seconds in any case, and settles the rest with WMW_STOPPED", async () => {
        const link = await bench.opened();
        bench.publish("a", "b");
        link.published[0]?.answer(ACKNOWLEDGED);
        const closed = bench.connection.close();
        await bench.advance(1_999);
        (await isResolved(closed)).should.be.false();
        await bench.advance(1);
        await closed;
        bench.outcomes.told.should.deepEqual(["a: safe", "b: WMW_STOPPED"]);
        should(link.endedBy).equal("at once");
    });

    it("without a wait where it is not open", async () => {
        bench.publish("a");
        const link = await bench.dialled();
        await bench.connection.close();
        bench.outcomes.told.should.deepEqual(["a: WMW_STOPPED"]);
        should(link.endedBy).not.be.undefined();
    });

    it("when its link breaks meanwhile", async () => {
        const link = await bench.opened();
        bench.publish("a");
        const closed = bench.connection.close();
        link.break();
        await closed;
        bench.outcomes.told.should.deepEqual(["a: WMW_STOPPED"]);
        bench.state.should.equal("CLOSED");
    });

    it("only when the socket is closed", async () => {
        bench.broker.linksLinger = true;
        const link = await bench.opened();
        const closed = bench.connection.close();
        (await isResolved(closed)).should.be.false();
        link.closeSocket();
        await closed;
    });

    it("once, however often it is asked to", async () => {
        const link = await bench.opened();
        bench.publish("a");
        const first = bench.connection.close();
        should(bench.connection.close()).equal(first);
        link.acknowledgeAll();
        await first;
        should(bench.connection.close()).equal(first);
        bench.outcomes.told.should.deepEqual(["a: safe"]);
    });

    it("for good: it refuses what comes later, leaves no timer and is not opened again", async () => {
        bench.take();
        const link = await bench.opened();
        link.deliver(DOWNLINK_TOPIC, "not JSON");
        bench.publish("a");
        const closed = bench.connection.close();
        await bench.advance(2_000);
        await closed;
        bench.clock.timers.should.equal(0);
        bench.publish("b");
        link.break();
        await bench.started();
        bench.outcomes.told.should.deepEqual(["a: WMW_STOPPED", "b: WMW_STOPPED"]);
        bench.broker.links.should.have.length(1);
        bench.clock.timers.should.equal(0);
    });

    it("while it waits for the next attempt, which is not made any more", async () => {
        (await bench.dialled()).break(NOBODY_THERE);
        await bench.connection.close();
        bench.clock.timers.should.equal(0);
        await bench.advance(1_000_000);
        bench.broker.links.should.have.length(1);
    });
});
