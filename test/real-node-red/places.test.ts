import should from "should";
import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { startPlatform, type Platform } from "../../demo/platform";
import { type Credentials, type FlowNode } from "../../demo/user-directory";
import { AdminApi } from "../support/admin-api";
import { command, uplink } from "../support/documents";
import {
    configNode,
    downlinkNode,
    injectNode,
    inRows,
    logNode,
    LOGIN,
    TAB,
    uplinkNode,
} from "../support/flow-nodes";

const OTHER_LOGIN = { username: "other-username", password: "other-password" };

const DEVICE = "20635F0100000001";
const OTHER_DEVICE = "20635F0200000001";

/** What a flow has beside its nodes. */
interface Flow {
    readonly tab?: FlowNode;
    readonly credentials?: Credentials;
    /** Those whose commands are wanted; default: 1234. */
    readonly enterprises?: readonly string[];
}

/** A variable of a flow, a group or a subflow. */
function variable(name: string, value: string): object {
    return { name, value, type: "str" };
}

/** Catch and status nodes, whose lines begin with "caught" and "status". */
const WITNESSES: readonly FlowNode[] = [
    { id: "catch", type: "catch", scope: null, uncaught: false, wires: [["log-error"]] },
    logNode("log-error", '"caught " + msg.error.message'),
    { id: "status", type: "status", scope: null, wires: [["log-status"]] },
    logNode("log-status", '"status " + msg.status.source.id + ": " + msg.status.text'),
];

/** A subflow that sends what comes in, and gives the commands that come, by a connection that is chosen so. */
function subflow(connection: string, env: readonly object[]): FlowNode[] {
    return [
        {
            id: "subflow",
            type: "subflow",
            name: "site",
            in: [{ x: 50, y: 30, wires: [{ id: "uplink" }] }],
            out: [{ x: 400, y: 30, wires: [{ id: "downlink", port: 0 }] }],
            env,
        },
        ...inRows([uplinkNode({ connection }), downlinkNode({ connection, wires: [[]] })], "subflow"),
    ];
}

/** An instance of the subflow with a button, whose commands are logged with its name. */
function instance(id: string, env: readonly object[]): FlowNode[] {
    return [
        injectNode(`${id}-button`, uplink(DEVICE), id),
        { id, type: "subflow:subflow", name: id, env, wires: [[`${id}-log`]] },
        logNode(`${id}-log`, `"${id} gets " + msg.wmw.enterpriseId + " " + msg.devEUI`),
    ];
}

describe("our nodes, wherever they stand in a real Node-RED,", () => {
    let platform: Platform;
    let nodeRed: NodeRedProcess;
    let api: AdminApi;

    before(async () => {
        platform = await startPlatform({});
        nodeRed = await startNodeRed({ flows: [], caPem: platform.caPem });
        await nodeRed.ready;
        api = new AdminApi(nodeRed.url);
    });

    after(async () => {
        await nodeRed.stop();
        await platform.close();
    });

    const config = (changes: FlowNode = {}): FlowNode =>
        configNode(platform.mqttPort, { tls: "", ...changes });

    /** Deploys nodes with what watches them, on a flow with these properties. */
    async function deploy(
        nodes: readonly FlowNode[],
        { tab = {}, credentials = { config: LOGIN } }: Flow = {},
    ) {
        const started = line(/Started flows/);
        const flow = { ...TAB, ...tab };
        await api.deploy([flow, ...nodes, ...inRows(WITNESSES)], "full", credentials);
        await started;
    }

    /** Deploys nodes that want commands, and waits until they are asked for. */
    async function deployAndSubscribe(nodes: readonly FlowNode[], flow: Flow = {}): Promise<void> {
        const { enterprises = ["1234"] } = flow;
        const subscribed = enterprises.map((id) =>
            platform.next("subscribed", ({ topic }) => topic === `downlink_${id}`),
        );
        await deploy(nodes, flow);
        await Promise.all(subscribed);
    }

    /** The next line that matches. */
    async function line(pattern: RegExp): Promise<string> {
        return nodeRed.next("line", (line) => pattern.test(line));
    }

    /** The enterprise that gets a document when a button is pressed. */
    async function pressed(id: string): Promise<string> {
        const received = platform.next("document");
        await api.inject(id);
        return (await received).enterpriseId;
    }

    describe("in a subflow", () => {
        const CHOICE = { name: "WMW", type: "wmw-config", value: "", ui: { type: "conf-types" } };
        const chosen = (value: string): object => ({ name: "WMW", type: "conf-type", value });

        it("use the connection that each instance of it has chosen", async () => {
            await deployAndSubscribe(
                [
                    config(),
                    config({ id: "other", enterpriseId: "5678" }),
                    ...subflow("${WMW}", [CHOICE]),
                    ...inRows([...instance("a", [chosen("config")]), ...instance("b", [chosen("other")])]),
                ],
                { credentials: { config: LOGIN, other: OTHER_LOGIN }, enterprises: ["1234", "5678"] },
            );
            should(await pressed("a-button")).equal("1234");
            should(await pressed("b-button")).equal("5678");
            const lines = [line(/a gets 1234 20635F01/), line(/b gets 5678 20635F02/)];
            await platform.sendDownlink("1234", command(DEVICE));
            await platform.sendDownlink("5678", command(OTHER_DEVICE));
            await Promise.all(lines);
        });

        it("say that no connection is selected where an instance has chosen none", async () => {
            const said = line(
                /caught WMW_NO_CONNECTION: connection: expected a WMW connection to be selected/,
            );
            await deploy([...subflow("${WMW}", [CHOICE]), ...inRows(instance("a", []))]);
            await said;
        });

        it("use a connection inside it, with the variables of each instance", async () => {
            const inside = config({
                id: "inside",
                z: "subflow",
                customHostname: "${BROKER}",
                enterpriseId: "${ACCOUNT}",
            });
            const account = (id: string): object[] => [
                variable("ACCOUNT", id),
                variable("BROKER", `localhost:${platform.mqttPort}`),
            ];
            const first = [
                inside,
                ...subflow("inside", account("1234")),
                ...inRows([...instance("a", []), ...instance("b", [variable("ACCOUNT", "5678")])]),
            ];
            // Both have the one login of the subflow: only the first enterprise lets it publish.
            const refused = platform.next("refused", ({ what }) => what === "subscribe");
            await deployAndSubscribe(first, { credentials: { inside: LOGIN } });
            should(await refused).have.property("topic", "downlink_5678");
            should(await pressed("a-button")).equal("1234");
        });
    });

    it("take variables of a group in their text fields", async () => {
        const group = (id: string, nodes: string[], devices: string): FlowNode => ({
            ...{ id, type: "group", z: "tab", name: id, x: 10, y: 10, w: 100, h: 100, nodes },
            env: [variable("DEVICES", devices)],
        });
        await deployAndSubscribe([
            config(),
            group("g1", ["d1"], DEVICE),
            group("g2", ["d2"], OTHER_DEVICE),
            ...inRows([
                downlinkNode({ id: "d1", g: "g1", devEUIs: "${DEVICES}", wires: [["first"]] }),
                downlinkNode({ id: "d2", g: "g2", devEUIs: "${DEVICES}", wires: [["second"]] }),
                logNode("first", '"first gets " + msg.devEUI'),
                logNode("second", '"second gets " + msg.devEUI'),
            ]),
        ]);
        const lines = [line(/first gets 20635F01/), line(/second gets 20635F02/)];
        for (const devEUI of [DEVICE, OTHER_DEVICE]) await platform.sendDownlink("1234", command(devEUI));
        await Promise.all(lines);
    });

    it("take variables of their flow, and so does a connection of that flow", async () => {
        const env = [variable("ACCOUNT", "5678"), variable("DEVICES", "20635F02*")];
        await deployAndSubscribe(
            [
                config({ z: "tab", enterpriseId: "${ACCOUNT}" }),
                ...inRows([
                    injectNode("button", uplink(DEVICE), "uplink"),
                    uplinkNode(),
                    downlinkNode({ devEUIs: "${DEVICES}", wires: [["log"]] }),
                    logNode("log", '"gets " + msg.devEUI'),
                ]),
            ],
            { tab: { env }, credentials: { config: OTHER_LOGIN }, enterprises: ["5678"] },
        );
        should(await pressed("button")).equal("5678");
        const got = line(/gets 20635F0/);
        for (const devEUI of [DEVICE, OTHER_DEVICE]) await platform.sendDownlink("5678", command(devEUI));
        should(await got).endWith(OTHER_DEVICE);
    });

    it("say which variable is not set where it belongs to a flow that the connection is not in", async () => {
        const said = line(/caught WMW_NO_CONNECTION: .*the environment variable \$\{ACCOUNT\} to be set/);
        const shown = line(/status uplink: .*:status\.variable-not-set/);
        await deploy([config({ enterpriseId: "${ACCOUNT}" }), ...inRows([uplinkNode()])], {
            tab: { env: [variable("ACCOUNT", "1234")] },
        });
        await said;
        await shown;
    });

    describe("on a flow that is disabled", () => {
        const nodes = (): FlowNode[] => [
            config(),
            ...inRows([
                injectNode("button", uplink(DEVICE), "uplink"),
                uplinkNode(),
                downlinkNode({ wires: [[]] }),
            ]),
        ];

        it("hold no connection, and have it again once it is enabled", async () => {
            await deployAndSubscribe(nodes());
            const allGone = platform.next("clientGone", () => platform.clients().length === 0);
            await deploy(nodes(), { tab: { disabled: true } });
            await allGone;
            await deployAndSubscribe(nodes());
            should(await pressed("button")).equal("1234");
        });

        it("leave the connection to those of other flows", async () => {
            const other = { id: "tab-2", type: "tab", label: "disabled", disabled: true };
            await deployAndSubscribe([...nodes(), other, ...inRows([uplinkNode({ id: "asleep" })], "tab-2")]);
            should(await pressed("button")).equal("1234");
        });
    });

    it("say that their connection is disabled", async () => {
        const said = line(
            /caught WMW_NO_CONNECTION: connection: expected a WMW connection that exists and is/,
        );
        const shown = line(/status uplink: .*:status\.connection-disabled/);
        await deploy([config({ d: true }), ...inRows([uplinkNode()])]);
        await said;
        await shown;
    });
});
