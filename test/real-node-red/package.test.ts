import { readFileSync } from "node:fs";
import { join } from "node:path";
import should from "should";
import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { startPlatform, type Platform } from "../../demo/platform";
import {
    createUserDirectory,
    type Credentials,
    type FlowNode,
    type UserDirectory,
} from "../../demo/user-directory";
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

/** A function node that, once it was triggered, takes half a second to close, and says when it begins. */
function slowNodes(name: string): FlowNode[] {
    const func = `
        node.on("close", (done) => {
            node.warn("closing slowly");
            // The function node's own setTimeout is switched off when it closes.
            timers.setTimeout(done, 500);
        });
        node.warn("slow to close");`;
    const libs = [{ var: "timers", module: "timers" }];
    return [
        { id: "trigger", type: "inject", props: [], once: true, onceDelay: 0.1, wires: [["slow"]] },
        { id: "slow", type: "function", name, func, outputs: 0, initialize: "", finalize: "", libs },
    ];
}

describe("the built package in a real Node-RED", () => {
    let platform: Platform;
    let nodeRed: NodeRedProcess | undefined;
    let userDirectory: UserDirectory | undefined;

    before(async () => {
        platform = await startPlatform({});
    });

    after(() => platform.close());

    afterEach(async () => {
        await nodeRed?.stop();
        nodeRed = undefined;
        userDirectory?.remove();
        userDirectory = undefined;
    });

    function flows(): FlowNode[] {
        return [
            TAB,
            configNode(platform.mqttPort, { tls: "" }),
            ...inRows([
                injectNode("inject", uplink(), "uplink"),
                uplinkNode(),
                downlinkNode({ wires: [["log"]] }),
                logNode("log", '"command " + msg.devEUI + " " + msg.payload.DevEUI_downlink.CorrelationID'),
                { id: "status", type: "status", scope: null, wires: [["log-status"]] },
                logNode("log-status", '"status " + msg.status.source.id + ": " + msg.status.text'),
                { id: "catch", type: "catch", scope: null, uncaught: false, wires: [["log-error"]] },
                logNode("log-error", '"caught " + msg.error.message'),
            ]),
        ];
    }

    async function start(
        options: { flows?: FlowNode[]; credentials?: Credentials; settings?: Record<string, unknown> } = {},
    ): Promise<NodeRedProcess> {
        userDirectory = createUserDirectory({
            flows: options.flows ?? flows(),
            credentials: options.credentials ?? { config: LOGIN },
            caPem: platform.caPem,
            settings: options.settings ?? {},
        });
        nodeRed = await startNodeRed({ userDirectory });
        await nodeRed.ready;
        return nodeRed;
    }

    it("loads without a complaint and offers all its types", async () => {
        const nodeRed = await start();
        const sets = (await new AdminApi(nodeRed.url).get("nodes")) as Record<string, unknown>[];
        const ours = sets.filter(({ module }) => module === "@wmw-nodes/node-red-wmw");
        ours.map(({ types }) => types)
            .flat()
            .should.deepEqual([
                "wmw-config",
                "wmw-uplink-out",
                "wmw-downlink-in",
                "wmw-thingpark-api",
                "wmw-connections",
            ]);
        for (const set of ours) {
            set.should.not.have.property("err");
            set.should.have.property("enabled", true);
        }
    });

    it("takes an uplink to the broker and brings a command back", async () => {
        const subscribed = platform.next("subscribed");
        const nodeRed = await start();
        await subscribed;
        const received = platform.next("document");
        await new AdminApi(nodeRed.url).inject("inject");
        should((await received).document).deepEqual(uplink());
        const line = nodeRed.waitForLine(/command 20635F0100000001 aa/);
        await platform.sendDownlink("1234", command(undefined, { CorrelationID: "aa" }));
        await line;
    });

    it("shows its statuses in words once they carry a number, and reports a fault to Catch nodes", async () => {
        const nodeRed = await start();
        await nodeRed.waitForLine(/status uplink: .*:status\.connected/);
        await platform.stopBroker();
        await new AdminApi(nodeRed.url).inject("inject");
        await nodeRed.waitForLine(/status uplink: .*, 1 queued/);
        await nodeRed.waitForLine(
            /caught WMW_NO_CONNECTION: nothing accepts connections at that host and port/,
        );
        const received = platform.next("document");
        await platform.startBroker();
        await received;
    });

    it("offers the regions of settings.js beside those it knows", async () => {
        const settings = {
            wmwConfigRegions: { EU: "broker.example.com", US: "us.example.com:8884", Bad: "mqtts://x" },
        };
        const nodeRed = await start({ settings });
        const { regions, problems } = (await new AdminApi(nodeRed.url).get("wmw/regions")) as Record<
            string,
            unknown[]
        >;
        should(regions).deepEqual([
            { key: "US", host: "us.example.com", port: 8884, attested: true },
            { key: "Staging", host: "staging.mqtt.wmw-hub.com", port: 8883, attested: true },
            { key: "EU", host: "broker.example.com", port: 8883, attested: true },
        ]);
        should(problems).have.length(1);
        await nodeRed.waitForLine(
            /wmwConfigRegions\.Bad: expected host or host:port without a scheme such as mqtts:\/\//,
        );
    });

    it("keeps secrets out of exported flows and of the flow file, and credentials over a restart", async () => {
        const first = await start({ credentials: {}, settings: { credentialSecret: "a key of the user" } });
        const api = new AdminApi(first.url);
        await api.deploy(flows(), "full", { config: LOGIN });
        const exported = JSON.stringify(await api.flows());
        const { path } = first.userDirectory;
        await first.stop();
        for (const text of [
            exported,
            readFileSync(join(path, "flows.json"), "utf8"),
            readFileSync(join(path, "flows_cred.json"), "utf8"),
        ]) {
            text.should.not.containEql(LOGIN.password);
            text.should.not.containEql(LOGIN.username);
        }
        const subscribed = platform.next("subscribed");
        nodeRed = await startNodeRed({ userDirectory: first.userDirectory });
        await nodeRed.ready;
        await subscribed;
        nodeRed.logLines.join("\n").should.not.containEql(LOGIN.password);
    });

    describe("at a deploy", () => {
        /** Downlink commands with these correlation ids. */
        async function sendCommands(...ids: string[]): Promise<void> {
            for (const CorrelationID of ids) {
                await platform.sendDownlink("1234", command(undefined, { CorrelationID }));
            }
        }

        function commandsIn(nodeRed: NodeRedProcess): string[] {
            return nodeRed.logLines.flatMap((line) => /command \S+ (\S+)$/.exec(line)?.[1] ?? []);
        }

        it("of the only user as a modified node keeps the connection, and no command is lost meanwhile", async () => {
            const onlyDownlink = (name: string): FlowNode[] => [
                TAB,
                configNode(platform.mqttPort, { tls: "" }),
                ...inRows([
                    downlinkNode({ name, wires: [["log"]] }),
                    ...slowNodes(name),
                    logNode(
                        "log",
                        '"command " + msg.devEUI + " " + msg.payload.DevEUI_downlink.CorrelationID',
                    ),
                ]),
            ];
            const subscribed = platform.next("subscribed");
            const nodeRed = await start({ flows: onlyDownlink("before") });
            await subscribed;
            await nodeRed.waitForLine(/slow to close/);
            const gone: unknown[] = [];
            const stopCounting = platform.on("clientGone", (client) => gone.push(client));
            const closing = nodeRed.waitForLine(/closing slowly/);
            const deployed = new AdminApi(nodeRed.url).deploy(onlyDownlink("after"), "nodes");
            await closing;
            await sendCommands("a1", "a2", "a3");
            await deployed;
            await sendCommands("a4");
            await nodeRed.waitForLine(/command \S+ a4/);
            commandsIn(nodeRed).should.deepEqual(["a1", "a2", "a3", "a4"]);
            gone.should.be.empty();
            stopCounting();
        });

        it("that recreates the configuration, no command is lost either", async () => {
            const withSlow = (name: string): FlowNode[] => [...flows(), ...inRows(slowNodes(name))];
            const subscribed = platform.next("subscribed");
            const nodeRed = await start({ flows: withSlow("before") });
            await subscribed;
            await nodeRed.waitForLine(/slow to close/);
            const closing = nodeRed.waitForLine(/closing slowly/);
            const again = platform.next("subscribed");
            const deployed = new AdminApi(nodeRed.url).deploy(withSlow("after"), "full");
            await closing;
            await sendCommands("b1", "b2", "b3");
            await deployed;
            await again;
            await sendCommands("b4");
            // The stand-in's broker mixes what a session missed with what comes new.
            for (const id of ["b1", "b2", "b3", "b4"])
                await nodeRed.waitForLine(new RegExp(`command \\S+ ${id}`));
            commandsIn(nodeRed).sort().should.deepEqual(["b1", "b2", "b3", "b4"]);
        });

        it("that takes the last user away closes the connection, and the next user opens it again", async () => {
            const subscribed = platform.next("subscribed");
            const nodeRed = await start();
            await subscribed;
            const api = new AdminApi(nodeRed.url);
            const gone = platform.next("clientGone");
            await api.deploy([TAB, configNode(platform.mqttPort, { tls: "" })], "nodes");
            await gone;
            const connected = platform.next("clientConnected");
            await api.deploy(flows(), "nodes");
            await connected;
        });
    });

    it("says goodbye to the broker when Node-RED stops", async () => {
        const connected = platform.next("clientConnected");
        const nodeRed = await start();
        await connected;
        const gone = platform.next("clientGone");
        await nodeRed.stop();
        await gone;
    });
});
