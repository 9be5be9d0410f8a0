import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { startPlatform, type Platform } from "../../demo/platform";
import { type Credentials, type FlowNode } from "../../demo/user-directory";
import { isVariable } from "../../nodes/lib/variable";
import { AdminApi } from "../support/admin-api";
import { examplePath } from "../support/examples";
import { LOGIN } from "../support/flow-nodes";
import { CLIENT } from "../support/thingpark-nodes";
import { NetworkServer, SERVER_LOGIN } from "./network-server";

const LIBRARY = "library/examples/flows/@wmw-nodes/node-red-wmw";

const LOGINS: Credentials = {
    "wmw-config": LOGIN,
    "mqtt-broker": SERVER_LOGIN,
    "wmw-thingpark-api": CLIENT,
};

/** What a user fills in beside the servers and logins: properties by the type of the node, or by its name. */
export type FilledIn = Readonly<Record<string, FlowNode>>;

/** The variables that the example for fleets is made for, as one of the fleet has them. */
function fleetVariables(platform: Platform): Record<string, string> {
    return {
        WMW_HOST: `localhost:${platform.mqttPort}`,
        WMW_ENTERPRISE_ID: "1234",
        WMW_USERNAME: LOGIN.username,
        WMW_PASSWORD: LOGIN.password,
        WMW_DEV_EUIS: "20635F01*",
    };
}

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
        const nodeRed = await startNodeRed({
            flows: [],
            caPem: platform.caPem,
            env: fleetVariables(platform),
        });
        await nodeRed.ready;
        return new ExampleBench(platform, server, nodeRed);
    }

    /** The nodes of the example that is deployed. */
    get nodes(): readonly FlowNode[] {
        return this.#nodes;
    }

    /** Where the examples stand in the Import menu, in a folder of it and in those below. */
    async paths(folder = ""): Promise<string[]> {
        const entries = (await this.#api.get(`${LIBRARY}/${folder}`)) as (string | { fn: string })[];
        const paths = entries.map(async (entry) =>
            typeof entry === "string" ? this.paths(`${folder}${entry}/`) : [`${folder}${entry.fn}`],
        );
        return (await Promise.all(paths)).flat();
    }

    /**
     * Deploys an example in place of the one before, filled in as its comment says, with debug nodes that write
     * to the log too; resolves when its nodes are there. `secrets` are credentials in place of those that fit, also
     * by type or name.
     */
    async run(name: string, filledIn: FilledIn = {}, secrets: Credentials = {}): Promise<void> {
        const nodes = (await this.#api.get(`${LIBRARY}/${examplePath(name)}`)) as FlowNode[];
        this.#nodes = nodes;
        const logins: Credentials = { ...LOGINS, ...secrets };
        const started = this.nodeRed.next("line", (line) => line.includes("Started flows"));
        await this.#api.deploy(
            nodes.map((node) => ({
                ...node,
                ...this.#answers(node),
                ...filledIn[String(node.type)],
                ...filledIn[nameOf(node)],
            })),
            "full",
            Object.fromEntries(
                nodes.map((node) => [
                    String(node.id),
                    logins[nameOf(node)] ?? logins[String(node.type)] ?? {},
                ]),
            ),
        );
        // The answer to a deploy may come before the nodes are there.
        await started;
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

    #answers({ type, customHostname }: FlowNode): FlowNode {
        switch (type) {
            case "wmw-config":
                return isVariable(customHostname) ? {} : this.#account();
            case "mqtt-broker":
                return { broker: "localhost", port: String(this.server.port), usetls: true };
            case "debug":
                return { console: true };
            default:
                return {};
        }
    }

    #account(): FlowNode {
        const customHostname = `localhost:${this.platform.mqttPort}`;
        return { region: "custom", customHostname, enterpriseId: "1234" };
    }
}

function nameOf({ name }: FlowNode): string {
    return typeof name === "string" ? name : "";
}
