import should from "should";
import { type Platform } from "../../demo/platform";
import { type Credentials, type FlowNode } from "../../demo/user-directory";
import { command } from "../support/documents";
import {
    configNode,
    credentialsFor,
    downlinkNode,
    LOGIN,
    outcomeNodes,
    tlsNode,
} from "../support/flow-nodes";
import { type RunningFlow } from "../support/running-flow";
import { StandInSuite } from "../support/stand-in-suite";

const A = "20635F0100000001";
const B = "20635F0100000002";
const OTHER = "0018B20000000B20";

describe("wmw-downlink-in", () => {
    const suite = new StandInSuite();
    let platform: Platform;

    before(() => {
        ({ platform } = suite);
    });

    /** Starts a flow with these downlink nodes and resolves when it is subscribed. */
    async function start(
        downlinks: FlowNode[],
        config: FlowNode = {},
        credentials?: Credentials,
    ): Promise<RunningFlow> {
        const subscribed = platform.next("subscribed");
        const nodes = [
            tlsNode(),
            configNode(platform.mqttPort, config),
            ...downlinks,
            { id: "commands", type: "helper" },
            { id: "others", type: "helper" },
            ...outcomeNodes([]),
        ];
        const flow = await suite.start(nodes, credentials);
        await subscribed;
        return flow;
    }

    it("emits a command with its device, port, bytes and origin", async () => {
        const flow = await start([downlinkNode()], { name: "Plant" });
        const before = Date.now();
        await platform.sendDownlink("1234", command(A.toLowerCase(), { CorrelationID: "00000000000000ab" }));
        const message = await flow.next("commands");
        should(message.payload).deepEqual(command(A.toLowerCase(), { CorrelationID: "00000000000000ab" }));
        should(message.topic).equal("downlink_1234");
        should(message.devEUI).equal(A);
        should(message.fPort).equal(8);
        should(message.bytes).deepEqual(Buffer.from("9e1c4852", "hex"));
        const { wmw } = message as { wmw: { receivedAt: number } };
        wmw.should.have.properties({ connection: "Plant", enterpriseId: "1234" });
        wmw.receivedAt.should.be.within(before, Date.now());
    });

    it("emits a command for ThingPark's encoder without bytes, and names the connection by its id", async () => {
        const flow = await start([downlinkNode()]);
        const payload = { DownMessageType: "SET_PARAMETER", AckToken: 1 };
        await platform.sendDownlink(
            "1234",
            command(A, { payload_hex: undefined, payload, FPort: undefined }),
        );
        const message = await flow.next("commands");
        message.should.not.have.property("bytes");
        message.should.not.have.property("fPort");
        should(message.wmw).have.property("connection", "config");
        should(message.payload).have.propertyByPath("DevEUI_downlink", "payload").deepEqual(payload);
    });

    it("emits only the commands of its devices, by DevEUI in any case and by prefix", async () => {
        const flow = await start([
            downlinkNode({ id: "one", devEUIs: `${A.toLowerCase()}\n ${B}`, wires: [["commands"]] }),
            downlinkNode({ id: "two", devEUIs: "20635F01000000*, 0018b2*", wires: [["others"]] }),
        ]);
        for (const devEUI of [OTHER, A, B]) await platform.sendDownlink("1234", command(devEUI));
        const one = [await flow.next("commands"), await flow.next("commands")];
        const two = [await flow.next("others"), await flow.next("others"), await flow.next("others")];
        one.map(({ devEUI }) => devEUI).should.deepEqual([A, B]);
        two.map(({ devEUI }) => devEUI).should.deepEqual([OTHER, A, B]);
        flow.waiting("commands").should.equal(0);
        flow.waiting("others").should.equal(0);
    });

    it("subscribes once for all its nodes", async () => {
        await start([downlinkNode(), downlinkNode({ id: "two" }), downlinkNode({ id: "three" })]);
        platform
            .subscriptions()
            .map(({ topic }) => topic)
            .should.deepEqual(["downlink_1234"]);
        platform.clients().should.have.length(1);
    });

    describe("reports to Catch nodes, and does not emit,", () => {
        const broken: [title: string, document: object, message: RegExp][] = [
            [
                "a command without a DevEUI",
                command(undefined, { DevEUI: "" }),
                /DevEUI_downlink\.DevEUI: expected 16 hex digits/,
            ],
            [
                "an FPort out of range",
                command(A, { FPort: 225 }),
                /DevEUI_downlink\.FPort: expected 1 to 224, got 225/,
            ],
            [
                "an odd number of hex digits",
                command(A, { payload_hex: "9e1" }),
                /DevEUI_downlink\.payload_hex: expected an even number/,
            ],
            [
                "both payload_hex and payload",
                command(A, { payload: {} }),
                /DevEUI_downlink: expected exactly one of payload_hex and payload, got both/,
            ],
            ["neither payload_hex nor payload", command(A, { payload_hex: "" }), /got neither/],
            [
                "a command without content",
                { DevEUI_downlink: [] },
                /DevEUI_downlink: expected an object, got an array/,
            ],
        ];
        for (const [title, document, message] of broken) {
            it(title, async () => {
                const flow = await start([downlinkNode()]);
                await platform.sendDownlink("1234", document);
                await platform.sendDownlink("1234", command(B));
                const caught = await flow.next("errors");
                should(caught.error).have.property("code", "WMW_BAD_COMMAND");
                should(caught.error).have.property("message").match(message);
                should(caught.payload).deepEqual(JSON.parse(JSON.stringify(document)));
                (await flow.next("commands")).devEUI?.should.equal(B);
                flow.waiting("commands").should.equal(0);
            });
        }
    });

    it("reports a command whose ValidityTime has passed, and does not emit it", async () => {
        const flow = await start([downlinkNode()]);
        const expired = command(A, { ValidityTime: "2018-10-17T16:38:46.882+02:00" });
        await platform.sendDownlink("1234", expired);
        const caught = await flow.next("errors");
        should(caught.error).have.property("code", "WMW_EXPIRED");
        should(caught.payload).deepEqual(expired);
        flow.waiting("commands").should.equal(0);
    });

    it("makes a command ready for the network server that it is meant for", async () => {
        const flow = await start([
            downlinkNode({ format: "tts", application: "app@ttn", deviceId: "dev-{devEUI}" }),
            downlinkNode({ id: "two", format: "chirpstack", application: "bbea74d6", wires: [["others"]] }),
        ]);
        await platform.sendDownlink("1234", command(A));
        const forTts = await flow.next("commands");
        should(forTts.topic).equal(`v3/app@ttn/devices/dev-${A.toLowerCase()}/down/push`);
        should(forTts.payload).deepEqual({
            downlinks: [{ f_port: 8, frm_payload: "nhxIUg==", confirmed: true, priority: "NORMAL" }],
        });
        should(forTts).have.properties({ devEUI: A, fPort: 8 });
        const forChirpStack = await flow.next("others");
        should(forChirpStack.topic).equal(`application/bbea74d6/device/${A.toLowerCase()}/command/down`);
        should(forChirpStack.payload).deepEqual({
            devEui: A.toLowerCase(),
            confirmed: true,
            fPort: 8,
            data: "nhxIUg==",
        });
    });

    it("reports a command that the network server has no way to say", async () => {
        const flow = await start([downlinkNode({ format: "chirpstack", application: "bbea74d6" })]);
        const flushing = command(A, { FlushDownlinkQueue: "1" });
        await platform.sendDownlink("1234", flushing);
        const caught = await flow.next("errors");
        should(caught.error).have.properties({ code: "WMW_BAD_COMMAND" });
        should(caught.error)
            .have.property("message")
            .match(/FlushDownlinkQueue: expected 0/);
        should(caught.error).have.propertyByPath("cause", "0", "code").eql("not-expressible");
        should(caught.payload).deepEqual(flushing);
        flow.waiting("commands").should.equal(0);
    });

    it("fills in what the connection has for commands that carry none", async () => {
        const config = { downlinkPort: "7", downlinkAsId: "TWA_1.2.AS" };
        const credentials = credentialsFor(platform.caPem, { ...LOGIN, downlinkAsKey: "0123" });
        const flow = await start([downlinkNode()], config, credentials);
        await platform.sendDownlink("1234", command(A, { FPort: undefined }));
        const { payload, fPort } = await flow.next("commands");
        should(fPort).equal(7);
        should(payload).deepEqual(command(A, { FPort: 7, AS_ID: "TWA_1.2.AS", AS_KEY: "0123" }));
    });

    it("emits JSON that is no command too, where it is to", async () => {
        const flow = await start([downlinkNode({ emit: "all", devEUIs: A })]);
        await platform.sendDownlink("1234", '{"hello":"world"}');
        const message = await flow.next("commands");
        should(message.payload).deepEqual({ hello: "world" });
        should(message.topic).equal("downlink_1234");
        should(message.wmw).have.property("enterpriseId", "1234");
        message.should.not.have.any.keys("devEUI", "fPort", "bytes");
    });

    it("is not subscribed where the connection's downlinks are switched off", async () => {
        const flow = await suite.start([
            tlsNode(),
            configNode(platform.mqttPort, { downlinkEnabled: false }),
            downlinkNode(),
        ]);
        await flow.status("downlink", "connected");
        platform.subscriptions().should.be.empty();
    });

    it("ignores what is not JSON, and JSON that is no command, with one warning", async () => {
        const flow = await start([downlinkNode()]);
        for (const text of ["not JSON", "not JSON either", '{"hello":"world"}', "[]", "null"]) {
            await platform.sendDownlink("1234", text);
        }
        await platform.sendDownlink("1234", command(B));
        should((await flow.next("commands")).devEUI).equal(B);
        flow.waiting("errors").should.equal(0);
        flow.logged("warn")
            .filter((line) => line.includes("not JSON"))
            .should.have.length(1);
    });

    it("warns once of commands that no node takes", async () => {
        const flow = await start([downlinkNode({ devEUIs: A })]);
        for (const devEUI of [B, OTHER, A]) await platform.sendDownlink("1234", command(devEUI));
        should((await flow.next("commands")).devEUI).equal(A);
        flow.logged("warn")
            .filter((line) => line.includes("was not taken"))
            .should.have.length(1);
    });

    it("says that its DevEUIs are not valid, and takes nothing", async () => {
        const flow = await suite.start([
            tlsNode(),
            configNode(platform.mqttPort),
            downlinkNode({ devEUIs: "20635F01, *01" }),
        ]);
        await flow.status("downlink", "dev-euis-invalid");
        platform.clients().should.be.empty();
    });
});
