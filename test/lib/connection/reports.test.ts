import should from "should";
import { WmwError } from "../../../nodes/lib/errors";
import { entryOf } from "../support/entries";
import {
    COMMAND,
    DOWNLINK_TOPIC,
    FakeBrokerBench,
    NOBODY_THERE,
    SETTINGS,
    UNKNOWN_HOST,
    WRONG_PASSWORD,
} from "./support/fake-broker-bench";

describe("the connection", () => {
    let bench: FakeBrokerBench;

    beforeEach(() => {
        bench = new FakeBrokerBench();
    });

    describe("reports a fault", () => {
        it("once, however often it is tried in vain", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            for (let n = 0; n < 20; n += 1) await bench.failedAgain();
            bench.faults.should.equal(1);
        });

        it("once for each cause, though they take turns", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            for (let n = 0; n < 10; n += 1) {
                await bench.failedAgain(UNKNOWN_HOST);
                await bench.failedAgain(NOBODY_THERE);
            }
            bench.faults.should.equal(2);
        });

        it("anew after a good connection", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            await bench.advance(bench.wait);
            bench.link.letIn();
            await bench.advance(30_000);
            bench.link.break(NOBODY_THERE);
            bench.faults.should.equal(2);
        });

        it("not anew after a connection that hardly held", async () => {
            (await bench.opened()).break();
            await bench.advance(bench.wait);
            bench.link.letIn();
            await bench.advance(29_999);
            bench.link.break();
            bench.faults.should.equal(1);
        });

        it("of the queue, and its end, and shows it", () => {
            bench.store?.fault("no space left on device");
            bench.connection.view.should.containEql({ queueFault: "no space left on device" });
            bench.store?.fault(undefined);
            bench.connection.view.should.containEql({ queueFault: undefined });
            should(bench.reports).deepEqual([
                { type: "queue", reason: "no space left on device" },
                { type: "queue", reason: undefined },
            ]);
        });

        it("of a document that was reported done and will not be sent, but for what people discard", () => {
            const entry = entryOf("a");
            const error = new WmwError("WMW_EXPIRED", "too old");
            bench.store?.givenUp(error, entry);
            bench.store?.givenUp(new WmwError("WMW_DISCARDED", "by hand"), entry);
            should(bench.reports).deepEqual([{ type: "givenUp", error, entry }]);
        });

        it("of messages that nobody can take", async () => {
            const link = await bench.opened();
            link.deliver(DOWNLINK_TOPIC, "not JSON");
            link.deliver(DOWNLINK_TOPIC, COMMAND);
            should(bench.complaints).deepEqual([
                { type: "downlinks", warning: "not-json" },
                { type: "downlinks", warning: "unclaimed" },
            ]);
        });

        it("without the password", async () => {
            const link = await bench.dialled();
            link.secure();
            link.break(WRONG_PASSWORD);
            JSON.stringify(bench.reports).should.not.containEql(SETTINGS.login.password);
        });
    });

    it("tells of each time that it is open", async () => {
        (await bench.opened()).break();
        await bench.advance(bench.wait);
        bench.link.letIn();
        bench.reports.map(({ type }) => type).should.deepEqual(["opened", "fault", "opened"]);
    });
});
