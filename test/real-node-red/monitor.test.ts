import should from "should";
import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { startPlatform, type Platform } from "../../demo/platform";
import { type FlowNode } from "../../demo/user-directory";
import {
    type KeptDocument,
    type MessagesAnswer,
    type MonitorAnswer,
} from "../../nodes/lib/monitor/monitor-view";
import { AdminApi } from "../support/admin-api";
import { adminAuth, logIn, type UserName } from "../support/admin-users";
import { Comms } from "../support/comms";
import { command, uplink } from "../support/documents";
import { fetchAnew } from "../support/fetch-anew";
import { configNode, downlinkNode, inRows, logNode, LOGIN, TAB, uplinkNode } from "../support/flow-nodes";

const A = "20635F010000000A";
const B = "20635F010000000B";

/** What nobody is to see: in a document, in a command, and in the configuration. */
const SECRETS = ["document-token", "document-url", "command-as-key", LOGIN.username, LOGIN.password];

/** Four uplinks of two devices, and a report. */
const DOCUMENTS = [
    uplink(A, { FCntUp: 1 }),
    uplink(B, { FCntUp: 1, Token: "document-token" }),
    { ...uplink(A, { FCntUp: 2 }), downlinkUrl: "https://x/document-url" },
    uplink(A, { FCntUp: 3, note: `user ${LOGIN.username} with ${LOGIN.password}` }),
    { DevEUI_downlink_Sent: { Time: "2026-11-02T08:15:00Z", DevEUI: B, FPort: 2, DeliveryStatus: 1 } },
];

describe("the monitor in a real Node-RED", () => {
    let platform: Platform;
    let nodeRed: NodeRedProcess;
    let headers: Record<string, string> = {};

    before(async () => {
        platform = await startPlatform({});
    });

    after(() => platform.close());

    function flows(config: FlowNode = {}): FlowNode[] {
        return [
            TAB,
            configNode(platform.mqttPort, { tls: "", name: "mine", ...config }),
            ...inRows([
                { id: "button", type: "inject", props: [], wires: [["make"]] },
                {
                    id: "make",
                    type: "function",
                    func: `return { payload: ${JSON.stringify(DOCUMENTS)} };`,
                    outputs: 1,
                    wires: [["uplink"]],
                },
                uplinkNode(),
                { id: "complete", type: "complete", scope: ["uplink"], wires: [["log"]] },
                logNode("log", '"done"'),
                downlinkNode({ wires: [["command"]] }),
                logNode("command", '"command"'),
            ]),
        ];
    }

    async function start(settings: Record<string, unknown> = {}): Promise<void> {
        const subscribed = platform.next("subscribed");
        nodeRed = await startNodeRed({
            flows: flows(),
            credentials: { config: LOGIN },
            caPem: platform.caPem,
            settings,
        });
        await nodeRed.ready;
        await subscribed;
    }

    async function get<Answer>(path: string): Promise<Answer> {
        const response = await fetchAnew(`${nodeRed.url}/wmw/monitor/${path}`, { headers });
        response.status.should.equal(200);
        return (await response.json()) as Answer;
    }

    async function post(body: unknown, own: Record<string, string> = {}): Promise<number> {
        const response = await fetchAnew(`${nodeRed.url}/wmw/monitor/config`, {
            method: "POST",
            headers: { "content-type": "application/json", ...headers, ...own },
            body: typeof body === "string" ? body : JSON.stringify(body),
        });
        return response.status;
    }

    /** Sends the documents, and resolves when all of them are safe. */
    async function send(): Promise<void> {
        const done = nodeRed.next("line", (line) => line.endsWith("done"));
        const response = await fetchAnew(`${nodeRed.url}/inject/button`, { method: "POST", headers });
        response.status.should.equal(200);
        await done;
    }

    describe("without users", () => {
        /** Open before anybody has looked. */
        let comms: Comms;
        /** What had passed by when somebody looked for the first time. */
        let firstLook: number;

        before(async () => {
            headers = {};
            await start();
            comms = await Comms.open(nodeRed.url, "wmw/monitor/#");
            await send();
            const received = nodeRed.waitForLine(/command$/);
            await platform.sendDownlink("1234", command(A, { AS_KEY: "command-as-key" }));
            await received;
            ({ change: firstLook } = await get<MonitorAnswer>("config"));
        });

        after(async () => {
            comms.close();
            await nodeRed.stop();
        });

        it("tells the numbers that the platform has received", async () => {
            const { figures, state } = await get<MonitorAnswer>("config");
            const { messages } = platform.counts("1234");
            should(state).containEql({ fill: "green", key: "connected", reason: "" });
            should(figures?.counts.uplinks).containEql({ sent: messages, acknowledged: messages, queued: 0 });
            should(figures?.counts.commands).containEql({ received: 1, dispatched: 1 });
            should(figures?.rates.uplinks.reduce((sum, count) => sum + count, 0)).equal(messages);
        });

        it("tells of each device what the platform has received of it, and its commands", async () => {
            const { devices } = await get<MonitorAnswer>("config");
            const unknown = platform.unknownDevices("1234");
            const counts = new Map(devices.map(({ devEUI, count }) => [devEUI, count]));
            counts.get(B)?.should.equal(unknown.get(B));
            counts.get(A)?.should.equal((unknown.get(A) ?? 0) + 1);
            devices.should.have.length(2);
        });

        it("tells only what is new to one who has looked before", async () => {
            const { change } = await get<MonitorAnswer>("config");
            should((await get<MonitorAnswer>(`config?since=${change}`)).devices).be.empty();
        });

        it("tells the messages of a device, oldest first, and then only the new ones", async () => {
            const { messages } = await get<MessagesAnswer>(`config/${A}`);
            messages
                .map(({ kind, fCount }) => [kind, fCount])
                .should.deepEqual([
                    ["uplink", 1],
                    ["uplink", 2],
                    ["uplink", 3],
                    ["command", null],
                ]);
            const third = messages[2]?.number ?? 0;
            should((await get<MessagesAnswer>(`config/${A}?after=${third}`)).messages).have.length(1);
        });

        it("gives the documents, one or all", async () => {
            const all = await get<{ documents: KeptDocument[] }>(`config/${A}/documents`);
            all.documents.should.have.length(4);
            should(all.documents[0]?.document).deepEqual(DOCUMENTS[0]);
            const number = all.documents[1]?.number ?? 0;
            const one = await get<{ documents: KeptDocument[] }>(`config/${A}/documents?number=${number}`);
            one.documents.should.deepEqual([all.documents[1]]);
        });

        it("never shows what is secret", async () => {
            const paths = [
                "config",
                ...[A, B].flatMap((device) => [`config/${device}`, `config/${device}/documents`]),
            ];
            const shown = JSON.stringify(await Promise.all(paths.map((path) => get<unknown>(path))));
            for (const secret of SECRETS) shown.should.not.containEql(secret);
            shown.should.containEql("•••");
        });

        it("announces changes as numbers and nothing else, and only to those who look", async () => {
            await get<MonitorAnswer>("config");
            const news = comms.next(({ topic }) => topic === "wmw/monitor/config");
            await send();
            await news;
            const announced = comms.all.filter(({ topic }) => topic === "wmw/monitor/config");
            for (const { data } of announced) {
                should(data).have.only.keys("change");
                // What came before anybody had looked was not announced.
                should(data).have.property("change").above(firstLook);
            }
        });

        it("goes on with what there was after a full deploy", async () => {
            const before = await get<MonitorAnswer>("config");
            const started = nodeRed.next("line", (line) => line.includes("Started flows"));
            await new AdminApi(nodeRed.url).deploy(flows(), "full");
            await started;
            const after = await get<MonitorAnswer>("config");
            should(after.devices.map(({ devEUI, count }) => [devEUI, count])).deepEqual(
                before.devices.map(({ devEUI, count }) => [devEUI, count]),
            );
        });

        it("forgets all of it when somebody clears it", async () => {
            (await post({ action: "clear" })).should.equal(200);
            const { devices, change, floor } = await get<MonitorAnswer>("config");
            devices.should.be.empty();
            floor.should.be.belowOrEqual(change);
            should((await get<MessagesAnswer>(`config/${A}`)).messages).be.empty();
        });

        it("takes no nonsense", async () => {
            const form = { "content-type": "application/x-www-form-urlencoded" };
            (await post("action=clear", form)).should.equal(415);
            (await post({ action: "clear", filler: "x".repeat(20_000) })).should.equal(413);
            (await post({ action: "clear" }, { origin: "https://elsewhere.example" })).should.equal(403);
            for (const body of [{}, [], { action: "delete" }]) (await post(body)).should.equal(400);
            for (const path of ["nobody", "tab", `nobody/${A}`]) {
                (await fetchAnew(`${nodeRed.url}/wmw/monitor/${path}`)).status.should.equal(404);
            }
        });
    });

    describe("with a configuration that is not complete", () => {
        it("says what is wrong with it", async () => {
            headers = {};
            nodeRed = await startNodeRed({ flows: flows({ enterpriseId: "" }), caPem: platform.caPem });
            await nodeRed.ready;
            const { state, figures, devices } = await get<MonitorAnswer>("config");
            should(state).have.properties({ fill: "red", key: "enterprise-id-missing" });
            should(state.reason).startWith("enterpriseId: ");
            should(figures).be.null();
            devices.should.be.empty();
            await nodeRed.stop();
        });
    });

    describe("with users", () => {
        before(() => start({ adminAuth: adminAuth() }));

        after(() => nodeRed.stop());

        const paths = ["config", `config/${A}`, `config/${A}/documents`];

        async function statusesFor(name: UserName | undefined): Promise<number[]> {
            const own = name === undefined ? {} : await logIn(nodeRed.url, name);
            const answers = paths.map((path) =>
                fetchAnew(`${nodeRed.url}/wmw/monitor/${path}`, { headers: own }),
            );
            return (await Promise.all(answers)).map(({ status }) => status);
        }

        it("tells those who may read connections, and nobody else", async () => {
            (await statusesFor("reader")).should.deepEqual([200, 200, 200]);
            (await statusesFor("outsider")).should.deepEqual([401, 401, 401]);
            (await statusesFor(undefined)).should.deepEqual([401, 401, 401]);
        });

        it("is cleared by those who may deploy", async () => {
            for (const [name, status] of [
                ["outsider", 401],
                ["reader", 401],
                ["owner", 200],
            ] as const) {
                headers = await logIn(nodeRed.url, name);
                (await post({ action: "clear" })).should.equal(status);
            }
        });

        it("shows nothing but numbers to one who may see statuses and no connections", async () => {
            const { authorization = "" } = await logIn(nodeRed.url, "outsider");
            const comms = await Comms.open(nodeRed.url, "#", authorization.replace("Bearer ", ""));
            headers = await logIn(nodeRed.url, "owner");
            await get<MonitorAnswer>("config");
            const news = comms.next(({ topic }) => topic === "wmw/monitor/config");
            await send();
            await news;
            const ours = comms.all.filter(({ topic }) => topic.startsWith("wmw/"));
            for (const { data } of ours) should(data).have.only.keys("change");
            const shown = JSON.stringify(ours);
            for (const text of [A, B, "0109ab", ...SECRETS]) shown.should.not.containEql(text);
            comms.close();
        });
    });
});
