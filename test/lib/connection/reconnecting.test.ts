import should from "should";
import { turn } from "../support/turn";
import {
    COMMAND,
    DOWNLINK_TOPIC,
    FakeBrokerBench,
    NOBODY_THERE,
    SETTINGS,
    WRONG_PASSWORD,
} from "./support/fake-broker-bench";

describe("the connection", () => {
    let bench: FakeBrokerBench;

    beforeEach(() => {
        bench = new FakeBrokerBench();
    });

    describe("when it fails", () => {
        it("waits, and then dials anew", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            bench.state.should.equal("UNREACHABLE");
            await bench.advance(bench.wait - 1);
            bench.broker.links.should.have.length(1);
            await bench.advance(1);
            bench.broker.links.should.have.length(2);
            bench.state.should.equal("OPENING");
        });

        it("says so by its state where the login is refused", async () => {
            const link = await bench.dialled();
            link.secure();
            link.break(WRONG_PASSWORD);
            bench.state.should.equal("AUTHENTICATION_FAILED");
            bench.wait.should.equal(30_000);
        });

        it("lets go of the link that failed", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            should(bench.link.endedBy).not.be.undefined();
        });

        it("dials the next link only when the one before is gone", async () => {
            bench.broker.linksLinger = true;
            const first = await bench.dialled();
            first.break(NOBODY_THERE);
            await bench.advance(bench.wait);
            bench.state.should.equal("OPENING");
            bench.broker.links.should.have.length(1);
            first.closeSocket();
            await turn();
            bench.broker.links.should.have.length(2);
            bench.broker.open.should.equal(1);
        });

        it("does not dial any more when it was closed while the old link was going", async () => {
            bench.broker.linksLinger = true;
            const first = await bench.dialled();
            first.break(NOBODY_THERE);
            await bench.advance(bench.wait);
            const closed = bench.connection.close();
            first.closeSocket();
            await closed;
            bench.broker.links.should.have.length(1);
        });

        it("takes no notice of what an old link still says", async () => {
            const old = await bench.opened();
            bench.take();
            old.break();
            await bench.advance(bench.wait);
            bench.link.should.not.equal(old);
            old.secure();
            old.accept();
            old.break(WRONG_PASSWORD);
            bench.state.should.equal("OPENING");
            old.deliver(DOWNLINK_TOPIC, COMMAND).should.deepEqual([false]);
            bench.connection.downlinks.counters.received.should.equal(0);
        });

        it("takes no notice of an answer to an old subscription", async () => {
            bench.take();
            const old = await bench.opened();
            old.break();
            await bench.advance(bench.wait);
            bench.link.letIn();
            old.subscribed[0]?.answer("not authorised");
            should(bench.connection.view.state).containEql({ refused: {} });
        });

        it("ends an attempt that takes longer than the connect time-out", async () => {
            const link = await bench.dialled();
            await bench.advance(SETTINGS.connectTimeout - 1);
            bench.state.should.equal("OPENING");
            await bench.advance(1);
            should(bench.connection.view.state).containEql({ name: "UNREACHABLE" });
            should(bench.connection.view.state).have.propertyByPath("failure", "reason").equal("timed-out");
            should(link.endedBy).not.be.undefined();
        });

        it("counts the connect time-out from the dialling, not from the TLS handshake", async () => {
            const link = await bench.dialled();
            await bench.advance(SETTINGS.connectTimeout - 1);
            link.secure();
            await bench.advance(1);
            bench.state.should.equal("UNREACHABLE");
        });

        it("does not let the connect time-out end an open connection", async () => {
            await bench.opened();
            await bench.advance(10 * SETTINGS.connectTimeout);
            bench.state.should.equal("OPENED");
        });
    });

    describe("waits between attempts", () => {
        it("longer with each failure, up to a minute, where chance is at its highest", async () => {
            bench.chance = 1 - Number.EPSILON;
            (await bench.dialled()).break(NOBODY_THERE);
            const waits = [bench.wait];
            for (let n = 0; n < 7; n += 1) waits.push(await bench.failedAgain());
            waits.should.deepEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
        });

        it("as its strategy says", async () => {
            bench = new FakeBrokerBench({ reconnectStrategy: "aggressive" });
            bench.chance = 1 - Number.EPSILON;
            (await bench.dialled()).break(NOBODY_THERE);
            for (let n = 0; n < 5; n += 1) await bench.failedAgain();
            bench.wait.should.equal(10_000);
        });

        it("a quarter of a second where chance is at its lowest", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            bench.wait.should.equal(250);
            (await bench.failedAgain()).should.equal(250);
        });

        it("as if it had never failed, after it was open for half a minute", async () => {
            bench.chance = 1 - Number.EPSILON;
            (await bench.dialled()).break(NOBODY_THERE);
            (await bench.failedAgain()).should.equal(2_000);
            await bench.advance(bench.wait);
            bench.link.letIn();
            await bench.advance(30_000);
            bench.link.break();
            bench.wait.should.equal(1_000);
        });

        it("ever longer where it breaks each time before half a minute is over", async () => {
            bench.chance = 1 - Number.EPSILON;
            (await bench.dialled()).break(NOBODY_THERE);
            (await bench.failedAgain()).should.equal(2_000);
            await bench.advance(bench.wait);
            bench.link.letIn();
            await bench.advance(29_999);
            bench.link.break();
            bench.wait.should.equal(4_000);
        });
    });
});
