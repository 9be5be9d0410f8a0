import should from "should";
import { type ConnectionSettings } from "../../../nodes/lib/connection-settings";
import { type FakeLink } from "../support/fake-broker";
import { turn } from "../support/turn";
import { DOWNLINK_TOPIC, FakeBrokerBench, NOBODY_THERE } from "./support/fake-broker-bench";

describe("the connection", () => {
    let bench: FakeBrokerBench;

    beforeEach(() => {
        bench = new FakeBrokerBench();
    });

    describe("during a deploy", () => {
        it("stays as it is while the users go and come back", async () => {
            const { detach } = bench.use();
            await bench.started();
            bench.link.letIn();
            bench.connection.flowsStopping();
            detach();
            await turn();
            bench.state.should.equal("OPENED");
            bench.use();
            await bench.started();
            bench.state.should.equal("OPENED");
            bench.broker.links.should.have.length(1);
            should(bench.link.endedBy).be.undefined();
        });

        it("stays as it is even when the last document is acknowledged while nobody is there", async () => {
            const { detach } = bench.use();
            await bench.started();
            bench.link.letIn();
            bench.publish("a");
            bench.connection.flowsStopping();
            detach();
            bench.link.acknowledgeAll();
            bench.state.should.equal("OPENED");
        });

        it("is closed at its end where no user came back", async () => {
            const { detach } = bench.use();
            await bench.started();
            bench.link.letIn();
            bench.connection.flowsStopping();
            detach();
            await bench.started();
            bench.state.should.equal("CLOSED");
            should(bench.link.endedBy).equal("forgetting");
            bench.clock.advance(1_000_000);
            bench.clock.timers.should.equal(0);
        });

        it("is opened again by a later one that brings a user", async () => {
            const { detach } = bench.use();
            await bench.started();
            detach();
            await bench.started();
            bench.use();
            await bench.started();
            bench.broker.links.should.have.length(2);
            bench.broker.open.should.equal(1);
            bench.state.should.equal("OPENING");
        });

        it("leaves an attempt that waits as it is", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            bench.connection.flowsStopping();
            await bench.started();
            bench.state.should.equal("UNREACHABLE");
            bench.broker.links.should.have.length(1);
        });
    });

    describe("when nobody uses it any more", () => {
        async function left(settings: Partial<ConnectionSettings> = {}): Promise<FakeLink> {
            bench = new FakeBrokerBench(settings);
            const { detach } = bench.use();
            const taker = bench.take();
            await bench.started();
            const { link } = bench;
            link.letIn();
            bench.connection.flowsStopping();
            detach();
            taker.detach();
            await bench.started();
            return link;
        }

        it("unsubscribes, and asks the broker to forget the session", async () => {
            const link = await left();
            link.unsubscribed.should.deepEqual([DOWNLINK_TOPIC]);
            should(link.endedBy).equal("forgetting");
            bench.broker.links.should.have.length(1);
        });

        it("makes a short clean connection with MQTT 3.1.1, which has no other way to say so", async () => {
            await left({ protocolVersion: 4 });
            await turn();
            bench.broker.links.should.have.length(2);
            should(bench.link.options).containEql({ session: "clean", clientId: "wmw0123" });
            bench.link.letIn();
            await turn();
            should(bench.link.endedBy).equal("gently");
            await bench.advance(5_000);
            bench.clock.timers.should.equal(0);
        });

        it("does not insist where the broker is gone by then", async () => {
            await left({ protocolVersion: 4 });
            await turn();
            bench.link.break(NOBODY_THERE);
            await turn();
            bench.use();
            await bench.started();
            bench.broker.links.should.have.length(3);
            should(bench.link.options).containEql({ session: "kept" });
        });

        it("does not insist either where the broker never answers", async () => {
            await left({ protocolVersion: 4 });
            await turn();
            bench.clock.advance(5_000);
            bench.use();
            await bench.started();
            bench.broker.open.should.equal(1);
            bench.broker.links.should.have.length(3);
        });
    });
});
