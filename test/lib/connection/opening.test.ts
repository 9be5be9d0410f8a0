import should from "should";
import { turn } from "../support/turn";
import { FakeBrokerBench, NOTHING_WAITS } from "./support/fake-broker-bench";

describe("the connection", () => {
    let bench: FakeBrokerBench;

    beforeEach(() => {
        bench = new FakeBrokerBench();
    });

    describe("is opened", () => {
        it("when the flows have started and somebody uses it", async () => {
            bench.use();
            await turn();
            bench.broker.links.should.be.empty();
            bench.state.should.equal("CLOSED");
            await bench.started();
            bench.broker.links.should.have.length(1);
            bench.state.should.equal("OPENING");
        });

        it("not while nobody uses it", async () => {
            await bench.started();
            bench.broker.links.should.be.empty();
            bench.use();
            await bench.started();
            bench.broker.links.should.have.length(1);
        });

        it("once, however many use it and however often flows start", async () => {
            for (let n = 0; n < 5; n += 1) bench.use();
            await bench.started();
            await bench.started();
            bench.broker.links.should.have.length(1);
        });

        it("to the broker, with the login and the TLS settings of its configuration", async () => {
            should((await bench.dialled()).options).deepEqual({
                host: "broker.example.com",
                port: 8884,
                protocolVersion: 5,
                clientId: "wmw0123",
                username: "user",
                password: "s3cret",
                keepalive: 30_000,
                connectTimeout: 20_000,
                session: "kept",
                tls: { ca: "CA" },
            });
        });

        it("by way of TLS and the login", async () => {
            const link = await bench.dialled();
            link.secure();
            bench.state.should.equal("AUTHENTICATING");
            link.accept();
            should(bench.connection.view.state).deepEqual({ name: "OPENED", failures: 0, refused: {} });
        });

        it("for documents that wait, though nobody uses it any more, and closed when they are safe", async () => {
            const { detach } = bench.use();
            bench.publish("a");
            detach();
            await bench.started();
            bench.link.letIn();
            bench.link.acknowledgeAll();
            bench.outcomes.told.should.deepEqual(["a: safe"]);
            bench.state.should.equal("CLOSED");
            should(bench.link.endedBy).equal("forgetting");
        });

        it("never where it is not active, and refuses what is published", async () => {
            bench = new FakeBrokerBench({ active: false });
            const { views } = bench.use();
            await bench.started();
            bench.publish("a");
            bench.broker.links.should.be.empty();
            bench.outcomes.told.should.deepEqual(["a: WMW_DEACTIVATED"]);
            should(views).deepEqual([{ ...NOTHING_WAITS, state: { name: "DEACTIVATED" } }]);
            await bench.connection.close();
            bench.state.should.equal("DEACTIVATED");
        });
    });
});
