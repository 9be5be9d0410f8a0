import should from "should";
import { answering } from "../../demo/thingpark/fault";
import { startThingPark, type ThingPark } from "../../demo/thingpark/thingpark";
import { command } from "../support/documents";
import { EXAMPLE_PATHS } from "../support/examples";
import { ExampleBench } from "./example-bench";
import { describeHttpPush } from "./http-push";
import { describeRouting } from "./routing";
import { SERVER_CASES } from "./server-cases";
import { ThingParkEndpoint } from "./thingpark-endpoint";

/** The payload of the document that the example for ThingPark sends. */
const DOCUMENT = "0100cc0c00b6";

describe("the examples in a real Node-RED", () => {
    let bench: ExampleBench;

    before(async () => {
        bench = await ExampleBench.start();
    });

    after(() => bench.stop());

    it("are all in the Import menu", async () => {
        should((await bench.paths()).sort()).deepEqual([...EXAMPLE_PATHS].sort());
    });

    for (const { server, uplinkExample, subscription, topic, events } of SERVER_CASES) {
        describe(`${server} to WMW`, () => {
            before(async () => {
                const subscribed = events.map(([name]) =>
                    bench.server.next("subscribed", (topic) => topic === `${subscription}/${name}`),
                );
                await bench.run(uplinkExample);
                await Promise.all(subscribed);
            });

            for (const [name, event, kind, content] of events) {
                it(`makes a ${kind} of an event "${name}", and says when it is safe`, async () => {
                    const received = bench.platform.next("document");
                    const safe = bench.debugLine("safe documents");
                    await bench.server.publish(`${topic}/${name}`, event);
                    should((await received).document)
                        .have.property(kind)
                        .with.properties(content);
                    await safe;
                });
            }

            it("shows an event that cannot be read among the errors", async () => {
                const error = bench.debugLine("errors");
                await bench.server.publish(`${topic}/up`, { hello: "world" });
                should(await error).startWith("WMW_BAD_DOCUMENT");
            });
        });
    }

    describeHttpPush(() => bench);
    describeRouting(() => bench);

    for (const { server, commandExample, application, downlink } of SERVER_CASES) {
        describe(`WMW commands to ${server}`, () => {
            before(async () => {
                const subscribed = bench.platform.next("subscribed");
                // What arrives at an mqtt out node that is not connected is lost.
                const connected = bench.nodeRed.next("line", (line) => line.includes("Connected to broker"));
                await bench.run(commandExample, { "wmw-downlink-in": { application } });
                await Promise.all([subscribed, connected]);
            });

            it("puts a command into the queue of its device, and shows it", async () => {
                const received = bench.server.next("downlink");
                const shown = bench.debugLine("commands");
                await bench.platform.sendDownlink("1234", command());
                should(await received).deepEqual(downlink);
                await shown;
            });

            it("shows a command that the server cannot take among the errors", async () => {
                const error = bench.debugLine("errors");
                await bench.platform.sendDownlink("1234", command(undefined, { FPort: "" }));
                should(await error).startWith("WMW_BAD_COMMAND");
            });
        });
    }

    describe("WMW commands to ThingPark", () => {
        let thingPark: ThingParkEndpoint;

        before(async () => {
            thingPark = await ThingParkEndpoint.start();
            const subscribed = bench.platform.next("subscribed");
            await bench.run(
                "wmw-commands-to-thingpark",
                {},
                { tab: { THINGPARK_DOWNLINK_URL: thingPark.url } },
            );
            await subscribed;
        });

        after(() => thingPark.stop());

        it("posts a command as it is, as JSON, to the URL of the connection", async () => {
            const posted = thingPark.next("posted");
            const shown = bench.debugLine("accepted");
            await bench.platform.sendDownlink("1234", command());
            const { method, path, headers, body } = await posted;
            should({ method, path }).deepEqual({ method: "POST", path: thingPark.path });
            should(headers["content-type"]).equal("application/json");
            should(JSON.parse(body)).deepEqual(command());
            should(await shown).equal("20635F0100000001: 200 queued");
        });

        it("shows what ThingPark refuses, and why", async () => {
            thingPark.answer = { status: 403, body: "unknown device" };
            const shown = bench.debugLine("refused");
            await bench.platform.sendDownlink("1234", command());
            should(await shown).equal("20635F0100000001: 403 unknown device");
        });

        it("shows a command that cannot be read among the errors", async () => {
            const error = bench.debugLine("errors");
            await bench.platform.sendDownlink("1234", command(undefined, { DevEUI: "1" }));
            should(await error).startWith("WMW_BAD_COMMAND");
        });

        it("shows a command among the errors when ThingPark is not reached", async () => {
            await thingPark.stop();
            const error = bench.debugLine("errors");
            await bench.platform.sendDownlink("1234", command());
            should(await error).containEql("ECONNREFUSED");
        });
    });

    describe("ThingPark connection", () => {
        let thingPark: ThingPark;

        before(async () => {
            thingPark = await startThingPark({ authority: bench.platform.authority });
            await bench.run("thingpark-connection", {
                "wmw-thingpark-api": { baseUrl: thingPark.baseUrl },
                delay: { timeout: "0.1" },
            });
        });

        after(() => thingPark.close());

        it("creates a connection, waits until it is opened, sends a document, and deletes it", async () => {
            const lines = Promise.all(["opened", "deleted"].map((name) => bench.debugLine(name)));
            const sent = bench.platform.next("document", ({ fields }) => fields.payload_hex === DOCUMENT);
            await bench.press("roll out");
            should((await sent).devEUI).equal("20635F0100000001");
            should(await lines).deepEqual(["1114: OPENED", "1114: deleted"]);
            thingPark.connections().should.be.empty();
        });

        it("updates the connection where there is one of that name already", async () => {
            await bench.run("thingpark-connection", {
                "wmw-thingpark-api": { baseUrl: thingPark.baseUrl },
                delay: { timeout: "600" },
            });
            for (let count = 0; count < 2; count++) {
                const opened = bench.debugLine("opened");
                await bench.press("roll out");
                should(await opened).equal("1115: OPENED");
            }
            thingPark.connections().should.have.length(1);
        });

        it("shows what ThingPark refuses among the errors", async () => {
            const error = bench.debugLine("errors");
            thingPark.failNext({ answer: answering(403, '{"message":"not for this client"}') });
            await bench.press("roll out");
            should(await error).equal("WMW_API_STATUS: GET /connections answered 403: not for this client");
        });
    });
});
