import should from "should";
import { createAuthority } from "../../demo/certificates";
import { type FlowNode } from "../../demo/user-directory";
import { statusOf, type Status } from "../../nodes/lib/status";
import { type WmwConfigNode } from "../../nodes/wmw-config/wmw-config-node";
import { command, uplink } from "../support/documents";
import { credentialsFor, LOGIN, mainFlow } from "../support/flow-nodes";
import {
    describeWithMosquitto,
    startMosquitto,
    type Mosquitto,
    type MosquittoOptions,
} from "../support/mosquitto";
import { DEFAULT_USERS, ENTERPRISE_USER, OPERATOR } from "../support/mosquitto-files";
import { OperatorClient } from "../support/operator-client";
import { RunningFlow } from "../support/running-flow";

const MAY_NOT_PUBLISH = [{ ...ENTERPRISE_USER, publish: [] }, OPERATOR];
const MAY_NOT_SUBSCRIBE = [{ ...ENTERPRISE_USER, subscribe: [] }, OPERATOR];
const CONNECTED: Status = { fill: "green", shape: "dot", key: "connected" };

describeWithMosquitto("what mosquitto refuses", () => {
    let broker: Mosquitto | undefined;
    let flow: RunningFlow | undefined;
    let operator: OperatorClient | undefined;

    afterEach(async () => {
        await flow?.stop();
        await operator?.end();
        await broker?.stop();
        flow = operator = broker = undefined;
    });

    async function startBroker(options: MosquittoOptions): Promise<Mosquitto> {
        broker = await startMosquitto(options);
        return broker;
    }

    async function start(broker: Mosquitto, config: FlowNode = {}): Promise<RunningFlow> {
        const nodes = mainFlow({ mqttPort: broker.port }, { config });
        flow = await RunningFlow.start(nodes, credentialsFor(broker.caPem));
        return flow;
    }

    async function startOperator(broker: Mosquitto): Promise<OperatorClient> {
        operator = await OperatorClient.connect(broker);
        return operator;
    }

    for (const dynamicSecurity of [false, true]) {
        const by = dynamicSecurity ? "the dynamic security plugin" : "an ACL file";

        it(`publishing, by ${by}: the documents are kept until it is allowed`, async () => {
            const broker = await startBroker({ users: MAY_NOT_PUBLISH, dynamicSecurity });
            const operator = await startOperator(broker);
            const flow = await start(broker, { protocolVersion: "5" });
            const documents = [1, 2, 3].map((FCntUp) => JSON.stringify(uplink(undefined, { FCntUp })));
            for (const payload of documents) flow.send("uplink", { payload });
            await nextError(flow, /does not let this user publish on uplink_1234: .*Not authorized/);
            statusNow(flow, "publish").should.deepEqual({
                fill: "yellow",
                shape: "dot",
                key: "not-allowed-to-publish",
                queued: 3,
            });
            statusNow(flow, "subscribe").should.deepEqual(CONNECTED);
            // They are safe on disk.
            for (const payload of documents)
                (await flow.next("completed")).should.have.property("payload", payload);

            await broker.restart({ users: DEFAULT_USERS });
            (await operator.texts(3)).should.deepEqual(documents);
            await flow.status("uplink", "connected");
        });
    }

    for (const [protocolVersion, title] of [
        ["4", "MQTT 3.1.1"],
        ["5", "MQTT 5"],
    ] as const) {
        it(`subscribing, with ${title}: uplinks go on, and commands come once it is allowed`, async () => {
            const broker = await startBroker({ users: MAY_NOT_SUBSCRIBE, dynamicSecurity: true });
            const operator = await startOperator(broker);
            const flow = await start(broker, { protocolVersion });
            await flow.status("downlink", "not-allowed-to-subscribe");
            await nextError(flow, /does not let this user subscribe on downlink_1234/);
            statusNow(flow, "publish").should.deepEqual(CONNECTED);
            flow.send("uplink", { payload: uplink() });
            await flow.next("completed");
            await operator.texts(1);

            await broker.restart({ users: DEFAULT_USERS });
            await flow.status("downlink", "connected");
            // The answer to this comes after the one to the subscription.
            flow.send("uplink", { payload: uplink() });
            await flow.next("completed");
            await operator.command(command());
            await flow.next("commands");
        });
    }

    describe("a document by its size", () => {
        const small = JSON.stringify(uplink());
        const large = JSON.stringify(uplink(undefined, { filler: "x".repeat(1_000) }));

        it("with WMW_TOO_LARGE, and only this one, where the broker announces its limit", async () => {
            const broker = await startBroker({ config: ["max_packet_size 1000"] });
            const operator = await startOperator(broker);
            const flow = await start(broker, { protocolVersion: "5" });
            await flow.status("uplink", "connected");
            for (const payload of [small, large, small]) flow.send("uplink", { payload });
            await nextError(
                flow,
                /the document has \d+ bytes, the broker takes \d+ at most$/,
                "WMW_TOO_LARGE",
            );
            await flow.next("completed");
            await flow.next("completed");
            (await operator.texts(2)).should.deepEqual([small, small]);
        });

        it("and takes the largest document that its announcement allows", async () => {
            const broker = await startBroker({ config: ["max_packet_size 1000"] });
            const operator = await startOperator(broker);
            const flow = await start(broker, { protocolVersion: "5" });
            await flow.status("uplink", "connected");
            flow.send("uplink", { payload: large });
            const [most] = /\d+(?= at most)/.exec(await nextError(flow, /at most/, "WMW_TOO_LARGE")) ?? [];
            const filler = "x".repeat(
                Number(most) - JSON.stringify(uplink(undefined, { filler: "" })).length,
            );
            const largest = JSON.stringify(uplink(undefined, { filler }));
            largest.should.have.length(Number(most));
            flow.send("uplink", { payload: largest });
            await flow.next("completed");
            (await operator.texts(1)).should.deepEqual([largest]);
        });

        it("which MQTT 3.1.1 cannot tell: the broker acknowledges it and discards it", async () => {
            const broker = await startBroker({ config: ["message_size_limit 1000"] });
            const operator = await startOperator(broker);
            const flow = await start(broker);
            for (const payload of [large, small]) flow.send("uplink", { payload });
            for (const payload of [large, small])
                (await flow.next("completed")).should.have.property("payload", payload);
            (await operator.texts(1)).should.deepEqual([small]);
        });
    });

    describe("a document by breaking the connection, which then", () => {
        const numbered = (FCntUp: number, filler = ""): string =>
            JSON.stringify(uplink(undefined, { FCntUp, filler }));

        const cases: [title: string, protocolVersion: string, config: string][] = [
            ["with MQTT 3.1.1", "4", "max_packet_size 1000"],
            // MQTT.js does not know the reason code of mosquitto's PUBACK, "packet too large".
            ["with MQTT 5", "5", "message_size_limit 1000"],
        ];
        // Up to a second before the first attempt to connect again, and up to a minute before the seventh.
        const { random } = Math;
        before(() => {
            Math.random = () => 0;
        });
        after(() => {
            Math.random = random;
        });

        for (const [title, protocolVersion, config] of cases) {
            it(`fails with WMW_REFUSED, and the others arrive, ${title}`, async () => {
                const broker = await startBroker({ config: [config] });
                const operator = await startOperator(broker);
                const flow = await start(broker, { protocolVersion });
                await flow.status("uplink", "connected");
                const others = [1, 3, 4, 5].map((FCntUp) => numbered(FCntUp));
                const [first, ...rest] = others;
                for (const payload of [first, numbered(2, "x".repeat(1_000)), ...rest]) {
                    flow.send("uplink", { payload });
                }
                // The broken connection is reported as well, before.
                let error: unknown;
                do ({ error } = await flow.next("errors"));
                while ((error as { code?: unknown }).code !== "WMW_REFUSED");
                should(error)
                    .have.property("message")
                    .match(/it ends the connection each time it is sent/);
                const missing = new Set(others);
                while (missing.size > 0) for (const text of await operator.texts(1)) missing.delete(text);
            });
        }
    });

    it("a connection without a client certificate, and accepts one with that of its TLS settings", async () => {
        const authority = await createAuthority();
        const broker = await startBroker({ authority, requireClientCertificate: true });
        const { key, cert } = await authority.issue({ hosts: [], commonName: "gateway" });
        flow = await RunningFlow.start(mainFlow({ mqttPort: broker.port }), {
            config: LOGIN,
            ca: { cadata: broker.caPem, certdata: cert, keydata: key },
        });
        await flow.status("uplink", "connected");
        flow.send("uplink", { payload: uplink() });
        await flow.next("completed");
    });
});

/** The status of nodes of a role, which the test helper cannot show where it holds a number. */
function statusNow(flow: RunningFlow, role: "publish" | "subscribe"): Status {
    const { wmw } = flow.node("config") as WmwConfigNode;
    if (!wmw.ok) throw new Error("the configuration is not usable");
    return statusOf(wmw.value.view, role);
}

/** The message of the next error that a Catch node gets. */
async function nextError(flow: RunningFlow, message: RegExp, code = "WMW_NO_CONNECTION"): Promise<string> {
    const { error } = await flow.next("errors");
    should(error).have.property("code", code);
    should(error).have.property("message").match(message);
    return (error as Error).message;
}
