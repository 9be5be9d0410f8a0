import should from "should";
import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { startPlatform, type Platform } from "../../demo/platform";
import {
    createUserDirectory,
    type Credentials,
    type FlowNode,
    type UserDirectory,
} from "../../demo/user-directory";
import { AdminApi, type DeployType } from "../support/admin-api";
import { adminAuth, logIn } from "../support/admin-users";
import { uplink } from "../support/documents";
import { fetchAnew } from "../support/fetch-anew";
import { configNode, inRows, logNode, LOGIN, TAB, uplinkNode } from "../support/flow-nodes";

/** What waits, as `GET wmw/queue` tells it. */
interface Waiting {
    readonly id: string;
    readonly configId: string;
    readonly name?: string;
    readonly url: string;
    readonly enterpriseId: string;
    readonly documents: number;
    readonly bytes: number;
    readonly oldest: number | null;
    readonly kind: string;
    readonly resumable: boolean;
}

/** Counters of the documents that the button of the flow sends, ten at a time. */
const TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe("the queue in a real Node-RED", () => {
    let platform: Platform;
    let nodeRed: NodeRedProcess | undefined;
    let userDirectory: UserDirectory | undefined;
    /** The counters of what reached the broker since the test began, in their order. */
    let arrived: number[];
    let stopListening: () => void;
    let isAway: boolean;

    before(async () => {
        platform = await startPlatform({});
    });

    after(() => platform.close());

    beforeEach(async () => {
        arrived = [];
        stopListening = platform.on("document", ({ document }) => arrived.push(counterOf(document)));
        await platform.stopBroker();
        isAway = true;
    });

    afterEach(async () => {
        stopListening();
        await nodeRed?.stop();
        nodeRed = undefined;
        userDirectory?.remove();
        userDirectory = undefined;
        await comesBack();
    });

    async function comesBack(): Promise<void> {
        if (isAway) await platform.startBroker();
        isAway = false;
    }

    /** A flow whose button sends ten documents, and which logs when they are done. */
    function flows(config: FlowNode = {}, tab: FlowNode = {}): FlowNode[] {
        const make = TEN.map((counter) => JSON.stringify(uplink(undefined, { FCntUp: counter })));
        return [
            { ...TAB, ...tab },
            configNode(platform.mqttPort, {
                tls: "",
                name: "mine",
                reconnectStrategy: "aggressive",
                ...config,
            }),
            ...inRows([
                { id: "button", type: "inject", props: [], wires: [["make"]] },
                {
                    id: "make",
                    type: "function",
                    func: `return [[${make.join()}].map((payload) => ({ payload }))];`,
                    outputs: 1,
                    wires: [["uplink"]],
                },
                uplinkNode(),
                { id: "complete", type: "complete", scope: ["uplink"], wires: [["log"]] },
                logNode("log", '"done " + msg.payload.DevEUI_uplink.FCntUp'),
            ]),
        ];
    }

    /** Starts Node-RED, on the user directory of an earlier start where there was one. */
    async function start(settings: Record<string, unknown> = {}): Promise<NodeRedProcess> {
        userDirectory ??= createUserDirectory({
            flows: flows(),
            credentials: { config: LOGIN },
            caPem: platform.caPem,
            settings,
        });
        nodeRed = await startNodeRed({ userDirectory });
        await nodeRed.ready;
        return nodeRed;
    }

    /** Starts Node-RED and has ten documents done while the broker is away. */
    async function withTenWaiting(): Promise<NodeRedProcess> {
        const nodeRed = await start();
        const last = nodeRed.waitForLine(/done 10$/);
        await new AdminApi(nodeRed.url).inject("button");
        await last;
        return nodeRed;
    }

    /** The broker comes back, and each of the ten arrives. */
    async function allArrive(): Promise<void> {
        const last = platform.next("document", ({ document }) => counterOf(document) === 10);
        await comesBack();
        await last;
        arrived.should.deepEqual(TEN);
    }

    /** Deploys, and waits until the flows have started. */
    async function deploy(
        nodeRed: NodeRedProcess,
        nodes: readonly FlowNode[],
        type: DeployType,
        credentials: Credentials,
    ): Promise<void> {
        const started = nodeRed.next("line", (line) => /Started (modified )?(flows|nodes)/.test(line));
        await new AdminApi(nodeRed.url).deploy(nodes, type, credentials);
        await started;
    }

    async function listed(nodeRed: NodeRedProcess, configId = "config"): Promise<readonly Waiting[]> {
        const { queues } = (await new AdminApi(nodeRed.url).get(`wmw/queue/${configId}`)) as {
            queues: Waiting[];
        };
        return queues;
    }

    function post(
        nodeRed: NodeRedProcess,
        body: unknown,
        { configId = "config", headers = {} } = {},
    ): Promise<Response> {
        return fetchAnew(`${nodeRed.url}/wmw/queue/${configId}`, {
            method: "POST",
            headers: { "content-type": "application/json", ...headers },
            body: typeof body === "string" ? body : JSON.stringify(body),
        });
    }

    describe("is sent after", () => {
        it("a restart", async () => {
            await (await withTenWaiting()).stop();
            await start();
            await allArrive();
        });

        it("a crash", async () => {
            await (await withTenWaiting()).kill();
            await start();
            await allArrive();
        });

        for (const type of ["full", "flows", "nodes"] as const) {
            it(`a deploy of ${type} that changes the connection and the node`, async () => {
                const nodeRed = await withTenWaiting();
                const changed = flows({ keepalive: 30 }).map((node) =>
                    node.id === "uplink" ? { ...node, name: "changed" } : node,
                );
                await deploy(nodeRed, changed, type, { config: LOGIN });
                await allArrive();
            });
        }

        const switches: [what: string, config: FlowNode, tab: FlowNode][] = [
            ["the tab", {}, { disabled: true }],
            ["the configuration", { d: true }, {}],
            ["the configuration by its own switch", { active: false }, {}],
        ];
        for (const [what, config, tab] of switches) {
            it(`${what} was disabled and enabled again`, async () => {
                const nodeRed = await withTenWaiting();
                await deploy(nodeRed, flows(config, tab), "full", { config: LOGIN });
                await deploy(nodeRed, flows(), "full", { config: LOGIN });
                await allArrive();
            });
        }

        it("new credentials", async () => {
            const nodeRed = await withTenWaiting();
            await deploy(nodeRed, flows(), "nodes", { config: { ...LOGIN, password: "wrong" } });
            await deploy(nodeRed, flows(), "nodes", { config: LOGIN });
            await allArrive();
        });

        it("the nodes that gave it were deleted", async () => {
            const nodeRed = await withTenWaiting();
            const left = flows().filter(({ type }) => type === "tab" || type === "wmw-config");
            await deploy(nodeRed, left, "full", { config: LOGIN });
            await allArrive();
        });
    });

    describe("for another destination", () => {
        const elsewhere = { enterpriseId: "5678" };

        it("is kept and told of, and sent when that destination is configured again", async () => {
            const nodeRed = await withTenWaiting();
            await deploy(nodeRed, flows(elsewhere), "nodes", { config: LOGIN });
            await nodeRed.waitForLine(/10 documents wait for a destination that this connection had before/);
            const queues = await listed(nodeRed);
            const waiting = queues.find(({ kind }) => kind === "other-destination");
            const others = queues.filter((queue) => queue !== waiting);
            should(waiting).containEql({
                configId: "config",
                name: "mine",
                url: `mqtts://localhost:${platform.mqttPort}`,
                enterpriseId: "1234",
                documents: 10,
                kind: "other-destination",
                resumable: false,
            });
            should(waiting?.oldest).be.a.Number();
            others.filter(({ documents }) => documents > 0).should.be.empty();
            (await post(nodeRed, { action: "resume" })).status.should.equal(409);
            await deploy(nodeRed, flows(), "nodes", { config: LOGIN });
            await allArrive();
        });

        it("can be discarded, and is gone then", async () => {
            const nodeRed = await withTenWaiting();
            const api = new AdminApi(nodeRed.url);
            await deploy(nodeRed, flows(elsewhere), "nodes", { config: LOGIN });
            const answer = await post(nodeRed, { action: "discard" });
            should(await answer.json()).deepEqual({ documents: 10 });
            (await listed(nodeRed)).filter(({ documents }) => documents > 0).should.be.empty();
            const connected = platform.next("clientConnected");
            await deploy(nodeRed, flows(), "nodes", { config: LOGIN });
            await comesBack();
            await connected;
            const next = platform.next("document", ({ document }) => counterOf(document) === 10);
            await api.inject("button");
            await next;
            arrived.should.deepEqual(TEN);
        });
    });

    describe("of a configuration that was deleted", () => {
        const other = (): FlowNode[] =>
            flows().map((node) => {
                if (node.id === "config") return { ...node, id: "other", name: "" };
                return node.id === "uplink" ? { ...node, connection: "other" } : node;
            });

        it("is listed for the others, and resumed by one with the same destination", async () => {
            const nodeRed = await withTenWaiting();
            await deploy(nodeRed, other(), "full", { other: LOGIN });
            const orphan = (await listed(nodeRed, "other")).find(({ kind }) => kind === "orphan");
            should(orphan).containEql({ configId: "config", documents: 10, resumable: true });
            const resumed = await post(nodeRed, { action: "resume" }, { configId: "other" });
            should(await resumed.json()).deepEqual({ documents: 10 });
            await allArrive();
        });

        it("can be discarded under its own id", async () => {
            const nodeRed = await withTenWaiting();
            await deploy(nodeRed, other(), "full", { other: LOGIN });
            should(await (await post(nodeRed, { action: "discard" })).json()).deepEqual({ documents: 10 });
            should((await listed(nodeRed, "other")).find(({ kind }) => kind === "orphan")).be.undefined();
        });
    });

    it("can be emptied by a person while it is in use", async () => {
        const nodeRed = await withTenWaiting();
        const current = (await listed(nodeRed)).find(({ kind }) => kind === "current");
        should(current).containEql({ kind: "current", documents: 10, resumable: false });
        const answer = await post(nodeRed, { action: "discard", queue: current?.id });
        should(await answer.json()).deepEqual({ documents: 10 });
        (await listed(nodeRed)).filter(({ documents }) => documents > 0).should.be.empty();
    });

    it("is not said to be emptied by a Node-RED that cannot open it, since another one has it", async () => {
        const { userDirectory } = await withTenWaiting();
        const second = await startNodeRed({ userDirectory });
        try {
            await second.waitForLine(
                /the queue on disk cannot be opened: process \d+ uses the folder already/,
            );
            const current = (await listed(second)).find(({ kind }) => kind === "current");
            const answer = await post(second, { action: "discard", queue: current?.id });
            answer.status.should.equal(503);
            should(await answer.json()).deepEqual({
                error:
                    "not all was discarded, since the connection was closed, or its queue on disk cannot be opened: " +
                    "documents discarded: 0, left: an unknown number",
            });
        } finally {
            await second.stop();
        }
        await allArrive();
    });

    describe("is nothing for everybody:", () => {
        it("its endpoints want permission", async () => {
            const nodeRed = await start({ adminAuth: adminAuth() });
            const queue = `${nodeRed.url}/wmw/queue/config`;
            const discard = { action: "discard" };
            (await fetchAnew(queue)).status.should.equal(401);
            (await post(nodeRed, discard)).status.should.equal(401);
            const reader = await logIn(nodeRed.url, "reader");
            (await fetchAnew(queue, { headers: reader })).status.should.equal(200);
            (await post(nodeRed, discard, { headers: reader })).status.should.equal(401);
            const owner = await logIn(nodeRed.url, "owner");
            (await post(nodeRed, discard, { headers: owner })).status.should.equal(200);
        });

        const refused: [what: string, body: unknown, headers: Record<string, string>, status: number][] = [
            ["a form", "action=discard", { "content-type": "application/x-www-form-urlencoded" }, 415],
            ["plain text", '{"action":"discard"}', { "content-type": "text/plain" }, 415],
            ["a large body", { action: "discard", filler: "x".repeat(20_000) }, {}, 413],
            ["no action", {}, {}, 400],
            ["another action", { action: "delete" }, {}, 400],
            ["a list", [], {}, 400],
            ["a queue that is no text", { action: "discard", queue: 1 }, {}, 400],
            ["a queue that is not there", { action: "discard", queue: "../../etc" }, {}, 404],
        ];

        it("its endpoints take no nonsense", async () => {
            const nodeRed = await start();
            for (const [what, body, headers, status] of refused) {
                should([what, (await post(nodeRed, body, { headers })).status]).deepEqual([what, status]);
            }
            (await fetchAnew(`${nodeRed.url}/wmw/queue/nobody`)).status.should.equal(404);
        });
    });
});

/** The counter that tells documents apart. */
function counterOf(document: unknown): number {
    return (document as { DevEUI_uplink: { FCntUp: number } }).DevEUI_uplink.FCntUp;
}
