import should from "should";
import { type Platform } from "../../demo/platform";
import { command, uplink } from "../support/documents";
import { mainFlow } from "../support/flow-nodes";
import { type RunningFlow } from "../support/running-flow";
import { chirpStackUplinkEvent, ttsUplinkEvent } from "../support/server-events";
import { StandInSuite } from "../support/stand-in-suite";

describe("wmw-uplink-out", () => {
    const suite = new StandInSuite();
    let platform: Platform;

    before(() => {
        ({ platform } = suite);
    });

    function start(changes: Parameters<typeof mainFlow>[1] = {}): Promise<RunningFlow> {
        return suite.start(mainFlow(platform, changes));
    }

    /**
     * A flow that is connected, where a document is done once the broker has it: a queue on disk that is not open
     * yet takes what comes meanwhile, which is then done before it arrives.
     */
    async function connected(changes: Parameters<typeof mainFlow>[1] = {}): Promise<RunningFlow> {
        const flow = await start({ config: { queue: "memory" }, ...changes });
        await flow.status("uplink", "connected");
        return flow;
    }

    function payloads(since: number): Buffer[] {
        return platform
            .received("1234")
            .slice(since)
            .map(({ payload }) => payload);
    }

    it("publishes an object as JSON and is done when the broker has acknowledged it", async () => {
        const flow = await connected();
        const before = platform.received("1234").length;
        flow.send("uplink", { payload: uplink(), _msgid: "m1" });
        (await flow.next("completed")).should.have.property("_msgid", "m1");
        const [received, ...others] = payloads(before);
        should(JSON.parse(String(received))).deepEqual(uplink());
        others.should.be.empty();
    });

    it("publishes text and bytes as they are", async () => {
        const flow = await connected();
        const before = platform.received("1234").length;
        const text = `{ "DevEUI_uplink" : {"DevEUI":"20635f0100000001", "Time" : "2026-11-02T08:15:00.123+01:00",\n"LrrRSSI":-91.0, "é":"ü" } }`;
        flow.send("uplink", { payload: text });
        flow.send("uplink", { payload: Buffer.from(text) });
        await flow.next("completed");
        await flow.next("completed");
        payloads(before).map(String).should.deepEqual([text, text]);
    });

    it("publishes the documents of an array in order and is done once, when all are acknowledged", async () => {
        const flow = await connected();
        const before = platform.received("1234").length;
        const documents = [1, 2, 3, 4, 5].map((FCntUp) => uplink(undefined, { FCntUp }));
        flow.send("uplink", { payload: [...documents.slice(0, 4), JSON.stringify(documents[4])] });
        await flow.next("completed");
        payloads(before)
            .map((payload) => JSON.parse(String(payload)) as unknown)
            .should.deepEqual(documents);
        flow.waiting("completed").should.equal(0);
    });

    it("is done with QoS 0 too, once the document is written", async () => {
        const flow = await connected({ uplink: { qos: "0" } });
        const received = platform.next("document");
        flow.send("uplink", { payload: uplink() });
        await flow.next("completed");
        (await received).qos.should.equal(0);
    });

    it("publishes events of other network servers as ThingPark's documents", async () => {
        const flow = await connected();
        const before = platform.received("1234").length;
        flow.send("uplink", {
            payload: [ttsUplinkEvent(), JSON.stringify(chirpStackUplinkEvent()), uplink()],
        });
        await flow.next("completed");
        payloads(before)
            .map((payload) => JSON.parse(String(payload)) as { DevEUI_uplink: { DevEUI: string } })
            .map(({ DevEUI_uplink: { DevEUI } }) => DevEUI)
            .should.deepEqual(["70B3D5E050013950", "70B3D52DD301B3CC", "20635F0100000001"]);
    });

    it("publishes what is decoded, where its format says so", async () => {
        const flow = await connected({ uplink: { format: "payload" } });
        const before = platform.received("1234").length;
        flow.send("uplink", { payload: uplink(undefined, { payload: { temperature: 20.4 } }) });
        await flow.next("completed");
        payloads(before).map(String).should.deepEqual(['{"temperature":20.4}']);
    });

    it("is done with what its format has no place for, without publishing it", async () => {
        const flow = await connected({ uplink: { format: "metadata" } });
        const before = platform.received("1234").length;
        flow.send("uplink", { payload: { DevEUI_notification: { DevEUI: "20635F0100000001" } } });
        await flow.next("completed");
        payloads(before).should.be.empty();
        flow.send("uplink", { payload: uplink() });
        await flow.next("completed");
        payloads(before)
            .map((payload) => JSON.parse(String(payload)) as unknown)
            .should.deepEqual([uplink().DevEUI_uplink]);
    });

    it("publishes any JSON where nothing is to be checked", async () => {
        const flow = await connected({ uplink: { source: "any" } });
        const before = platform.received("1234").length;
        flow.send("uplink", { payload: { hello: "world" } });
        await flow.next("completed");
        payloads(before).map(String).should.deepEqual(['{"hello":"world"}']);
    });

    describe("refuses", () => {
        const circular: Record<string, unknown> = uplink();
        circular.self = circular;
        // Not enumerable: the Catch node's copy of the message leaves it out.
        const throwing = {
            DevEUI_uplink: Object.defineProperty({}, "DevEUI", {
                get: () => {
                    throw new Error("of the flow");
                },
            }),
        };

        const inputs: [title: string, payload: unknown, message: RegExp][] = [
            ["nothing", undefined, /payload: expected an object.*got nothing/],
            ["a number", 42, /payload: expected an object.*got 42/],
            ["text that is not JSON", "temperature=21", /payload: expected JSON, got 14 bytes/],
            ["bytes that are not UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), /payload: expected JSON in UTF-8/],
            [
                "JSON without a known root key",
                { temperature: 21 },
                /payload: expected one of the root keys DevEUI_uplink/,
            ],
            [
                "a masked DevEUI",
                uplink("XXXXXXXXXXXXXXXX"),
                /DevEUI_uplink\.DevEUI: expected 16 hex digits, got "XXXXXXXXXXXXXXXX"/,
            ],
            [
                "a root key without content",
                { DevEUI_uplink: null },
                /DevEUI_uplink: expected an object, got null/,
            ],
            ["a command", command(), /DevEUI_downlink: expected a document from a device, got a command/],
            ["an object with a circle", circular, /payload: expected an object that can be written as JSON/],
            ["an object that throws when it is read", throwing, /payload: expected plain data/],
            [
                "an array with one bad element",
                [uplink(), uplink("0018B2")],
                /payload\[1\]\.DevEUI_uplink\.DevEUI: expected 16 hex digits/,
            ],
        ];
        for (const [title, payload, message] of inputs) {
            it(`${title}, and publishes nothing`, async () => {
                const flow = await connected();
                const before = platform.received("1234").length;
                flow.send("uplink", { payload });
                const { error } = await flow.next("errors");
                should(error).have.property("code", "WMW_BAD_DOCUMENT");
                should(error).have.property("message").match(message);
                payloads(before).should.be.empty();
                flow.waiting("completed").should.equal(0);
            });
        }

        it("a document of more than 1 MB", async () => {
            const flow = await start();
            flow.send("uplink", { payload: uplink(undefined, { filler: "x".repeat(1_000_000) }) });
            await shouldFail(flow, "WMW_TOO_LARGE", /the broker takes 1000000 at most/);
        });

        it("a document while the connection is deactivated", async () => {
            const flow = await start({ config: { active: false } });
            await flow.status("uplink", "deactivated");
            flow.send("uplink", { payload: uplink() });
            await shouldFail(flow, "WMW_DEACTIVATED", /not active/);
        });

        it("a document of QoS 0 while there is no connection", async () => {
            await platform.stopBroker();
            const flow = await start({ uplink: { qos: "0" } });
            await flow.status("uplink", "refused");
            // The configuration has told of the fault, to the Catch nodes of each of its two users.
            for (let user = 0; user < 2; user += 1) {
                await shouldFail(flow, "WMW_NO_CONNECTION", /nothing accepts connections/);
            }
            flow.send("uplink", { payload: uplink() });
            await shouldFail(flow, "WMW_NO_CONNECTION", /QoS 0/);
            await platform.startBroker();
        });
    });

    async function shouldFail(flow: RunningFlow, code: string, message: RegExp): Promise<void> {
        const { error } = await flow.next("errors");
        should(error).have.property("code", code);
        should(error).have.property("message").match(message);
    }
});
