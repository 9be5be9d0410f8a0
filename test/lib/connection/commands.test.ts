import should from "should";
import { COMMAND, DOWNLINK_TOPIC, FakeBrokerBench } from "./support/fake-broker-bench";

describe("the connection", () => {
    let bench: FakeBrokerBench;

    beforeEach(() => {
        bench = new FakeBrokerBench();
    });

    describe("in a shared group", () => {
        it("subscribes to its share, with a session that ends with the link", async () => {
            bench = new FakeBrokerBench({ sharedGroup: "replicas" });
            bench.take();
            const link = await bench.opened();
            link.subscribed.map(({ topic }) => topic).should.deepEqual([`$share/replicas/${DOWNLINK_TOPIC}`]);
            link.options.session.should.equal("clean");
        });

        it("takes the commands as ever", async () => {
            bench = new FakeBrokerBench({ sharedGroup: "replicas" });
            const { devEUIs } = bench.take();
            (await bench.opened()).deliver(DOWNLINK_TOPIC, COMMAND).should.deepEqual([true]);
            devEUIs.should.have.length(1);
        });
    });

    describe("subscribes", () => {
        it("where somebody wants commands, once for all of them", async () => {
            for (let n = 0; n < 3; n += 1) bench.take();
            const link = await bench.opened();
            await bench.started();
            link.subscribed.map(({ topic }) => topic).should.deepEqual([DOWNLINK_TOPIC]);
            link.unsubscribed.should.be.empty();
        });

        it("not where nobody wants commands, and ends what the session may hold", async () => {
            const link = await bench.opened();
            await bench.started();
            link.subscribed.should.be.empty();
            link.unsubscribed.should.deepEqual([DOWNLINK_TOPIC]);
        });

        it("when a deploy brings the first who wants commands, and unsubscribes after the last", async () => {
            const link = await bench.opened();
            const { detach } = bench.take();
            await bench.started();
            link.subscribed.should.have.length(1);
            bench.connection.flowsStopping();
            detach();
            link.unsubscribed.should.have.length(1);
            await bench.started();
            link.unsubscribed.should.have.length(2);
        });

        it("not anew when a deploy replaces those who want commands", async () => {
            const { detach } = bench.take();
            const link = await bench.opened();
            bench.connection.flowsStopping();
            detach();
            bench.take();
            await bench.started();
            link.subscribed.should.have.length(1);
            link.unsubscribed.should.be.empty();
        });

        it("not before the broker has let it in", async () => {
            bench.take();
            const link = await bench.dialled();
            await bench.started();
            link.secure();
            await bench.started();
            link.subscribed.should.be.empty();
            link.accept();
            link.subscribed.should.have.length(1);
        });

        it("again on each link", async () => {
            bench.take();
            (await bench.opened()).break();
            await bench.advance(bench.wait);
            bench.link.letIn();
            bench.link.subscribed.should.have.length(1);
        });

        it("and says so where the broker refuses it, tries again every half minute, and recovers", async () => {
            bench.take();
            const link = await bench.opened();
            link.subscribed[0]?.answer("not authorised");
            should(bench.connection.view.state).containEql({ refused: { subscribe: "not authorised" } });
            bench.complaints.map(({ type }) => type).should.deepEqual(["refusal"]);
            await bench.advance(29_999);
            link.subscribed.should.have.length(1);
            await bench.advance(1);
            link.subscribed.should.have.length(2);
            link.subscribed[1]?.answer("not authorised");
            await bench.advance(30_000);
            link.subscribed[2]?.answer();
            should(bench.connection.view.state).containEql({ name: "OPENED", refused: {} });
            bench.complaints.map(({ type }) => type).should.deepEqual(["refusal"]);
            JSON.stringify(bench.reports).should.containEql(DOWNLINK_TOPIC).and.containEql("not authorised");
        });

        it("at once in a deploy after a refusal, and then waits half a minute from there", async () => {
            bench.take();
            const link = await bench.opened();
            link.subscribed[0]?.answer("not authorised");
            await bench.advance(10_000);
            await bench.started();
            link.subscribed.should.have.length(2);
            link.subscribed[1]?.answer("not authorised");
            await bench.advance(29_999);
            link.subscribed.should.have.length(2);
            await bench.advance(1);
            link.subscribed.should.have.length(3);
        });

        it("without an effect of its refusal on what is published", async () => {
            bench.take();
            const link = await bench.opened();
            link.subscribed[0]?.answer("not authorised");
            bench.publish("a");
            link.acknowledgeAll();
            bench.outcomes.told.should.deepEqual(["a: safe"]);
        });
    });

    describe("hands commands over", () => {
        it("and acknowledges them", async () => {
            const { devEUIs } = bench.take();
            const link = await bench.opened();
            link.deliver(DOWNLINK_TOPIC, COMMAND).should.deepEqual([true]);
            devEUIs.should.have.length(1);
        });

        it("only after a deploy where they came during it, and acknowledges them then", async () => {
            const before = bench.take();
            const link = await bench.opened();
            bench.connection.flowsStopping();
            before.detach();
            const answers = link.deliver(DOWNLINK_TOPIC, COMMAND);
            answers.should.be.empty();
            const after = bench.take();
            answers.should.be.empty();
            await bench.started();
            answers.should.deepEqual([true]);
            should([before.devEUIs.length, after.devEUIs.length]).deepEqual([0, 1]);
        });

        it("not where the connection is closed during the deploy: they stay with the broker", async () => {
            bench.take();
            const link = await bench.opened();
            bench.connection.flowsStopping();
            bench.publish("a");
            const answers = link.deliver(DOWNLINK_TOPIC, COMMAND);
            const closed = bench.connection.close();
            // At once: nothing behind the command is read before, the acknowledgements neither.
            answers.should.deepEqual([false]);
            link.acknowledgeAll();
            await closed;
            bench.outcomes.told.should.deepEqual(["a: safe"]);
            bench.connection.downlinks.counters.received.should.equal(0);
        });

        it("not where nobody uses the connection after the deploy: they stay with the broker", async () => {
            const { detach } = bench.use();
            const taker = bench.take();
            await bench.started();
            bench.link.letIn();
            bench.connection.flowsStopping();
            detach();
            taker.detach();
            const answers = bench.link.deliver(DOWNLINK_TOPIC, COMMAND);
            await bench.started();
            answers.should.deepEqual([false]);
        });

        it("not where the link breaks during the deploy: the broker sends them again", async () => {
            const { devEUIs } = bench.take();
            const link = await bench.opened();
            bench.connection.flowsStopping();
            const answers = link.deliver(DOWNLINK_TOPIC, COMMAND);
            link.break();
            answers.should.deepEqual([false]);
            await bench.started();
            devEUIs.should.be.empty();
        });

        it("not while it is being closed: they stay with the broker", async () => {
            const { devEUIs } = bench.take();
            const link = await bench.opened();
            bench.publish("a");
            const closed = bench.connection.close();
            link.deliver(DOWNLINK_TOPIC, COMMAND).should.deepEqual([false]);
            link.acknowledgeAll();
            await closed;
            devEUIs.should.be.empty();
        });
    });

    it("says where its commands come from", () => {
        bench.connection.downlinkOrigin.should.deepEqual({ topic: DOWNLINK_TOPIC, enterpriseId: "1234" });
    });
});
