import should from "should";
import { documentOf } from "../support/documents";
import { ACKNOWLEDGED, BAD_FORMAT, NOT_AUTHORISED, type FakeLink } from "../support/fake-broker";
import {
    COMMAND,
    DOWNLINK_TOPIC,
    FakeBrokerBench,
    NOTHING_WAITS,
    SETTINGS,
    UPLINK_TOPIC,
} from "./support/fake-broker-bench";

describe("the connection", () => {
    let bench: FakeBrokerBench;

    beforeEach(() => {
        bench = new FakeBrokerBench();
    });

    describe("publishes", () => {
        it("on the uplink topic, once it is open", async () => {
            bench.publish("a");
            const link = await bench.dialled();
            link.secure();
            link.published.should.be.empty();
            link.accept();
            link.published
                .map(({ topic, text, qos }) => `${topic} ${text} ${qos}`)
                .should.deepEqual([`${UPLINK_TOPIC} a 1`]);
            link.acknowledgeAll();
            bench.outcomes.told.should.deepEqual(["a: safe"]);
        });

        it("again, in order, what was in flight when the link broke", async () => {
            const first = await bench.opened();
            bench.publish("a", "b", "c", "d");
            first.published[1]?.answer(ACKNOWLEDGED);
            first.texts.should.deepEqual(["a", "b", "c", "d"]);
            first.break();
            bench.connection.view.queued.should.equal(3);
            bench.publish("e");
            await bench.advance(bench.wait);
            bench.link.letIn();
            bench.link.texts.should.deepEqual(["a"]);
            first.acknowledgeAll();
            bench.outcomes.told.should.deepEqual(["b: safe"]);
            for (let n = 0; n < 2; n += 1) bench.link.acknowledgeAll();
            bench.outcomes.told.should.deepEqual(["b: safe", "a: safe", "c: safe", "d: safe", "e: safe"]);
        });

        const windows: [receiveMaximum: number | undefined, window: number][] = [
            [undefined, 3],
            [2, 2],
            [3, 3],
            [65_535, 3],
        ];

        for (const [receiveMaximum, window] of windows) {
            it(`${window} documents at a time where the broker takes ${receiveMaximum ?? "any number"}`, async () => {
                const link = await bench.opened({ receiveMaximum });
                bench.publish("a", "b", "c", "d", "e");
                link.published.should.have.length(window);
            });
        }

        it("no document whose packet is larger than the broker takes", async () => {
            const maximumPacketSize = 100;
            const link = await bench.opened({ maximumPacketSize });
            // MQTT 5, section 3.3: type, remaining length, topic with its length, packet id, properties length.
            const packetOf = (text: string): number => 1 + 4 + 2 + UPLINK_TOPIC.length + 2 + 1 + text.length;
            bench.publish("x".repeat(100), "y".repeat(80), "z".repeat(70));
            link.texts.should.containEql("z".repeat(70));
            for (const text of link.texts) packetOf(text).should.be.belowOrEqual(maximumPacketSize);
            should(bench.outcomes.errors.map(({ code }) => code)).matchEach("WMW_TOO_LARGE");
            bench.outcomes.errors.length.should.equal(3 - link.texts.length);
        });

        it("on, where the broker refuses one document", async () => {
            const link = await bench.opened();
            bench.publish("a", "b");
            link.published[0]?.answer(BAD_FORMAT);
            link.published[1]?.answer(ACKNOWLEDGED);
            bench.outcomes.told.should.deepEqual(["a: WMW_REFUSED", "b: safe"]);
            bench.state.should.equal("OPENED");
            bench.complaints.should.be.empty();
        });

        it("with QoS 0 only while it is open", async () => {
            const link = await bench.dialled();
            bench.connection.publish(documentOf("a"), { qos: 0, origin: "node" }, bench.outcomes.of("a"));
            link.letIn();
            bench.connection.publish(documentOf("b"), { qos: 0, origin: "node" }, bench.outcomes.of("b"));
            link.acknowledgeAll();
            bench.outcomes.told.should.deepEqual(["a: WMW_NO_CONNECTION", "b: safe"]);
        });
    });

    describe("when the broker refuses all that it publishes", () => {
        let link: FakeLink;

        beforeEach(async () => {
            link = await bench.opened();
            bench.publish("a", "b", "c", "d");
            link.published[0]?.answer(NOT_AUTHORISED);
        });

        it("stays open, says why, and keeps the documents", () => {
            should(bench.connection.view).deepEqual({
                ...NOTHING_WAITS,
                state: { name: "OPENED", failures: 0, refused: { publish: "not authorised" } },
                queued: 4,
            });
            bench.outcomes.told.should.be.empty();
        });

        it("reports it once, with the topic", async () => {
            bench.complaints.should.have.length(1);
            await bench.advance(30_000);
            link.published.at(-1)?.answer(NOT_AUTHORISED);
            bench.complaints.map(({ type }) => type).should.deepEqual(["refusal"]);
            JSON.stringify(bench.reports).should.containEql(UPLINK_TOPIC).and.containEql("not authorised");
        });

        it("tries again every half minute, with the first document only", async () => {
            link.texts.should.deepEqual(["a", "b", "c"]);
            await bench.advance(29_999);
            link.texts.should.have.length(3);
            await bench.advance(1);
            link.texts.should.deepEqual(["a", "b", "c", "a"]);
            link.published[3]?.answer(NOT_AUTHORISED);
            await bench.advance(30_000);
            link.texts.should.deepEqual(["a", "b", "c", "a", "a"]);
        });

        it("goes on as ever once the broker acknowledges the one", async () => {
            await bench.advance(30_000);
            link.published[3]?.answer(ACKNOWLEDGED);
            should(bench.connection.view.state).containEql({ refused: {} });
            link.texts.slice(4).should.deepEqual(["b", "c", "d"]);
            for (const { answer } of link.published.slice(4)) answer(ACKNOWLEDGED);
            bench.outcomes.told.should.deepEqual(["a: safe", "b: safe", "c: safe", "d: safe"]);
        });
    });

    describe("watches for acknowledgements", () => {
        const noAcknowledgement = { reason: "no-acknowledgement" };

        it("and ends the link where one does not come in time", async () => {
            const link = await bench.opened();
            bench.publish("a");
            await bench.advance(SETTINGS.actionTimeout - 1);
            bench.state.should.equal("OPENED");
            await bench.advance(1);
            const { state } = bench.connection.view;
            should(state).have.property("failure").containEql(noAcknowledgement);
            should(link.endedBy).equal("at once");
            bench.outcomes.told.should.be.empty();
            await bench.advance(bench.wait);
            bench.link.letIn();
            bench.link.texts.should.deepEqual(["a"]);
        });

        it("but not while a command is held, since nothing behind it is read", async () => {
            bench.take();
            const link = await bench.opened();
            bench.publish("a");
            bench.connection.flowsStopping();
            link.deliver(DOWNLINK_TOPIC, COMMAND);
            await bench.advance(3 * SETTINGS.actionTimeout);
            bench.state.should.equal("OPENED");
            await bench.started();
            await bench.advance(SETTINGS.actionTimeout);
            should(bench.connection.view.state).have.property("failure").containEql(noAcknowledgement);
        });

        it("with one timer for any number of documents", async () => {
            bench = new FakeBrokerBench({ inFlight: 500 });
            await bench.opened();
            await bench.advance(60_000);
            bench.clock.timers.should.equal(0);
            for (let n = 0; n < 400; n += 1) bench.publish(`d${n}`);
            bench.clock.timers.should.equal(2); // and the one that keeps news apart
        });
    });
});
