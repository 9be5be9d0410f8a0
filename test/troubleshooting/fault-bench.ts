import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPlatform, type Platform, type PlatformOptions } from "../../demo/platform";
import { type Credentials, type FlowNode } from "../../demo/user-directory";
import { ScriptedBroker } from "../lib/support/scripted-broker";
import { credentialsFor, mainFlow } from "../support/flow-nodes";
import { startMosquitto, type Mosquitto, type MosquittoOptions } from "../support/mosquitto";
import { RunningFlow } from "../support/running-flow";

/** A broker on 127.0.0.1, and what a client of it has to trust. */
interface Broker {
    readonly port: number;
    readonly caPem: string;
}

/** What differs from a flow that works. */
interface Changes {
    readonly config?: FlowNode;
    readonly uplink?: FlowNode;
    /** In place of the user of enterprise 1234. */
    readonly login?: Readonly<Record<string, string>>;
    readonly queueFolder?: string;
}

/** Brokers and flows to provoke faults with; what a test starts ends with it. To be made inside a `describe`. */
export class FaultBench {
    readonly scripted = new ScriptedBroker();
    readonly #endings: (() => unknown)[] = [];

    constructor() {
        afterEach(async () => {
            for (const end of this.#endings.splice(0).reverse()) await end();
        });
    }

    /** At the end of the test, before what was started earlier ends. */
    atEnd(end: () => unknown): void {
        this.#endings.push(end);
    }

    async platform(options: PlatformOptions = {}): Promise<Platform & Broker> {
        const platform = await startPlatform(options);
        this.atEnd(() => platform.close());
        return Object.assign(platform, { port: platform.mqttPort });
    }

    async mosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
        const broker = await startMosquitto(options);
        this.atEnd(() => broker.stop());
        return broker;
    }

    /** A flow of uplinks and commands on a broker, with Catch and Complete nodes. */
    run({ port, caPem }: Broker, changes: Changes = {}): Promise<RunningFlow> {
        const config = { customHostname: `127.0.0.1:${port}`, ...changes.config };
        const nodes = mainFlow({ mqttPort: port }, { ...changes, config });
        return this.start(nodes, credentialsFor(caPem, changes.login), changes.queueFolder);
    }

    async start(
        nodes: readonly FlowNode[],
        credentials?: Credentials,
        queueFolder?: string,
    ): Promise<RunningFlow> {
        const flow = await RunningFlow.start(nodes, credentials, queueFolder);
        this.atEnd(() => flow.stop());
        return flow;
    }

    /** An empty folder. */
    folder(): string {
        const folder = mkdtempSync(join(tmpdir(), "wmw-fault-"));
        this.atEnd(() => {
            rmSync(folder, { recursive: true, force: true });
        });
        return folder;
    }
}
