import should from "should";
import { type DialOptions, type LinkListener } from "../../../nodes/lib/connection/broker-link";
import { Line } from "../../../nodes/lib/connection/line";
import { FakeBroker } from "../support/fake-broker";
import { ManualClock } from "../support/manual-clock";
import { isResolved, turn } from "../support/turn";

const OPTIONS: DialOptions = {
    host: "broker.example.com",
    port: 8883,
    protocolVersion: 4,
    clientId: "client",
    username: "1234",
    password: "secret",
    keepalive: 60_000,
    connectTimeout: 5_000,
    session: "kept",
    tls: {},
};

describe("the line to the broker", () => {
    let broker: FakeBroker;
    let isEnough: boolean;
    /** What was heard, in its order. */
    let heard: string[];

    beforeEach(() => {
        broker = new FakeBroker();
        isEnough = false;
        heard = [];
    });

    function lineWith(options: Partial<DialOptions> = {}): Line {
        return new Line({
            dial: broker.dial,
            options: { ...OPTIONS, ...options },
            clock: new ManualClock(),
            isEnough: () => isEnough,
        });
    }

    const listener: LinkListener = {
        secured: () => heard.push("secured"),
        accepted: () => heard.push("accepted"),
        message: ({ topic }, answer) => {
            heard.push(topic);
            answer(true);
        },
        ended: () => heard.push("ended"),
    };

    async function open(line: Line): Promise<void> {
        line.open(listener, () => heard.push("dialling"));
        await turn();
    }

    it("has a link from its attempt on, and tells what happens to it", async () => {
        const line = lineWith();
        should(line.link).be.undefined();
        await open(line);
        should(line.link).equal(broker.link);
        broker.link.letIn();
        broker.link.deliver("downlink_1234", "{}").should.deepEqual([true]);
        broker.link.break();
        heard.should.deepEqual(["dialling", "secured", "accepted", "downlink_1234", "ended"]);
    });

    it("is silent about a link that it has let go of, whose messages stay with the broker", async () => {
        const line = lineWith();
        await open(line);
        const end = line.letGo();
        should(line.link).be.undefined();
        broker.link.letIn();
        broker.link.deliver("downlink_1234", "{}").should.deepEqual([false]);
        broker.link.break();
        heard.should.deepEqual(["dialling"]);
        should(broker.link.endedBy).be.undefined();
        end("gently");
        should(broker.link.endedBy).equal("gently");
    });

    it("dials anew only once the link before has closed its socket", async () => {
        broker.linksLinger = true;
        const line = lineWith();
        await open(line);
        line.letGo()("at once");
        await open(line);
        broker.links.should.have.length(1);
        (await isResolved(line.ended)).should.be.false();
        broker.link.closeSocket();
        await turn();
        broker.links.should.have.length(2);
        broker.open.should.equal(1);
        heard.should.deepEqual(["dialling", "dialling"]);
    });

    it("makes no attempt that was given up while it waited", async () => {
        const line = lineWith();
        line.open(listener, () => heard.push("dialling"));
        line.letGo()("gently");
        await turn();
        broker.links.should.be.empty();
        heard.should.be.empty();
    });

    describe("that is to be forgotten", () => {
        async function forgotten(options: Partial<DialOptions> = {}): Promise<(string | undefined)[]> {
            const line = lineWith(options);
            await open(line);
            line.letGo()("forgetting");
            await turn();
            return broker.links.map((link) => `${link.options.session} ${String(link.endedBy)}`);
        }

        it("is dialled once more with MQTT 3.1.1, without its session", async () => {
            (await forgotten()).should.deepEqual(["kept forgetting", "clean undefined"]);
        });

        it("says so with MQTT 5", async () => {
            (await forgotten({ protocolVersion: 5 })).should.deepEqual(["kept forgetting"]);
        });

        it("has nothing to be forgotten without a session", async () => {
            (await forgotten({ session: "clean" })).should.deepEqual(["clean forgetting"]);
        });

        it("is not dialled once more where it is enough", async () => {
            isEnough = true;
            (await forgotten()).should.deepEqual(["kept forgetting"]);
        });
    });
});
