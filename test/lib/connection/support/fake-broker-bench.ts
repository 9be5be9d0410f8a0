import { type BrokerLimits } from "../../../../nodes/lib/connection/broker-link";
import { Connection } from "../../../../nodes/lib/connection/connection";
import { type ConnectionReport, type ConnectionView } from "../../../../nodes/lib/connection/connection-view";
import { type LinkEnd } from "../../../../nodes/lib/connection/failure";
import { type ConnectionSettings } from "../../../../nodes/lib/connection-settings";
import { ALL_DEVICES } from "../../../../nodes/lib/dev-eui-filter";
import { type SeenMessage } from "../../../../nodes/lib/monitor/seen-message";
import { MemoryStore } from "../../../../nodes/lib/outbox/memory-store";
import { type StoreListener } from "../../../../nodes/lib/outbox/outbox-store";
import { command } from "../../../support/documents";
import { documentOf, Outcomes } from "../../support/documents";
import { FakeBroker, type FakeLink } from "../../support/fake-broker";
import { ManualClock } from "../../support/manual-clock";
import { turn } from "../../support/turn";

export const UPLINK_TOPIC = "uplink_1234";
export const DOWNLINK_TOPIC = "downlink_1234";
export const COMMAND = JSON.stringify(command());

export const SETTINGS: ConnectionSettings = {
    endpoint: {
        host: "broker.example.com",
        port: 8884,
        url: "mqtts://broker.example.com:8884",
        enterpriseId: "1234",
        uplinkTopic: UPLINK_TOPIC,
        downlinkTopic: DOWNLINK_TOPIC,
    },
    active: true,
    protocolVersion: 5,
    clientId: "",
    keepalive: 30_000,
    connectTimeout: 20_000,
    actionTimeout: 60_000,
    reconnectStrategy: "normal",
    uplinkTimeValidity: undefined,
    inFlight: 3,
    queue: { place: "memory", limits: { documents: 1_000, bytes: 1_000_000, whenFull: "reject-new" } },
    sharedGroup: "",
    login: { username: "user", password: "s3cret" },
    downlink: { enabled: true, defaults: { fPort: undefined, asId: "", asKey: "" } },
};

export const NOTHING_WAITS = { queued: 0, queueFault: undefined, leftBehind: 0 };

export const WRONG_PASSWORD: LinkEnd = { type: "connect-refused", reasonCode: 0x86 };
export const UNKNOWN_HOST: LinkEnd = { type: "error", code: "ENOTFOUND", message: "not found" };
export const NOBODY_THERE: LinkEnd = { type: "error", code: "ECONNREFUSED", message: "refused" };

/** A connection, the broker that it dials, and all that it says; time and chance are the test's. */
export class FakeBrokerBench {
    readonly clock = new ManualClock();
    readonly broker = new FakeBroker();
    readonly outcomes = new Outcomes();
    readonly reports: ConnectionReport[] = [];
    readonly connection: Connection;
    /** What somebody saw who looks on, and how often he heard of changes. */
    readonly seen: SeenMessage[] = [];
    changes = 0;
    /** What the store would tell. */
    store: StoreListener | undefined;
    /** What the random numbers are from now on. */
    chance = 0;

    constructor(settings: Partial<ConnectionSettings> = {}) {
        this.connection = new Connection({
            settings: { ...SETTINGS, ...settings },
            clientId: "wmw0123",
            tls: { ca: "CA" },
            dial: this.broker.dial,
            makeStore: (listener) => {
                this.store = listener;
                return new MemoryStore();
            },
            clock: this.clock,
            random: () => this.chance,
            report: (report) => this.reports.push(report),
            onlooker: {
                saw: (message) => this.seen.push(message),
                changed: () => {
                    this.changes += 1;
                },
            },
        });
    }

    /** Somebody who uses the connection; the list grows with what it is told. */
    use(): { views: ConnectionView[]; detach: () => void } {
        const views: ConnectionView[] = [];
        return { views, detach: this.connection.attach((view) => views.push(view)) };
    }

    /** Somebody who takes commands; the list grows with the DevEUIs of what came. */
    take(): { devEUIs: string[]; detach: () => void } {
        const devEUIs: string[] = [];
        const detach = this.connection.downlinks.attach({
            filter: ALL_DEVICES,
            take: ({ devEUI }) => devEUIs.push(devEUI),
            takeBroken: () => undefined,
        });
        return { devEUIs, detach };
    }

    /** The flows have started: what follows from it has happened when this resolves. */
    async started(): Promise<void> {
        this.connection.flowsStarted();
        await turn();
    }

    /** Dialled, with one user. */
    async dialled(): Promise<FakeLink> {
        this.use();
        await this.started();
        return this.link;
    }

    /** Open, with one user. */
    async opened(limits: Partial<BrokerLimits> = {}): Promise<FakeLink> {
        const link = await this.dialled();
        link.letIn(limits);
        return link;
    }

    async advance(milliseconds: number): Promise<void> {
        this.clock.advance(milliseconds);
        await turn();
    }

    publish(...texts: string[]): void {
        for (const text of texts)
            this.connection.publish(documentOf(text), { qos: 1, origin: "node" }, this.outcomes.of(text));
    }

    get link(): FakeLink {
        return this.broker.link;
    }

    get state(): string {
        return this.connection.view.state.name;
    }

    /** Milliseconds until the next attempt. */
    get wait(): number {
        const { state } = this.connection.view;
        if (!("retryAt" in state)) throw new Error(`does not wait while ${state.name}`);
        return state.retryAt - this.clock.now();
    }

    /** The attempt that is due is made and fails: how long the wait after it is. */
    async failedAgain(end: LinkEnd = NOBODY_THERE): Promise<number> {
        await this.advance(this.wait);
        this.link.break(end);
        return this.wait;
    }

    get faults(): number {
        return this.reports.filter(({ type }) => type === "fault").length;
    }

    /** What was reported but that it is open. */
    get complaints(): ConnectionReport[] {
        return this.reports.filter(({ type }) => type !== "opened");
    }
}
