import { text } from "node:stream/consumers";
import should from "should";
import { createAuthority } from "../../demo/certificates";
import { answering, answeringHugely, breaking, silence } from "../../demo/thingpark/fault";
import { startThingPark, type ThingPark } from "../../demo/thingpark/thingpark";
import { type Credentials, type FlowNode } from "../../demo/user-directory";
import { configNode, LOGIN, outcomeNodes, tlsNode } from "../support/flow-nodes";
import { type Message, type RunningFlow } from "../support/running-flow";
import { StandInSuite } from "../support/stand-in-suite";
import {
    CLIENT,
    connectionsNode,
    DOCUMENT_BODY,
    thingParkCredentials,
    thingParkNode,
} from "../support/thingpark-nodes";

/** The codes of all that a test may see go wrong. */
interface Caught {
    readonly code: string;
    readonly message: string;
    readonly cause?: unknown;
}

describe("wmw-connections", () => {
    const suite = new StandInSuite();
    let thingPark: ThingPark;

    beforeEach(async () => {
        thingPark = await startThingPark({ authority: suite.platform.authority });
    });

    afterEach(() => thingPark.close());

    function flowWith(node: FlowNode = {}, config: FlowNode = {}, api: FlowNode = {}): FlowNode[] {
        return [
            tlsNode(),
            configNode(suite.platform.mqttPort, { active: false, ...config }),
            thingParkNode(thingPark.baseUrl, api),
            connectionsNode(node),
            { id: "results", type: "helper" },
            ...outcomeNodes(["connections"]),
        ];
    }

    function start(nodes = flowWith(), credentials?: Credentials): Promise<RunningFlow> {
        return suite.start(nodes, credentials ?? thingParkCredentials(suite.platform.caPem));
    }

    async function ask(flow: RunningFlow, message: Message = {}): Promise<Message> {
        flow.send("connections", message);
        return flow.next("results");
    }

    async function failing(flow: RunningFlow, message: Message = {}): Promise<Caught> {
        flow.send("connections", message);
        return (await flow.next("errors")).error as Caught;
    }

    it("creates the connection that its WMW connection describes, which then really sends documents", async () => {
        const received = suite.platform.next("document");
        const flow = await start();
        const result = await ask(flow, { payload: 1_700_000_000_000, topic: "kept" });
        should(result).containDeep({ connectionId: "1114", statusCode: 201, topic: "kept" });
        should(result.payload).containDeep({
            id: "1114",
            name: "Actility To WMW",
            connectorId: "actility-mqtt-iot",
            brand: "WMW",
            configuration: {
                hostName: `localhost:${suite.platform.mqttPort}`,
                protocol: "SSL",
                username: "mqtt-username",
                password: "*****",
                uplinkTopicPattern: "uplink_1234",
                downlinkTopicPattern: "downlink_1234",
            },
        });
        should(thingPark.setup("1114").configuration.password).equal("mqtt-password");
        should((await received).topic).equal("uplink_1234");
        await flow.next("completed");
        await flow.status("connections", "done.created");
    });

    describe("sends as the body of a create", () => {
        /** The body of the next create, which the platform refuses: nobody is to be called by it. */
        async function bodyOf(nodes: FlowNode[], credentials?: Credentials): Promise<unknown> {
            const sent = new Promise<string>((resolve) => {
                thingPark.failNext({
                    method: "POST",
                    answer: (response) => {
                        void text(response.req).then(resolve);
                        answering(400)(response);
                    },
                });
            });
            const flow = await start(nodes, credentials);
            flow.send("connections", {});
            return JSON.parse(await sent);
        }

        it("the example of the document, field by field", async () => {
            const config = { customHostname: "my.hostname.com", enterpriseId: "1234", tls: "" };
            should(await bodyOf(flowWith({}, config))).deepEqual(DOCUMENT_BODY);
        });

        it("certificate, key and authority of the TLS settings", async () => {
            const { caPem, authority } = suite.platform;
            const { cert, key } = await authority.issue({ hosts: ["client.example.com"] });
            const credentials = thingParkCredentials(caPem);
            const body = await bodyOf(flowWith(), {
                ...credentials,
                ca: { ...credentials.ca, certdata: cert, keydata: key },
            });
            should(body).containDeep({
                configuration: { certificate: cert, trustedCaCertficate: caPem },
            });
            should(body)
                .have.propertyByPath("configuration", "privateKey")
                .startWith("-----BEGIN PRIVATE KEY-----");
        });
    });

    it("waits until the connection is opened, and shows its states", async () => {
        const flow = await start(flowWith({ waitUntilOpened: true }));
        flow.send("connections", {});
        await flow.status("connections", "state.opening");
        await flow.status("connections", "state.opened");
        should((await flow.next("results")).payload).have.property("state", "OPENED");
    });

    it("fails with WMW_API_NOT_OPENED where WMW refuses the login, and shows why", async () => {
        const login = { ...LOGIN, password: "not-the-password" };
        const flow = await start(
            flowWith({ waitUntilOpened: true }),
            thingParkCredentials(suite.platform.caPem, { login }),
        );
        const error = await failing(flow);
        should(error.code).equal("WMW_API_NOT_OPENED");
        should(error.message).match(/connection 1114 did not open.*AUTHENTICATION_FAILED/);
        await flow.status("connections", "state.authentication-failed");
        JSON.stringify([error, flow.logged("error"), flow.logged("warn")]).should.not.containEql(
            login.password,
        );
    });

    it("updates, gets, lists and deletes, as the message says", async () => {
        const flow = await start();
        const { connectionId } = await ask(flow);
        const updated = await ask(flow, {
            operation: "update",
            connectionId,
            payload: { name: "House 7", description: "of house 7" },
        });
        should(updated.payload).containDeep({ id: "1114", name: "House 7" });
        should(thingPark.setup("1114").configuration).containDeep({
            description: "of house 7",
            password: "mqtt-password",
        });
        const got = await ask(flow, { operation: "get", connectionId });
        should(got).containDeep({ payload: { name: "House 7" }, statusCode: 200 });
        const listed = await ask(flow, { operation: "list" });
        should(listed.payload).containDeep([{ id: "1114", name: "House 7" }]);
        const deleted = await ask(flow, { operation: "delete", connectionId });
        should(deleted).containDeep({ payload: { id: "1114", deleted: true }, statusCode: 204 });
        await flow.status("connections", "done.deleted");
        const gone = await ask(flow, { operation: "delete", connectionId });
        should(gone).containDeep({ payload: { id: "1114", deleted: false }, statusCode: 404 });
        await flow.status("connections", "done.gone");
    });

    it("takes the id from wherever it is told to", async () => {
        const flow = await start(
            flowWith({ operation: "delete", connectionId: "7", connectionIdType: "str" }),
        );
        should((await ask(flow)).connectionId).equal("7");
    });

    it("needs no WMW connection but to create and to update", async () => {
        const flow = await start(flowWith({ operation: "list", connection: "" }));
        should((await ask(flow)).payload).deepEqual([]);
        should((await failing(flow, { operation: "update", connectionId: "1" })).code).equal(
            "WMW_API_BAD_REQUEST",
        );
    });

    it("runs twice where that is wanted", async () => {
        for (const [ifExists, done] of [
            ["update", "done.updated"],
            ["skip", "done.existed"],
        ]) {
            const flow = await start(flowWith({ ifExists }));
            const ids = [(await ask(flow)).connectionId, (await ask(flow)).connectionId];
            should(ids).deepEqual(["1114", "1114"]);
            await flow.status("connections", done ?? "");
            await flow.stop();
        }
    });

    it("creates one connection and asks for one token, however many messages come at once", async () => {
        const warnings: Error[] = [];
        const onWarning = (warning: Error): number => warnings.push(warning);
        process.on("warning", onWarning);
        const flow = await start(flowWith({ ifExists: "skip" }));
        for (let count = 0; count < 50; count++) flow.send("connections", { count });
        const results: Message[] = [];
        while (results.length < 50) results.push(await flow.next("results"));
        should(new Set(results.map(({ connectionId }) => connectionId))).have.property("size", 1);
        results.filter(({ statusCode }) => statusCode === 201).should.have.length(1);
        thingPark.connections().should.have.length(1);
        thingPark.tokensGiven.should.equal(1);
        process.off("warning", onWarning);
        warnings.should.be.empty();
    });

    it("renews a token that has expired", async () => {
        const flow = await start(flowWith({ operation: "list" }));
        await ask(flow);
        thingPark.expireTokens();
        await ask(flow);
        thingPark.tokensGiven.should.equal(2);
    });

    it("works with a client of the user directory", async () => {
        const client = { clientId: "sub-100001/user", clientSecret: "stand-in-secret" };
        const flow = await start(
            flowWith({ operation: "list" }),
            thingParkCredentials(suite.platform.caPem, { client }),
        );
        should((await ask(flow)).payload).deepEqual([]);
    });

    it("takes base URL and secret from environment variables", async () => {
        process.env.WMW_TEST_THINGPARK_URL = thingPark.baseUrl;
        process.env.WMW_TEST_THINGPARK_SECRET = CLIENT.clientSecret;
        const client = { ...CLIENT, clientSecret: "${WMW_TEST_THINGPARK_SECRET}" };
        const flow = await start(
            flowWith({ operation: "list" }, {}, { baseUrl: "${WMW_TEST_THINGPARK_URL}" }),
            thingParkCredentials(suite.platform.caPem, { client }),
        );
        should((await ask(flow)).payload).deepEqual([]);
    });

    describe("fails with", () => {
        it("WMW_API_AUTH where the client is refused, and shows no secret", async () => {
            const client = { ...CLIENT, clientSecret: "not-the-secret" };
            const flow = await start(flowWith(), thingParkCredentials(suite.platform.caPem, { client }));
            const error = await failing(flow);
            should(error.code).equal("WMW_API_AUTH");
            should(error.message).endWith("oauth/token answered 401: Invalid client credentials");
            await flow.status("connections", "failed.auth");
            JSON.stringify([error, flow.logged("error")]).should.not.containEql("not-the-secret");
        });

        it("WMW_API_STATUS and the platform's words where it refuses, such as a sixth connection", async () => {
            const flow = await start();
            for (let count = 1; count <= 5; count++) await ask(flow, { payload: { name: `House ${count}` } });
            const error = await failing(flow, { payload: { name: "House 6" } });
            should(error.code).equal("WMW_API_STATUS");
            should(error.message).equal(
                "WMW_API_STATUS: POST /connections answered 400: The limit of 5 connections is reached",
            );
            should(error.cause).deepEqual({
                method: "POST",
                path: "/connections",
                status: 400,
                reason: "The limit of 5 connections is reached",
            });
            await flow.status("connections", "failed.status");
        });

        for (const [what, answer, message] of [
            ["redirects", answering(307, "", { location: "https://elsewhere.example.com/" }), /not followed/],
            ["answers hugely", answeringHugely(2), /larger than 1048576 bytes/],
            ["answers what is not JSON", answering(200, "{broken"), /not a list of connections/],
            ["answers with a page", answering(500, "<html>oops</html>"), /HTML page/],
        ] as const) {
            it(`WMW_API_STATUS where the platform ${what}`, async () => {
                const flow = await start(flowWith({ operation: "list" }));
                thingPark.failNext({ answer });
                const error = await failing(flow);
                should(error.code).equal("WMW_API_STATUS");
                should(error.message).match(message);
            });
        }

        it("WMW_API_UNREACHABLE where its certificate is not trusted", async () => {
            const { caPem } = await createAuthority("Another CA");
            const flow = await start(flowWith({ operation: "list" }), thingParkCredentials(caPem));
            const error = await failing(flow);
            should(error.code).equal("WMW_API_UNREACHABLE");
            should(error.message).match(/oauth\/token: its certificate is not trusted/);
            await flow.status("connections", "failed.unreachable");
        });

        it("WMW_API_BAD_REQUEST where something is not valid, and sends nothing", async () => {
            const flow = await start();
            const error = await failing(flow, {
                payload: { downlinkPort: 0, password: "secret-in-payload" },
            });
            should(error.code).equal("WMW_API_BAD_REQUEST");
            should(error.message).match(/: payload\.downlinkPort: expected .*; payload\.password: expected/);
            JSON.stringify(error).should.not.containEql("secret-in-payload");
            await flow.status("connections", "failed.bad-request");
            thingPark.tokensGiven.should.equal(0);
        });

        for (const expression of ["$(", "$number({})"]) {
            it(`WMW_API_BAD_REQUEST where the id is the JSONata ${expression}`, async () => {
                const id = { connectionId: expression, connectionIdType: "jsonata" };
                const flow = await start(flowWith({ operation: "get", ...id }));
                const error = await failing(flow);
                should(error.code).equal("WMW_API_BAD_REQUEST");
                should(error.message).match(/: connectionId: expected a value: \w.{20}/);
            });
        }

        it("WMW_API_BAD_REQUEST where it is fed with what a get gave", async () => {
            const flow = await start();
            const { payload, connectionId } = await ask(flow);
            const error = await failing(flow, { operation: "update", payload, connectionId });
            should(error.code).equal("WMW_API_BAD_REQUEST");
            should(thingPark.setup("1114").configuration.password).equal("mqtt-password");
        });

        const misconfigured: [what: string, status: string, nodes: () => FlowNode[], message: RegExp][] = [
            [
                "no API is selected",
                "failed.api-missing",
                () => flowWith({ api: "" }),
                /ThingPark API to be selected/,
            ],
            ["the API is gone", "failed.api-disabled", () => flowWith({ api: "gone" }), /not disabled/],
            [
                "the API has no base URL",
                "failed.bad-request",
                () => flowWith({}, {}, { baseUrl: "" }),
                /: baseUrl: /,
            ],
            [
                "the API is of a later version",
                "failed.bad-request",
                () => flowWith({}, {}, { version: 9 }),
                /: version: /,
            ],
            [
                "its TLS settings are gone",
                "failed.bad-request",
                () => flowWith({}, {}, { tls: "gone" }),
                /: tls: /,
            ],
            [
                "its parameters are not JSON",
                "failed.bad-request",
                () => flowWith({ parameters: "{" }),
                /: parameters: /,
            ],
            [
                "a create has no WMW connection",
                "failed.no-connection",
                () => flowWith({ connection: "" }),
                /: connection: expected a WMW connection to be selected$/,
            ],
            [
                "the WMW connection of a create is gone",
                "failed.connection-disabled",
                () => flowWith({ connection: "gone" }),
                /: connection: expected a WMW connection that exists/,
            ],
            [
                "the WMW connection is not complete",
                "failed.bad-request",
                () => flowWith({}, { enterpriseId: "" }),
                /: enterpriseId: /,
            ],
        ];
        for (const [what, status, nodes, message] of misconfigured) {
            it(`WMW_API_BAD_REQUEST where ${what}, and shows it from the start`, async () => {
                const flow = await start(nodes());
                await flow.status("connections", status);
                const error = await failing(flow);
                should(error.code).equal("WMW_API_BAD_REQUEST");
                should(error.message).match(message);
            });
        }

        it("WMW_STOPPED when its node is closed meanwhile, and leaves nothing open", async () => {
            // Without its Catch node: what is caught is not logged.
            const nodes = flowWith({ operation: "list" }).filter(({ id }) => id !== "catch");
            const flow = await start(nodes);
            thingPark.failNext({ answer: silence });
            flow.send("connections", {});
            await flow.status("connections", "doing.list");
            await flow.stop();
            flow.logged("error").should.deepEqual([
                "WMW_STOPPED: the node was closed before its call to ThingPark had ended",
            ]);
        });
    });

    it("creates where the id, which a create does not need, cannot be read", async () => {
        const flow = await start(flowWith({ connectionId: "payload.setup.id" }));
        should((await ask(flow, { payload: "now" })).connectionId).equal("1114");
    });

    it("goes on after a message that cannot be copied for the nodes behind it", async () => {
        const nodes = flowWith({ operation: "list", wires: [["results", "others"]] });
        const flow = await start([...nodes, { id: "others", type: "helper" }]);
        flow.send("connections", {
            get hostile() {
                throw new Error("not to be copied");
            },
        });
        await flow.status("connections", "done.listed");
        should((await ask(flow)).payload).deepEqual([]);
        flow.logged("error").should.containEql("Error: not to be copied");
    });

    describe("makes a call again", () => {
        it("after the platform was busy, or the connection broke", async () => {
            const flow = await start(flowWith({ operation: "list" }));
            thingPark.failNext({ answer: answering(429, "", { "retry-after": "0" }) });
            thingPark.failNext({ answer: breaking });
            should((await ask(flow)).payload).deepEqual([]);
        }).timeout(30_000);

        it("but a create only after a look for what it may have created", async () => {
            const flow = await start();
            thingPark.failNext({ method: "POST", carriedOut: true, answer: breaking });
            should((await ask(flow)).connectionId).equal("1114");
            thingPark.connections().should.have.length(1);
        }).timeout(30_000);
    });
});
