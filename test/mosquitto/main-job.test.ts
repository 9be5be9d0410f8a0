import should from "should";
import { type FlowNode } from "../../demo/user-directory";
import { command, uplink } from "../support/documents";
import {
    configNode,
    credentialsFor,
    downlinkNode,
    LOGIN,
    mainFlow,
    outcomeNodes,
    tlsNode,
    uplinkNode,
} from "../support/flow-nodes";
import { describeWithMosquitto, startMosquitto, type Mosquitto } from "../support/mosquitto";
import { OperatorClient } from "../support/operator-client";
import { RunningFlow } from "../support/running-flow";

const DEV_EUI = "20635F0100000001";

for (const [protocolVersion, title] of [
    ["4", "MQTT 3.1.1"],
    ["5", "MQTT 5"],
] as const) {
    describeWithMosquitto(`the main job on mosquitto with ${title}`, () => {
        let broker: Mosquitto;
        let operator: OperatorClient;
        const operators: OperatorClient[] = [];
        let flow: RunningFlow | undefined;

        before(async () => {
            // Messages of QoS 0 wait for an operator who is away too: see `OperatorClient.connect`.
            broker = await startMosquitto({
                config: ["max_inflight_messages 20", "queue_qos0_messages true"],
            });
        });

        after(() => broker.stop());

        beforeEach(async () => {
            operator = await connectOperator();
        });

        afterEach(async () => {
            await flow?.stop();
            flow = undefined;
            await Promise.all(operators.splice(0).map((client) => client.end()));
        });

        async function connectOperator(
            options: Parameters<typeof OperatorClient.connect>[1] = {},
        ): Promise<OperatorClient> {
            const client = await OperatorClient.connect(broker, options);
            operators.push(client);
            return client;
        }

        async function start(
            changes: { config?: FlowNode; uplink?: FlowNode; login?: typeof LOGIN; others?: FlowNode[] } = {},
        ): Promise<RunningFlow> {
            const { config = {}, login = LOGIN, others = [], ...rest } = changes;
            const nodes = mainFlow(
                { mqttPort: broker.port },
                { ...rest, config: { protocolVersion, ...config } },
            );
            flow = await RunningFlow.start([...nodes, ...others], credentialsFor(broker.caPem, login));
            return flow;
        }

        it("publishes objects, text, bytes and arrays unchanged, and is done", async () => {
            const flow = await start();
            const text = `{ "DevEUI_uplink" : {"DevEUI":"20635f0100000001",\n"LrrRSSI":-91.0, "é":"ü" } }`;
            const bytes = Buffer.from(text.replace("-91.0", "-92.00"));
            const batch = [1, 2, 3].map((FCntUp) => uplink(undefined, { FCntUp }));
            for (const payload of [uplink(), text, bytes, batch]) {
                flow.send("uplink", { payload });
                (await flow.next("completed")).should.have.property("payload").which.deepEqual(payload);
            }
            (await operator.texts(6)).should.deepEqual([
                JSON.stringify(uplink()),
                text,
                String(bytes),
                ...batch.map((document) => JSON.stringify(document)),
            ]);
            operator.waiting.should.equal(0);
            flow.waiting("errors").should.equal(0);
        });

        it("publishes with QoS 1 unless the node says QoS 0", async () => {
            const flow = await start({ others: [uplinkNode({ id: "unsafe", qos: "0" })] });
            await flow.status("unsafe", "connected");
            flow.send("unsafe", { payload: uplink() });
            flow.send("uplink", { payload: uplink() });
            const { topic, qos } = await operator.next();
            should({ topic, qos }).deepEqual({ topic: "uplink_1234", qos: 0 });
            (await operator.next()).qos.should.equal(1);
        });

        it("is done with QoS 0 too, once the document is written", async () => {
            const flow = await start({ uplink: { qos: "0" } });
            await flow.status("uplink", "connected");
            flow.send("uplink", { payload: uplink() });
            await flow.next("completed");
            String((await operator.next()).payload).should.equal(JSON.stringify(uplink()));
        });

        it("emits a command with its topic, device, port and bytes", async () => {
            const flow = await start();
            await subscribed(flow);
            await operator.command(command(DEV_EUI.toLowerCase()));
            const { payload, topic, devEUI, fPort, bytes, wmw } = await flow.next("commands");
            should(payload).deepEqual(command(DEV_EUI.toLowerCase()));
            should({ topic, devEUI, fPort, bytes }).deepEqual({
                topic: "downlink_1234",
                devEUI: DEV_EUI,
                fPort: 8,
                bytes: Buffer.from("9e1c4852", "hex"),
            });
            should(wmw).match({ connection: "config", enterpriseId: "1234", receivedAt: Number.isInteger });
        });

        it("shares one connection between two uplink and two downlink nodes", async () => {
            const loginsBefore = logins();
            const flow = await start({
                others: [
                    uplinkNode({ id: "uplink2" }),
                    downlinkNode({ id: "downlink2", wires: [["commands2"]] }),
                    { id: "commands2", type: "helper" },
                ],
            });
            await subscribed(flow);
            flow.send("uplink2", { payload: uplink() });
            await operator.texts(2);
            await operator.command(command());
            await flow.next("commands");
            await flow.next("commands2");
            // Another client's line comes after those of all who connected before it.
            const fence = await connectOperator();
            await broker.waitForLine(new RegExp(`New client connected from .* as ${fence.clientId} `));
            (logins() - loginsBefore).should.equal(1);
        });

        it("publishes 500 documents in order, with no more in flight than the broker allows", async () => {
            // A queue on disk that is not open yet would take them all.
            const flow = await start({ config: { inFlight: 50, queue: "memory" } });
            await flow.status("uplink", "connected");
            const documents = numbered(1, 500);
            for (const payload of documents) flow.send("uplink", { payload });
            // Nothing was acknowledged yet, in this same turn. MQTT 3.1.1 has no way to announce the 20.
            should(flow.node("config"))
                .have.propertyByPath("wmw", "value", "outbox", "inFlight")
                .equal(protocolVersion === "5" ? 20 : 50);
            for (const document of documents)
                (await flow.next("completed")).should.have.property("payload", document);
            (await operator.texts(500)).should.deepEqual(documents);
        });

        it("loses nothing that was done, and keeps the order, where the broker is killed", async () => {
            const oracle = await connectOperator({ qos: 0 });
            // Saves the oracle's session, so that it hears of all that comes after the crash.
            await broker.restart();
            const flow = await start();
            await flow.status("uplink", "connected");
            const documents = numbered(1, 600);
            for (const payload of documents.slice(0, 400)) flow.send("uplink", { payload });
            const arrived = await oracle.texts(50);
            await broker.kill();
            for (const payload of documents.slice(400)) flow.send("uplink", { payload });
            await broker.restart();
            for (const document of documents)
                (await flow.next("completed")).should.have.property("payload", document);
            const last = documents.at(-1);
            while (arrived.at(-1) !== last) arrived.push(...(await oracle.texts(1)));
            [...new Set(arrived)].should.deepEqual(documents);
            flow.waiting("completed").should.equal(0);
        });

        it("emits a command that was sent while no flow was there", async () => {
            const first = await start();
            await subscribed(first);
            await first.stop();
            await operator.command(command(DEV_EUI, { payload_hex: "02" }));
            const second = await start();
            should((await second.next("commands")).bytes).deepEqual(Buffer.from([2]));
            second.waiting("commands").should.equal(0);
        });

        it("shares the commands with the others of its group, each command going to one of them", async () => {
            const config = { sharedGroup: "replicas" };
            const second = { ...config, protocolVersion, id: "config2" };
            const others: FlowNode[] = [
                configNode(broker.port, second),
                uplinkNode({ id: "uplink2", connection: "config2" }),
                downlinkNode({ id: "downlink2", connection: "config2" }),
                ...outcomeNodes(["uplink", "uplink2"]),
            ];
            const credentials = { ...credentialsFor(broker.caPem), config2: LOGIN };
            const nodes = [
                tlsNode(),
                configNode(broker.port, { ...config, protocolVersion }),
                uplinkNode(),
                downlinkNode(),
                { id: "commands", type: "helper" },
                ...others,
            ];
            flow = await RunningFlow.start(nodes, credentials);
            for (const id of ["uplink", "uplink2"]) await flow.status(id, "connected");
            // The broker answers packets in their order: both are subscribed when it has acknowledged these.
            for (const id of ["uplink", "uplink2"]) flow.send(id, { payload: uplink() });
            for (let n = 0; n < 2; n += 1) await flow.next("completed");
            const ids = Array.from({ length: 10 }, (_, n) => `c${n}`);
            for (const CorrelationID of ids) await operator.command(command(DEV_EUI, { CorrelationID }));
            const came: unknown[] = [];
            while (came.length < ids.length) came.push((await flow.next("commands")).payload);
            should(came.map(correlationOf).sort()).deepEqual(ids);
            flow.waiting("commands").should.equal(0);
        });

        it("says that the username or password is wrong", async () => {
            const flow = await start({ login: { ...LOGIN, password: "wrong" } });
            await flow.status("uplink", "wrong-login");
            await flow.status("downlink", "wrong-login");
            const { error } = await flow.next("errors");
            should(error).have.property("code", "WMW_NO_CONNECTION");
            should(error)
                .have.property("message")
                .match(/username and password/);
        });

        /** Resolves when the broker has subscribed the flow: it answers packets in their order. */
        async function subscribed(flow: RunningFlow): Promise<void> {
            await flow.status("downlink", "connected");
            flow.send("uplink", { payload: uplink() });
            await flow.next("completed");
        }

        /** How many times the flow's user has logged in. */
        function logins(): number {
            const pattern = /New client connected from .*u'mqtt-username'/;
            return broker.logLines.filter((line) => pattern.test(line)).length;
        }
    });
}

function correlationOf(document: unknown): string {
    return (document as { DevEUI_downlink: { CorrelationID: string } }).DevEUI_downlink.CorrelationID;
}

/** Documents as text, told apart by their counter. */
function numbered(from: number, to: number): string[] {
    return Array.from({ length: to - from + 1 }, (_, index) =>
        JSON.stringify(uplink(undefined, { FCntUp: from + index })),
    );
}
