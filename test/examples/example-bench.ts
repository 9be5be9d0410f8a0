import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { startPlatform, type Platform } from "../../demo/platform";
import { type Credentials, type FlowNode } from "../../demo/user-directory";
import { AdminApi } from "../support/admin-api";
import { LOGIN } from "../support/flow-nodes";
import { CLIENT } from "../support/thingpark-nodes";
import { NetworkServer, SERVER_LOGIN } from "./network-server";

const LIBRARY = "library/examples/flows/@wmw-nodes/node-red-wmw";

/** What a user fills in beside the servers and logins: properties by the type of the node. */
export type FilledIn = Readonly<Record<string, FlowNode>>;

/** A Node-RED to import examples into, and all that they may be connected to: WMW and a network server. */
export class ExampleBench {
    readonly #api: AdminApi;
    #nodes: readonly FlowNode[] = [];

    private constructor(
        readonly platform: Platform,
        readonly server: NetworkServer,
        readonly nodeRed: NodeRedProcess,
    ) {
        this.#api = new AdminApi(nodeRed.url);
    }

    static async start(): Promise<ExampleBench> {
        const platform = await startPlatform();
        const server = await NetworkServer.start(platform.authority);
        const nodeRed = await startNodeRed({ flows: [], caPem: platform.caPem });
        await nodeRed.ready;
        return new ExampleBench(platform, server, nodeRed);
    }

    /** The names of the examples that Node-RED offers. */
    async names(): Promise<string[]> {
        return ((await this.#api.get(LIBRARY)) as { fn: string }[]).map(({ fn }) => fn);
    }

    /**
     * Deploys an example in place of the one before, filled in as its comment says, with debug nodes that write
     * to the log too. `secrets` are credentials of the flow itself, by their names.
     */
    async run(name: string, filledIn: FilledIn = {}, secrets: Credentials[string] = {}): Promise<void> {
        const nodes = (await this.#api.get(`${LIBRARY}/${name}`)) as FlowNode[];
        this.#nodes = nodes;
        const answers: FilledIn = { ...this.#answers(), ...filledIn };
        const logins = new Map([
            ["wmw-config", LOGIN],
            ["mqtt-broker", SERVER_LOGIN],
            ["wmw-thingpark-api", CLIENT],
            ["tab", secrets],
        ]);
        await this.#api.deploy(
            nodes.map((node) => ({ ...node, ...answers[String(node.type)] })),
            "full",
            Object.fromEntries(nodes.map(({ id, type }) => [String(id), logins.get(String(type)) ?? {}])),
        );
    }

    /** Presses the button of this name in the example that is deployed. */
    async press(name: string): Promise<void> {
        const button = this.#nodes.find((node) => node.type === "inject" && node.name === name);
        await this.#api.inject(String(button?.id));
    }

    /** The next line that a debug node writes: without its time, from its name on. */
    async debugLine(name: string): Promise<string> {
        const begin = `[debug:${name}] `;
        const line = await this.nodeRed.next("line", (line) => line.includes(begin));
        return line.slice(line.indexOf(begin) + begin.length);
    }

    async stop(): Promise<void> {
        await this.nodeRed.stop();
        await this.server.stop();
        await this.platform.close();
    }

    #answers(): FilledIn {
        return {
            "wmw-config": {
                region: "custom",
                customHostname: `localhost:${this.platform.mqttPort}`,
                enterpriseId: "1234",
            },
            "mqtt-broker": { broker: "localhost", port: String(this.server.port), usetls: true },
            debug: { console: true },
        };
    }
}
