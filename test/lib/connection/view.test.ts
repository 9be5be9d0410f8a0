import should from "should";
import { ACKNOWLEDGED, BAD_FORMAT } from "../support/fake-broker";
import { COMMAND, DOWNLINK_TOPIC, FakeBrokerBench, NOTHING_WAITS } from "./support/fake-broker-bench";

describe("the connection", () => {
    let bench: FakeBrokerBench;

    beforeEach(() => {
        bench = new FakeBrokerBench();
    });

    describe("tells its users", () => {
        it("at once how things stand", () => {
            should(bench.use().views).deepEqual([{ ...NOTHING_WAITS, state: { name: "CLOSED" } }]);
        });

        it("of changes at most once a second, and of the last one in any case", async () => {
            const { views } = bench.use();
            await bench.started();
            bench.link.secure();
            bench.link.accept();
            bench.publish("a", "b", "c", "d", "e");
            views.map(({ state }) => state.name).should.deepEqual(["CLOSED", "OPENING"]);
            await bench.advance(999);
            views.should.have.length(2);
            await bench.advance(1);
            should(views.slice(2)).deepEqual([
                { ...NOTHING_WAITS, state: { name: "OPENED", failures: 0, refused: {} } },
            ]);
            bench.link.break();
            await bench.advance(1_000);
            should(views.at(-1)).containEql({ queued: 5 });
        });

        it("that the backlog is gone, though it went without an acknowledgement", async () => {
            const { views } = bench.use();
            bench.publish("x".repeat(200));
            await bench.started();
            bench.link.letIn({ maximumPacketSize: 100 });
            await bench.advance(2_000);
            should(views.at(-1)).containEql({ queued: 0 });
        });

        it("nothing any more once they have left", async () => {
            const { views, detach } = bench.use();
            bench.use();
            detach();
            await bench.started();
            views.should.have.length(1);
        });
    });

    describe("lets somebody look on", () => {
        it("at documents once they are safe, and at none that is not", async () => {
            bench = new FakeBrokerBench({ inFlight: 2 });
            const link = await bench.opened();
            bench.publish("one", "two");
            bench.seen.should.be.empty();
            link.published[0]?.answer(ACKNOWLEDGED);
            bench.seen
                .map(({ direction, payload, bytes }) => [direction, payload, bytes])
                .should.deepEqual([["uplink", "one", 3]]);
            link.published[1]?.answer(BAD_FORMAT);
            bench.outcomes.told.should.deepEqual(["one: safe", "two: WMW_REFUSED"]);
            bench.seen.should.have.length(1);
        });

        it("at what comes on the downlink topic, once, however many take it", async () => {
            bench.take();
            bench.take();
            const link = await bench.opened();
            link.deliver(DOWNLINK_TOPIC, COMMAND);
            link.deliver(DOWNLINK_TOPIC, '{"hello":1}');
            link.deliver(DOWNLINK_TOPIC, "no JSON");
            link.deliver("downlink_1705", COMMAND);
            bench.seen
                .map(({ direction, devEUI, payload }) => [direction, devEUI, String(payload)])
                .should.deepEqual([
                    ["command", "20635F0100000001", COMMAND],
                    ["command", undefined, '{"hello":1}'],
                ]);
        });

        it("at changes, at most once a second", async () => {
            await bench.opened();
            await bench.advance(1_000);
            const before = bench.changes;
            bench.publish("one", "two", "three");
            await bench.advance(1_000);
            bench.changes.should.equal(before + 1);
        });
    });

    it("shows what waits for another destination", () => {
        bench.connection.leftBehind = 7;
        bench.connection.view.should.containEql({ leftBehind: 7 });
    });

    it("counts what became of documents and commands", async () => {
        bench.take();
        const link = await bench.opened();
        link.deliver(DOWNLINK_TOPIC, COMMAND);
        bench.publish("a", "b", "c", "d");
        link.published[0]?.answer(ACKNOWLEDGED);
        link.published[1]?.answer(BAD_FORMAT);
        link.break();
        bench.connection.countSkipped(2);
        bench.connection.countSkipped(1);
        bench.connection.counters.should.containEql({
            skipped: 3,
            sent: 4,
            acknowledged: 1,
            refused: 1,
            queued: 2,
            received: 1,
            dispatched: 1,
        });
    });
});
