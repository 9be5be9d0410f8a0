import { type LinkListener } from "../../../nodes/lib/connection/broker-link";
import { Connection } from "../../../nodes/lib/connection/connection";
import { type ConnectionReport } from "../../../nodes/lib/connection/connection-view";
import { type FailureReason, type LinkEnd } from "../../../nodes/lib/connection/failure";
import { dialMqtt } from "../../../nodes/lib/connection/dial-mqtt";
import { type ConnectionSettings } from "../../../nodes/lib/connection-settings";
import { ALL_DEVICES } from "../../../nodes/lib/dev-eui-filter";
import { type ErrorCode } from "../../../nodes/lib/errors";
import { MemoryStore } from "../../../nodes/lib/outbox/memory-store";
import { Inbox } from "../../support/inbox";
import { type BrokerPeer } from "./broker-peer";
import { documentOf } from "./documents";
import { ManualClock } from "./manual-clock";
import { type ScriptedBroker } from "./scripted-broker";

const PATIENCE = 60_000;

/** A connection by MQTT.js to a scripted broker. Time is the test's: no attempt is made before it moves the clock. */
export class LiveConnection {
    readonly clock = new ManualClock();
    readonly connection: Connection;
    /** What the random numbers are from now on. */
    chance = 0;
    /** How many attempts were made. */
    dialled = 0;
    /** Whether the time for the next attempt comes as soon as a link has ended. */
    impatient = false;
    readonly #broker: ScriptedBroker;
    readonly #accepted = new Inbox<true>();
    readonly #ends = new Inbox<LinkEnd>();
    readonly #messages = new Inbox<true>();
    readonly #reports = new Inbox<ConnectionReport>();

    constructor(broker: ScriptedBroker, settings: Partial<ConnectionSettings>) {
        this.#broker = broker;
        this.connection = new Connection({
            settings: { ...settingsFor(broker), ...settings },
            clientId: "wmw0123",
            tls: { ca: broker.caPem },
            dial: (options, listener) => {
                this.dialled += 1;
                return dialMqtt(options, this.#overhear(listener));
            },
            makeStore: () => new MemoryStore(),
            clock: this.clock,
            random: () => this.chance,
            report: (report) => {
                this.#reports.put(report);
            },
        });
    }

    /** Somebody uses the connection from now on; the returned function ends that. */
    use(): () => void {
        return this.connection.attach(() => undefined);
    }

    /** Somebody takes all commands from now on; the list grows with their DevEUIs. */
    take(then: () => void = () => undefined): string[] {
        const devEUIs: string[] = [];
        this.connection.downlinks.attach({
            filter: ALL_DEVICES,
            take: ({ devEUI }) => {
                devEUIs.push(devEUI);
                then();
            },
            takeBroken: () => undefined,
        });
        return devEUIs;
    }

    /** Somebody uses it, its flows start, and the broker lets it in. */
    async opened(): Promise<BrokerPeer> {
        this.use();
        this.connection.flowsStarted();
        return this.next();
    }

    /** The time for the next attempt has come, and the broker lets it in. */
    async reopened(): Promise<BrokerPeer> {
        this.passWait();
        return this.next();
    }

    /** The next link that the broker lets in. */
    async next(): Promise<BrokerPeer> {
        const peer = await this.#broker.next();
        await this.#accepted.next();
        return peer;
    }

    /** The end of the next link that ends by itself; the connection knows of it. */
    ended(): Promise<LinkEnd> {
        return this.#ends.next();
    }

    /** The next message of the broker; the connection knows of it. */
    async heard(): Promise<void> {
        await this.#messages.next();
    }

    /** The next report of this type. */
    async reported(type: ConnectionReport["type"]): Promise<void> {
        while ((await this.#reports.next()).type !== type);
    }

    /** Publishes a document; resolves with what became of it. */
    publish(text: string, qos: 0 | 1 = 1): Promise<"safe" | ErrorCode> {
        return new Promise((resolve) => {
            this.connection.publish(documentOf(text), { qos, origin: "node" }, (error) => {
                resolve(error?.code ?? "safe");
            });
        });
    }

    get state(): string {
        return this.connection.view.state.name;
    }

    /** Why it waits for the next attempt. */
    get reason(): FailureReason | undefined {
        const { state } = this.connection.view;
        return "failure" in state ? state.failure.reason : undefined;
    }

    /** Milliseconds until the next attempt. */
    get wait(): number {
        const { state } = this.connection.view;
        if (!("retryAt" in state)) throw new Error(`does not wait while ${state.name}`);
        return state.retryAt - this.clock.now();
    }

    /** The time for the next attempt comes. */
    passWait(): void {
        this.clock.advance(this.wait);
    }

    async close(): Promise<void> {
        const closed = this.connection.close();
        this.clock.advance(PATIENCE);
        await closed;
    }

    /** A listener that lets the test know of what it was told. */
    #overhear(listener: LinkListener): LinkListener {
        return {
            secured: () => {
                listener.secured();
            },
            message: (message, answer) => {
                listener.message(message, answer);
                this.#messages.put(true);
            },
            accepted: (limits) => {
                listener.accepted(limits);
                this.#accepted.put(true);
            },
            ended: (end) => {
                listener.ended(end);
                this.#ends.put(end);
                if (this.impatient) this.passWait();
            },
        };
    }
}

function settingsFor(broker: ScriptedBroker): ConnectionSettings {
    return {
        endpoint: {
            host: "127.0.0.1",
            port: broker.port,
            url: `mqtts://127.0.0.1:${broker.port}`,
            enterpriseId: "1234",
            uplinkTopic: "uplink_1234",
            downlinkTopic: "downlink_1234",
        },
        active: true,
        protocolVersion: 5,
        clientId: "",
        keepalive: 60_000,
        connectTimeout: 20_000,
        actionTimeout: 60_000,
        reconnectStrategy: "normal",
        uplinkTimeValidity: undefined,
        inFlight: 20,
        queue: {
            place: "memory",
            limits: { documents: 100_000, bytes: 100_000_000, whenFull: "reject-new" },
        },
        sharedGroup: "",
        login: { username: "user", password: "s3cret" },
        downlink: { enabled: true, defaults: { fPort: undefined, asId: "", asKey: "" } },
    };
}
