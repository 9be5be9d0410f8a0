import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { startPlatform, type Platform } from "../../demo/platform";
import { startThingPark, type ThingPark } from "../../demo/thingpark/thingpark";
import { type FlowNode } from "../../demo/user-directory";
import { adminAuth, logIn } from "../support/admin-users";
import { command, uplink } from "../support/documents";
import { fetchAnew } from "../support/fetch-anew";
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
import { CLIENT, thingParkNode } from "../support/thingpark-nodes";
import { DEVICE, type StandIns } from "./admin-endpoints";

/** What nobody may find in an answer or in the log: credentials, and keys in a document and in a command. */
export const SECRETS = [
    LOGIN.username,
    LOGIN.password,
    CLIENT.clientSecret,
    ...["document-token", "document-url", "command-as-key"],
];

const DOCUMENT = {
    ...uplink(DEVICE, { Token: "document-token", note: `${LOGIN.username} has ${LOGIN.password}` }),
    downlinkUrl: "https://localhost/document-url",
};

interface AdminBenchOptions {
    readonly settings: Readonly<Record<string, unknown>>;
    readonly env?: Readonly<Record<string, string>>;
}

/** A Node-RED with users, whose connection and ThingPark API work and have seen secrets. */
export class AdminBench {
    readonly nodeRed: NodeRedProcess;
    /** What each request of somebody who may do anything has. */
    readonly owner: Readonly<Record<string, string>>;
    readonly standIns: StandIns;
    readonly #platform: Platform;
    readonly #thingPark: ThingPark;

    private constructor(
        nodeRed: NodeRedProcess,
        owner: Readonly<Record<string, string>>,
        { platform, thingPark }: { platform: Platform; thingPark: ThingPark },
    ) {
        this.nodeRed = nodeRed;
        this.owner = owner;
        this.#platform = platform;
        this.#thingPark = thingPark;
        this.standIns = { mqttPort: platform.mqttPort, baseUrl: thingPark.baseUrl };
    }

    /** @param options settings beside the users, and variables */
    static async start({ settings, env = {} }: AdminBenchOptions): Promise<AdminBench> {
        const platform = await startPlatform({});
        const thingPark = await startThingPark({ authority: platform.authority });
        const nodeRed = await startNodeRed({
            flows: flows({ mqttPort: platform.mqttPort, baseUrl: thingPark.baseUrl }),
            credentials: { config: LOGIN, api: CLIENT },
            caPem: platform.caPem,
            settings: { adminAuth: adminAuth(), ...settings },
            env,
        });
        const subscribed = platform.next("subscribed");
        await nodeRed.ready;
        await subscribed;
        const bench = new AdminBench(nodeRed, await logIn(nodeRed.url, "owner"), { platform, thingPark });
        await bench.#exchangeMessages();
        return bench;
    }

    async stop(): Promise<void> {
        await this.nodeRed.stop();
        await this.#thingPark.close();
        await this.#platform.close();
    }

    async #exchangeMessages(): Promise<void> {
        const received = this.#platform.next("document");
        const button = await fetchAnew(`${this.nodeRed.url}/inject/button`, {
            method: "POST",
            headers: this.owner,
        });
        if (!button.ok) throw new Error(`the button: ${button.status}`);
        await received;
        const arrived = this.nodeRed.waitForLine(/command arrived$/);
        await this.#platform.sendDownlink("1234", command(DEVICE, { AS_KEY: "command-as-key" }));
        await arrived;
    }
}

function flows({ mqttPort, baseUrl }: StandIns): FlowNode[] {
    return [
        TAB,
        configNode(mqttPort, { tls: "" }),
        thingParkNode(baseUrl, { tls: "" }),
        ...inRows([
            injectNode("button", DOCUMENT, "uplink"),
            uplinkNode(),
            downlinkNode({ wires: [["log"]] }),
            logNode("log", '"command arrived"'),
        ]),
    ];
}
