import { once } from "node:events";
import { createAuthority, type Authority } from "../../demo/certificates";
import { freePort } from "../../demo/ports";
import { type Shutdown } from "../../demo/shutdown";
import { credentialsFor } from "../support/flow-nodes";
import { startMosquitto } from "../support/mosquitto";
import { ChaosLog } from "./chaos-log";
import { LINK_FAULTS, NODE_RED_FAULTS, type Fault, type FaultName, type Stage } from "./faults";
import { deliverOne } from "./deliver-one";
import { Load } from "./load";
import { WINDOW } from "./load-flow";
import { MqttProxy } from "./mqtt-proxy";
import { NodeRedHost } from "./node-red-host";
import { numberOf } from "./numbered-document";
import { Oracle, type Verdict } from "./oracle";
import { type Story } from "./story";
import { Witness } from "./witness";

export interface ChaosOptions {
    /** 4: MQTT 3.1.1, 5: MQTT 5. */
    readonly protocolVersion: "4" | "5";
    /** How long (ms) the last documents may take to arrive after everything was healed. */
    readonly patience: number;
}

/** What a run has shown. */
export interface ChaosResult {
    readonly verdict: Verdict;
    /** How often each fault struck. */
    readonly faults: ReadonlyMap<FaultName, number>;
    /** What should not have happened, besides what became of documents. */
    readonly troubles: readonly string[];
    readonly seconds: number;
}

/**
 * After a kill -9 the queue on disk sends again what it has not noted as delivered yet: at most 500 documents and
 * what was in flight then, some of it twice where it was on its way and in the queue as well.
 */
const KILL_SLACK = 500 + 2 * WINDOW;

const FAULTS: Readonly<Record<FaultName, Fault>> = { ...LINK_FAULTS, ...NODE_RED_FAULTS };

/** A broker, a network and a Node-RED under load, to which faults are done, and the judge over what comes of it. */
export class ChaosRun {
    readonly log = new ChaosLog();
    readonly #oracle = new Oracle({ window: WINDOW, killSlack: KILL_SLACK });
    readonly #witness = new Witness(this.#oracle, this.log);
    readonly #faults = new Map<FaultName, number>();
    readonly #options: ChaosOptions;
    readonly #stage: Stage;

    private constructor(options: ChaosOptions, stage: Stage) {
        this.#options = options;
        this.#stage = stage;
        const { load, nodeRed, proxy } = stage;
        this.#witness.watchLoad(load);
        this.#witness.watchProxy(proxy);
        this.#witness.watchNodeRed(nodeRed, () => proxy.linkCount);
        // What was under way into Node-RED then may be lost, and is not waited for.
        nodeRed.on("quiet", () => {
            load.writeOff();
        });
    }

    /** Resolves when a first document has arrived and others flow. What it starts is ended by `shutdown`, whatever happens. */
    static async start(options: ChaosOptions, shutdown: Shutdown): Promise<ChaosRun> {
        const authority = await createAuthority("chaos CA");
        const broker = await startMosquitto({ authority });
        shutdown.add(() => broker.stop());
        const proxy = await MqttProxy.start(broker, authority);
        shutdown.add(() => proxy.stop());
        const port = await freePort();
        const load = new Load(port);
        shutdown.add(() => load.stop());
        const nodeRed = hostNodeRed({ load, port, proxy, authority, options });
        shutdown.add(() => nodeRed.stop());
        const stranger = await createAuthority("another CA");
        const strangersCertificate = await stranger.issue({ hosts: ["localhost", "127.0.0.1"] });
        const run = new ChaosRun(options, { broker, proxy, nodeRed, load, strangersCertificate });
        load.start();
        await nodeRed.start();
        await deliverOne(load, proxy, "main", options.patience);
        load.flow();
        return run;
    }

    /** Does a fault that lasts `time` ms; resolves when it is over. */
    async strike(name: FaultName, time: number): Promise<void> {
        this.#faults.set(name, (this.#faults.get(name) ?? 0) + 1);
        this.log.add(`${name} (${time} ms)`);
        await FAULTS[name].strike(this.#stage, time);
        this.log.add(`${name} is over`);
    }

    /**
     * Resolves when a document that is sent from now on arrives: what was done before it is there as well. Rejects
     * where that takes longer than the patience of the run.
     */
    async caughtUp(): Promise<void> {
        const { patience } = this.#options;
        const late = once(AbortSignal.timeout(patience), "abort").then(() => {
            throw new Error(`nothing that was sent then has arrived within ${patience / 1000} s`);
        });
        await Promise.race([this.#nextArrival(), late]);
    }

    /** Notes what should not have happened. */
    trouble(error: unknown): void {
        this.#witness.trouble(error instanceof Error ? error.message : String(error));
    }

    /** Sends no more, waits until all has arrived that can, and judges. No fault may be under way. */
    async finish(): Promise<ChaosResult> {
        await this.#stage.load.pause();
        try {
            await this.#emptyQueues();
        } catch (error) {
            this.trouble(error);
        }
        return {
            verdict: this.#oracle.verdict(),
            faults: this.#faults,
            troubles: this.#witness.troubles,
            seconds: this.log.now() / 1000,
        };
    }

    /** What became of a document. */
    story(id: number): Story {
        return this.#oracle.story(id);
    }

    async #nextArrival(): Promise<void> {
        const { load, proxy } = this.#stage;
        const { id } = await load.next("sent");
        await proxy.next("arrived", ({ payload }) => (numberOf(payload.toString()) ?? 0) >= id);
    }

    /** What waits for a destination is sent only while it is the one that is configured. */
    async #emptyQueues(): Promise<void> {
        const { load, nodeRed, proxy } = this.#stage;
        if (this.#faults.has("other destination")) {
            await nodeRed.deploy("nodes", { brokerPort: proxy.portOf("other") });
            await deliverOne(load, proxy, "other", this.#options.patience);
            await nodeRed.deploy("nodes", { brokerPort: proxy.portOf("main") });
        }
        await deliverOne(load, proxy, "main", this.#options.patience);
    }
}

function hostNodeRed(parts: {
    load: Load;
    port: number;
    proxy: MqttProxy;
    authority: Authority;
    options: ChaosOptions;
}): NodeRedHost {
    const { load, port, proxy, authority, options } = parts;
    return new NodeRedHost({
        settings: {
            loadPort: port,
            brokerPort: proxy.portOf("main"),
            protocolVersion: options.protocolVersion,
            uplinkRevision: 1,
            configRevision: 1,
            tabDisabled: false,
            configDisabled: false,
        },
        credentials: credentialsFor(authority.caPem),
        takesDocuments: () => load.synced(),
    });
}
