import should from "should";
import { Connection } from "../../../nodes/lib/connection/connection";
import { type ConnectionReport, type ConnectionView } from "../../../nodes/lib/connection/connection-view";
import { type BrokerLimits } from "../../../nodes/lib/connection/broker-link";
import { type LinkEnd } from "../../../nodes/lib/connection/failure";
import { type ConnectionSettings } from "../../../nodes/lib/connection-settings";
import { ALL_DEVICES } from "../../../nodes/lib/dev-eui-filter";
import { WmwError } from "../../../nodes/lib/errors";
import { type SeenMessage } from "../../../nodes/lib/monitor/seen-message";
import { MemoryStore } from "../../../nodes/lib/outbox/memory-store";
import { type StoreListener } from "../../../nodes/lib/outbox/outbox-store";
import { command } from "../../support/documents";
import { documentOf, Outcomes } from "../support/documents";
import { entryOf } from "../support/entries";
import { ACKNOWLEDGED, BAD_FORMAT, FakeBroker, NOT_AUTHORISED, type FakeLink } from "../support/fake-broker";
import { ManualClock } from "../support/manual-clock";
import { isResolved, turn } from "../support/turn";

const UPLINK_TOPIC = "uplink_1234";
const DOWNLINK_TOPIC = "downlink_1234";
const COMMAND = JSON.stringify(command());

const SETTINGS: ConnectionSettings = {
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

const NOTHING_WAITS = { queued: 0, queueFault: undefined, leftBehind: 0 };

const WRONG_PASSWORD: LinkEnd = { type: "connect-refused", reasonCode: 0x86 };
const UNKNOWN_HOST: LinkEnd = { type: "error", code: "ENOTFOUND", message: "not found" };
const NOBODY_THERE: LinkEnd = { type: "error", code: "ECONNREFUSED", message: "refused" };

/** A connection, the broker that it dials, and all that it says; time and chance are the test's. */
class Bench {
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

describe("the connection", () => {
    let bench: Bench;

    beforeEach(() => {
        bench = new Bench();
    });

    describe("is opened", () => {
        it("when the flows have started and somebody uses it", async () => {
            bench.use();
            await turn();
            bench.broker.links.should.be.empty();
            bench.state.should.equal("CLOSED");
            await bench.started();
            bench.broker.links.should.have.length(1);
            bench.state.should.equal("OPENING");
        });

        it("not while nobody uses it", async () => {
            await bench.started();
            bench.broker.links.should.be.empty();
            bench.use();
            await bench.started();
            bench.broker.links.should.have.length(1);
        });

        it("once, however many use it and however often flows start", async () => {
            for (let n = 0; n < 5; n += 1) bench.use();
            await bench.started();
            await bench.started();
            bench.broker.links.should.have.length(1);
        });

        it("to the broker, with the login and the TLS settings of its configuration", async () => {
            should((await bench.dialled()).options).deepEqual({
                host: "broker.example.com",
                port: 8884,
                protocolVersion: 5,
                clientId: "wmw0123",
                username: "user",
                password: "s3cret",
                keepalive: 30_000,
                connectTimeout: 20_000,
                session: "kept",
                tls: { ca: "CA" },
            });
        });

        it("by way of TLS and the login", async () => {
            const link = await bench.dialled();
            link.secure();
            bench.state.should.equal("AUTHENTICATING");
            link.accept();
            should(bench.connection.view.state).deepEqual({ name: "OPENED", failures: 0, refused: {} });
        });

        it("for documents that wait, though nobody uses it any more, and closed when they are safe", async () => {
            const { detach } = bench.use();
            bench.publish("a");
            detach();
            await bench.started();
            bench.link.letIn();
            bench.link.acknowledgeAll();
            bench.outcomes.told.should.deepEqual(["a: safe"]);
            bench.state.should.equal("CLOSED");
            should(bench.link.endedBy).equal("forgetting");
        });

        it("never where it is not active, and refuses what is published", async () => {
            bench = new Bench({ active: false });
            const { views } = bench.use();
            await bench.started();
            bench.publish("a");
            bench.broker.links.should.be.empty();
            bench.outcomes.told.should.deepEqual(["a: WMW_DEACTIVATED"]);
            should(views).deepEqual([{ ...NOTHING_WAITS, state: { name: "DEACTIVATED" } }]);
            await bench.connection.close();
            bench.state.should.equal("DEACTIVATED");
        });
    });

    describe("during a deploy", () => {
        it("stays as it is while the users go and come back", async () => {
            const { detach } = bench.use();
            await bench.started();
            bench.link.letIn();
            bench.connection.flowsStopping();
            detach();
            await turn();
            bench.state.should.equal("OPENED");
            bench.use();
            await bench.started();
            bench.state.should.equal("OPENED");
            bench.broker.links.should.have.length(1);
            should(bench.link.endedBy).be.undefined();
        });

        it("stays as it is even when the last document is acknowledged while nobody is there", async () => {
            const { detach } = bench.use();
            await bench.started();
            bench.link.letIn();
            bench.publish("a");
            bench.connection.flowsStopping();
            detach();
            bench.link.acknowledgeAll();
            bench.state.should.equal("OPENED");
        });

        it("is closed at its end where no user came back", async () => {
            const { detach } = bench.use();
            await bench.started();
            bench.link.letIn();
            bench.connection.flowsStopping();
            detach();
            await bench.started();
            bench.state.should.equal("CLOSED");
            should(bench.link.endedBy).equal("forgetting");
            bench.clock.advance(1_000_000);
            bench.clock.timers.should.equal(0);
        });

        it("is opened again by a later one that brings a user", async () => {
            const { detach } = bench.use();
            await bench.started();
            detach();
            await bench.started();
            bench.use();
            await bench.started();
            bench.broker.links.should.have.length(2);
            bench.broker.open.should.equal(1);
            bench.state.should.equal("OPENING");
        });

        it("leaves an attempt that waits as it is", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            bench.connection.flowsStopping();
            await bench.started();
            bench.state.should.equal("UNREACHABLE");
            bench.broker.links.should.have.length(1);
        });
    });

    describe("when nobody uses it any more", () => {
        async function left(settings: Partial<ConnectionSettings> = {}): Promise<FakeLink> {
            bench = new Bench(settings);
            const { detach } = bench.use();
            const taker = bench.take();
            await bench.started();
            const { link } = bench;
            link.letIn();
            bench.connection.flowsStopping();
            detach();
            taker.detach();
            await bench.started();
            return link;
        }

        it("unsubscribes, and asks the broker to forget the session", async () => {
            const link = await left();
            link.unsubscribed.should.deepEqual([DOWNLINK_TOPIC]);
            should(link.endedBy).equal("forgetting");
            bench.broker.links.should.have.length(1);
        });

        it("makes a short clean connection with MQTT 3.1.1, which has no other way to say so", async () => {
            await left({ protocolVersion: 4 });
            await turn();
            bench.broker.links.should.have.length(2);
            should(bench.link.options).containEql({ session: "clean", clientId: "wmw0123" });
            bench.link.letIn();
            await turn();
            should(bench.link.endedBy).equal("gently");
            await bench.advance(5_000);
            bench.clock.timers.should.equal(0);
        });

        it("does not insist where the broker is gone by then", async () => {
            await left({ protocolVersion: 4 });
            await turn();
            bench.link.break(NOBODY_THERE);
            await turn();
            bench.use();
            await bench.started();
            bench.broker.links.should.have.length(3);
            should(bench.link.options).containEql({ session: "kept" });
        });

        it("does not insist either where the broker never answers", async () => {
            await left({ protocolVersion: 4 });
            await turn();
            bench.clock.advance(5_000);
            bench.use();
            await bench.started();
            bench.broker.open.should.equal(1);
            bench.broker.links.should.have.length(3);
        });
    });

    describe("in a shared group", () => {
        it("subscribes to its share, with a session that ends with the link", async () => {
            bench = new Bench({ sharedGroup: "replicas" });
            bench.take();
            const link = await bench.opened();
            link.subscribed.map(({ topic }) => topic).should.deepEqual([`$share/replicas/${DOWNLINK_TOPIC}`]);
            link.options.session.should.equal("clean");
        });

        it("takes the commands as ever", async () => {
            bench = new Bench({ sharedGroup: "replicas" });
            const { devEUIs } = bench.take();
            (await bench.opened()).deliver(DOWNLINK_TOPIC, COMMAND).should.deepEqual([true]);
            devEUIs.should.have.length(1);
        });
    });

    describe("when it fails", () => {
        it("waits, and then dials anew", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            bench.state.should.equal("UNREACHABLE");
            await bench.advance(bench.wait - 1);
            bench.broker.links.should.have.length(1);
            await bench.advance(1);
            bench.broker.links.should.have.length(2);
            bench.state.should.equal("OPENING");
        });

        it("says so by its state where the login is refused", async () => {
            const link = await bench.dialled();
            link.secure();
            link.break(WRONG_PASSWORD);
            bench.state.should.equal("AUTHENTICATION_FAILED");
            bench.wait.should.equal(30_000);
        });

        it("lets go of the link that failed", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            should(bench.link.endedBy).not.be.undefined();
        });

        it("dials the next link only when the one before is gone", async () => {
            bench.broker.linksLinger = true;
            const first = await bench.dialled();
            first.break(NOBODY_THERE);
            await bench.advance(bench.wait);
            bench.state.should.equal("OPENING");
            bench.broker.links.should.have.length(1);
            first.closeSocket();
            await turn();
            bench.broker.links.should.have.length(2);
            bench.broker.open.should.equal(1);
        });

        it("does not dial any more when it was closed while the old link was going", async () => {
            bench.broker.linksLinger = true;
            const first = await bench.dialled();
            first.break(NOBODY_THERE);
            await bench.advance(bench.wait);
            const closed = bench.connection.close();
            first.closeSocket();
            await closed;
            bench.broker.links.should.have.length(1);
        });

        it("takes no notice of what an old link still says", async () => {
            const old = await bench.opened();
            bench.take();
            old.break();
            await bench.advance(bench.wait);
            bench.link.should.not.equal(old);
            old.secure();
            old.accept();
            old.break(WRONG_PASSWORD);
            bench.state.should.equal("OPENING");
            old.deliver(DOWNLINK_TOPIC, COMMAND).should.deepEqual([false]);
            bench.connection.downlinks.counters.received.should.equal(0);
        });

        it("takes no notice of an answer to an old subscription", async () => {
            bench.take();
            const old = await bench.opened();
            old.break();
            await bench.advance(bench.wait);
            bench.link.letIn();
            old.subscribed[0]?.answer("not authorised");
            should(bench.connection.view.state).containEql({ refused: {} });
        });

        it("ends an attempt that takes longer than the connect time-out", async () => {
            const link = await bench.dialled();
            await bench.advance(SETTINGS.connectTimeout - 1);
            bench.state.should.equal("OPENING");
            await bench.advance(1);
            should(bench.connection.view.state).containEql({ name: "UNREACHABLE" });
            should(bench.connection.view.state).have.propertyByPath("failure", "reason").equal("timed-out");
            should(link.endedBy).not.be.undefined();
        });

        it("counts the connect time-out from the dialling, not from the TLS handshake", async () => {
            const link = await bench.dialled();
            await bench.advance(SETTINGS.connectTimeout - 1);
            link.secure();
            await bench.advance(1);
            bench.state.should.equal("UNREACHABLE");
        });

        it("does not let the connect time-out end an open connection", async () => {
            await bench.opened();
            await bench.advance(10 * SETTINGS.connectTimeout);
            bench.state.should.equal("OPENED");
        });
    });

    describe("waits between attempts", () => {
        it("longer with each failure, up to a minute, where chance is at its highest", async () => {
            bench.chance = 1 - Number.EPSILON;
            (await bench.dialled()).break(NOBODY_THERE);
            const waits = [bench.wait];
            for (let n = 0; n < 7; n += 1) waits.push(await bench.failedAgain());
            waits.should.deepEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
        });

        it("as its strategy says", async () => {
            bench = new Bench({ reconnectStrategy: "aggressive" });
            bench.chance = 1 - Number.EPSILON;
            (await bench.dialled()).break(NOBODY_THERE);
            for (let n = 0; n < 5; n += 1) await bench.failedAgain();
            bench.wait.should.equal(10_000);
        });

        it("a quarter of a second where chance is at its lowest", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            bench.wait.should.equal(250);
            (await bench.failedAgain()).should.equal(250);
        });

        it("as if it had never failed, after it was open for half a minute", async () => {
            bench.chance = 1 - Number.EPSILON;
            (await bench.dialled()).break(NOBODY_THERE);
            (await bench.failedAgain()).should.equal(2_000);
            await bench.advance(bench.wait);
            bench.link.letIn();
            await bench.advance(30_000);
            bench.link.break();
            bench.wait.should.equal(1_000);
        });

        it("ever longer where it breaks each time before half a minute is over", async () => {
            bench.chance = 1 - Number.EPSILON;
            (await bench.dialled()).break(NOBODY_THERE);
            (await bench.failedAgain()).should.equal(2_000);
            await bench.advance(bench.wait);
            bench.link.letIn();
            await bench.advance(29_999);
            bench.link.break();
            bench.wait.should.equal(4_000);
        });
    });

    describe("subscribes", () => {
        it("where somebody wants commands, once for all of them", async () => {
            for (let n = 0; n < 3; n += 1) bench.take();
            const link = await bench.opened();
            await bench.started();
            link.subscribed.map(({ topic }) => topic).should.deepEqual([DOWNLINK_TOPIC]);
            link.unsubscribed.should.be.empty();
        });

        it("not where nobody wants commands, and ends what the session may hold", async () => {
            const link = await bench.opened();
            await bench.started();
            link.subscribed.should.be.empty();
            link.unsubscribed.should.deepEqual([DOWNLINK_TOPIC]);
        });

        it("when a deploy brings the first who wants commands, and unsubscribes after the last", async () => {
            const link = await bench.opened();
            const { detach } = bench.take();
            await bench.started();
            link.subscribed.should.have.length(1);
            bench.connection.flowsStopping();
            detach();
            link.unsubscribed.should.have.length(1);
            await bench.started();
            link.unsubscribed.should.have.length(2);
        });

        it("not anew when a deploy replaces those who want commands", async () => {
            const { detach } = bench.take();
            const link = await bench.opened();
            bench.connection.flowsStopping();
            detach();
            bench.take();
            await bench.started();
            link.subscribed.should.have.length(1);
            link.unsubscribed.should.be.empty();
        });

        it("not before the broker has let it in", async () => {
            bench.take();
            const link = await bench.dialled();
            await bench.started();
            link.secure();
            await bench.started();
            link.subscribed.should.be.empty();
            link.accept();
            link.subscribed.should.have.length(1);
        });

        it("again on each link", async () => {
            bench.take();
            (await bench.opened()).break();
            await bench.advance(bench.wait);
            bench.link.letIn();
            bench.link.subscribed.should.have.length(1);
        });

        it("and says so where the broker refuses it, tries again every half minute, and recovers", async () => {
            bench.take();
            const link = await bench.opened();
            link.subscribed[0]?.answer("not authorised");
            should(bench.connection.view.state).containEql({ refused: { subscribe: "not authorised" } });
            bench.complaints.map(({ type }) => type).should.deepEqual(["refusal"]);
            await bench.advance(29_999);
            link.subscribed.should.have.length(1);
            await bench.advance(1);
            link.subscribed.should.have.length(2);
            link.subscribed[1]?.answer("not authorised");
            await bench.advance(30_000);
            link.subscribed[2]?.answer();
            should(bench.connection.view.state).containEql({ name: "OPENED", refused: {} });
            bench.complaints.map(({ type }) => type).should.deepEqual(["refusal"]);
            JSON.stringify(bench.reports).should.containEql(DOWNLINK_TOPIC).and.containEql("not authorised");
        });

        it("at once in a deploy after a refusal, and then waits half a minute from there", async () => {
            bench.take();
            const link = await bench.opened();
            link.subscribed[0]?.answer("not authorised");
            await bench.advance(10_000);
            await bench.started();
            link.subscribed.should.have.length(2);
            link.subscribed[1]?.answer("not authorised");
            await bench.advance(29_999);
            link.subscribed.should.have.length(2);
            await bench.advance(1);
            link.subscribed.should.have.length(3);
        });

        it("without an effect of its refusal on what is published", async () => {
            bench.take();
            const link = await bench.opened();
            link.subscribed[0]?.answer("not authorised");
            bench.publish("a");
            link.acknowledgeAll();
            bench.outcomes.told.should.deepEqual(["a: safe"]);
        });
    });

    describe("hands commands over", () => {
        it("and acknowledges them", async () => {
            const { devEUIs } = bench.take();
            const link = await bench.opened();
            link.deliver(DOWNLINK_TOPIC, COMMAND).should.deepEqual([true]);
            devEUIs.should.have.length(1);
        });

        it("only after a deploy where they came during it, and acknowledges them then", async () => {
            const before = bench.take();
            const link = await bench.opened();
            bench.connection.flowsStopping();
            before.detach();
            const answers = link.deliver(DOWNLINK_TOPIC, COMMAND);
            answers.should.be.empty();
            const after = bench.take();
            answers.should.be.empty();
            await bench.started();
            answers.should.deepEqual([true]);
            should([before.devEUIs.length, after.devEUIs.length]).deepEqual([0, 1]);
        });

        it("not where the connection is closed during the deploy: they stay with the broker", async () => {
            bench.take();
            const link = await bench.opened();
            bench.connection.flowsStopping();
            bench.publish("a");
            const answers = link.deliver(DOWNLINK_TOPIC, COMMAND);
            const closed = bench.connection.close();
            // At once: nothing behind the command is read before, the acknowledgements neither.
            answers.should.deepEqual([false]);
            link.acknowledgeAll();
            await closed;
            bench.outcomes.told.should.deepEqual(["a: safe"]);
            bench.connection.downlinks.counters.received.should.equal(0);
        });

        it("not where nobody uses the connection after the deploy: they stay with the broker", async () => {
            const { detach } = bench.use();
            const taker = bench.take();
            await bench.started();
            bench.link.letIn();
            bench.connection.flowsStopping();
            detach();
            taker.detach();
            const answers = bench.link.deliver(DOWNLINK_TOPIC, COMMAND);
            await bench.started();
            answers.should.deepEqual([false]);
        });

        it("not where the link breaks during the deploy: the broker sends them again", async () => {
            const { devEUIs } = bench.take();
            const link = await bench.opened();
            bench.connection.flowsStopping();
            const answers = link.deliver(DOWNLINK_TOPIC, COMMAND);
            link.break();
            answers.should.deepEqual([false]);
            await bench.started();
            devEUIs.should.be.empty();
        });

        it("not while it is being closed: they stay with the broker", async () => {
            const { devEUIs } = bench.take();
            const link = await bench.opened();
            bench.publish("a");
            const closed = bench.connection.close();
            link.deliver(DOWNLINK_TOPIC, COMMAND).should.deepEqual([false]);
            link.acknowledgeAll();
            await closed;
            devEUIs.should.be.empty();
        });
    });

    describe("publishes", () => {
        it("on the uplink topic, once it is open", async () => {
            bench.publish("a");
            const link = await bench.dialled();
            link.secure();
            link.published.should.be.empty();
            link.accept();
            link.published
                .map(({ topic, text, qos }) => `${topic} ${text} ${qos}`)
                .should.deepEqual([`${UPLINK_TOPIC} a 1`]);
            link.acknowledgeAll();
            bench.outcomes.told.should.deepEqual(["a: safe"]);
        });

        it("again, in order, what was in flight when the link broke", async () => {
            const first = await bench.opened();
            bench.publish("a", "b", "c", "d");
            first.published[1]?.answer(ACKNOWLEDGED);
            first.texts.should.deepEqual(["a", "b", "c", "d"]);
            first.break();
            bench.connection.view.queued.should.equal(3);
            bench.publish("e");
            await bench.advance(bench.wait);
            bench.link.letIn();
            bench.link.texts.should.deepEqual(["a"]);
            first.acknowledgeAll();
            bench.outcomes.told.should.deepEqual(["b: safe"]);
            for (let n = 0; n < 2; n += 1) bench.link.acknowledgeAll();
            bench.outcomes.told.should.deepEqual(["b: safe", "a: safe", "c: safe", "d: safe", "e: safe"]);
        });

        const windows: [receiveMaximum: number | undefined, window: number][] = [
            [undefined, 3],
            [2, 2],
            [3, 3],
            [65_535, 3],
        ];

        for (const [receiveMaximum, window] of windows) {
            it(`${window} documents at a time where the broker takes ${receiveMaximum ?? "any number"}`, async () => {
                const link = await bench.opened({ receiveMaximum });
                bench.publish("a", "b", "c", "d", "e");
                link.published.should.have.length(window);
            });
        }

        it("no document whose packet is larger than the broker takes", async () => {
            const maximumPacketSize = 100;
            const link = await bench.opened({ maximumPacketSize });
            // MQTT 5, section 3.3: type, remaining length, topic with its length, packet id, properties length.
            const packetOf = (text: string): number => 1 + 4 + 2 + UPLINK_TOPIC.length + 2 + 1 + text.length;
            bench.publish("x".repeat(100), "y".repeat(80), "z".repeat(70));
            link.texts.should.containEql("z".repeat(70));
            for (const text of link.texts) packetOf(text).should.be.belowOrEqual(maximumPacketSize);
            should(bench.outcomes.errors.map(({ code }) => code)).matchEach("WMW_TOO_LARGE");
            bench.outcomes.errors.length.should.equal(3 - link.texts.length);
        });

        it("on, where the broker refuses one document", async () => {
            const link = await bench.opened();
            bench.publish("a", "b");
            link.published[0]?.answer(BAD_FORMAT);
            link.published[1]?.answer(ACKNOWLEDGED);
            bench.outcomes.told.should.deepEqual(["a: WMW_REFUSED", "b: safe"]);
            bench.state.should.equal("OPENED");
            bench.complaints.should.be.empty();
        });

        it("with QoS 0 only while it is open", async () => {
            const link = await bench.dialled();
            bench.connection.publish(documentOf("a"), { qos: 0, origin: "node" }, bench.outcomes.of("a"));
            link.letIn();
            bench.connection.publish(documentOf("b"), { qos: 0, origin: "node" }, bench.outcomes.of("b"));
            link.acknowledgeAll();
            bench.outcomes.told.should.deepEqual(["a: WMW_NO_CONNECTION", "b: safe"]);
        });
    });

    describe("when the broker refuses all that it publishes", () => {
        let link: FakeLink;

        beforeEach(async () => {
            link = await bench.opened();
            bench.publish("a", "b", "c", "d");
            link.published[0]?.answer(NOT_AUTHORISED);
        });

        it("stays open, says why, and keeps the documents", () => {
            should(bench.connection.view).deepEqual({
                ...NOTHING_WAITS,
                state: { name: "OPENED", failures: 0, refused: { publish: "not authorised" } },
                queued: 4,
            });
            bench.outcomes.told.should.be.empty();
        });

        it("reports it once, with the topic", async () => {
            bench.complaints.should.have.length(1);
            await bench.advance(30_000);
            link.published.at(-1)?.answer(NOT_AUTHORISED);
            bench.complaints.map(({ type }) => type).should.deepEqual(["refusal"]);
            JSON.stringify(bench.reports).should.containEql(UPLINK_TOPIC).and.containEql("not authorised");
        });

        it("tries again every half minute, with the first document only", async () => {
            link.texts.should.deepEqual(["a", "b", "c"]);
            await bench.advance(29_999);
            link.texts.should.have.length(3);
            await bench.advance(1);
            link.texts.should.deepEqual(["a", "b", "c", "a"]);
            link.published[3]?.answer(NOT_AUTHORISED);
            await bench.advance(30_000);
            link.texts.should.deepEqual(["a", "b", "c", "a", "a"]);
        });

        it("goes on as ever once the broker acknowledges the one", async () => {
            await bench.advance(30_000);
            link.published[3]?.answer(ACKNOWLEDGED);
            should(bench.connection.view.state).containEql({ refused: {} });
            link.texts.slice(4).should.deepEqual(["b", "c", "d"]);
            for (const { answer } of link.published.slice(4)) answer(ACKNOWLEDGED);
            bench.outcomes.told.should.deepEqual(["a: safe", "b: safe", "c: safe", "d: safe"]);
        });
    });

    describe("watches for acknowledgements", () => {
        const noAcknowledgement = { reason: "no-acknowledgement" };

        it("and ends the link where one does not come in time", async () => {
            const link = await bench.opened();
            bench.publish("a");
            await bench.advance(SETTINGS.actionTimeout - 1);
            bench.state.should.equal("OPENED");
            await bench.advance(1);
            const { state } = bench.connection.view;
            should(state).have.property("failure").containEql(noAcknowledgement);
            should(link.endedBy).equal("at once");
            bench.outcomes.told.should.be.empty();
            await bench.advance(bench.wait);
            bench.link.letIn();
            bench.link.texts.should.deepEqual(["a"]);
        });

        it("but not while a command is held, since nothing behind it is read", async () => {
            bench.take();
            const link = await bench.opened();
            bench.publish("a");
            bench.connection.flowsStopping();
            link.deliver(DOWNLINK_TOPIC, COMMAND);
            await bench.advance(3 * SETTINGS.actionTimeout);
            bench.state.should.equal("OPENED");
            await bench.started();
            await bench.advance(SETTINGS.actionTimeout);
            should(bench.connection.view.state).have.property("failure").containEql(noAcknowledgement);
        });

        it("with one timer for any number of documents", async () => {
            bench = new Bench({ inFlight: 500 });
            await bench.opened();
            await bench.advance(60_000);
            bench.clock.timers.should.equal(0);
            for (let n = 0; n < 400; n += 1) bench.publish(`d${n}`);
            bench.clock.timers.should.equal(2); // and the one that keeps news apart
        });
    });

    describe("tells its users", () => {
        it("at once how things stand", () => {
            should(bench.use().views).deepEqual([{ ...NOTHING_WAITS, state: { name: "CLOSED" } }]);
        });

        it("of changes at most once a second, and of the last one in any case", async () => {
            const { views } = bench.use();
            await bench.started();
            bench.link.secure();
            bench.link.accept();
            bench.publish("a", "b", "c", "d", "e");
            views.map(({ state }) => state.name).should.deepEqual(["CLOSED", "OPENING"]);
            await bench.advance(999);
            views.should.have.length(2);
            await bench.advance(1);
            should(views.slice(2)).deepEqual([
                { ...NOTHING_WAITS, state: { name: "OPENED", failures: 0, refused: {} } },
            ]);
            bench.link.break();
            await bench.advance(1_000);
            should(views.at(-1)).containEql({ queued: 5 });
        });

        it("that the backlog is gone, though it went without an acknowledgement", async () => {
            const { views } = bench.use();
            bench.publish("x".repeat(200));
            await bench.started();
            bench.link.letIn({ maximumPacketSize: 100 });
            await bench.advance(2_000);
            should(views.at(-1)).containEql({ queued: 0 });
        });

        it("nothing any more once they have left", async () => {
            const { views, detach } = bench.use();
            bench.use();
            detach();
            await bench.started();
            views.should.have.length(1);
        });
    });

    describe("lets somebody look on", () => {
        it("at documents once they are safe, and at none that is not", async () => {
            bench = new Bench({ inFlight: 2 });
            const link = await bench.opened();
            bench.publish("one", "two");
            bench.seen.should.be.empty();
            link.published[0]?.answer(ACKNOWLEDGED);
            bench.seen
                .map(({ direction, payload, bytes }) => [direction, payload, bytes])
                .should.deepEqual([["uplink", "one", 3]]);
            link.published[1]?.answer(BAD_FORMAT);
            bench.outcomes.told.should.deepEqual(["one: safe", "two: WMW_REFUSED"]);
            bench.seen.should.have.length(1);
        });

        it("at what comes on the downlink topic, once, however many take it", async () => {
            bench.take();
            bench.take();
            const link = await bench.opened();
            link.deliver(DOWNLINK_TOPIC, COMMAND);
            link.deliver(DOWNLINK_TOPIC, '{"hello":1}');
            link.deliver(DOWNLINK_TOPIC, "no JSON");
            link.deliver("downlink_1705", COMMAND);
            bench.seen
                .map(({ direction, devEUI, payload }) => [direction, devEUI, String(payload)])
                .should.deepEqual([
                    ["command", "20635F0100000001", COMMAND],
                    ["command", undefined, '{"hello":1}'],
                ]);
        });

        it("at changes, at most once a second", async () => {
            await bench.opened();
            await bench.advance(1_000);
            const before = bench.changes;
            bench.publish("one", "two", "three");
            await bench.advance(1_000);
            bench.changes.should.equal(before + 1);
        });
    });

    describe("reports a fault", () => {
        it("once, however often it is tried in vain", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            for (let n = 0; n < 20; n += 1) await bench.failedAgain();
            bench.faults.should.equal(1);
        });

        it("once for each cause, though they take turns", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            for (let n = 0; n < 10; n += 1) {
                await bench.failedAgain(UNKNOWN_HOST);
                await bench.failedAgain(NOBODY_THERE);
            }
            bench.faults.should.equal(2);
        });

        it("anew after a good connection", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            await bench.advance(bench.wait);
            bench.link.letIn();
            await bench.advance(30_000);
            bench.link.break(NOBODY_THERE);
            bench.faults.should.equal(2);
        });

        it("not anew after a connection that hardly held", async () => {
            (await bench.opened()).break();
            await bench.advance(bench.wait);
            bench.link.letIn();
            await bench.advance(29_999);
            bench.link.break();
            bench.faults.should.equal(1);
        });

        it("of the queue, and its end, and shows it", () => {
            bench.store?.fault("no space left on device");
            bench.connection.view.should.containEql({ queueFault: "no space left on device" });
            bench.store?.fault(undefined);
            bench.connection.view.should.containEql({ queueFault: undefined });
            should(bench.reports).deepEqual([
                { type: "queue", reason: "no space left on device" },
                { type: "queue", reason: undefined },
            ]);
        });

        it("of a document that was reported done and will not be sent, but for what people discard", () => {
            const entry = entryOf("a");
            const error = new WmwError("WMW_EXPIRED", "too old");
            bench.store?.givenUp(error, entry);
            bench.store?.givenUp(new WmwError("WMW_DISCARDED", "by hand"), entry);
            should(bench.reports).deepEqual([{ type: "givenUp", error, entry }]);
        });

        it("of messages that nobody can take", async () => {
            const link = await bench.opened();
            link.deliver(DOWNLINK_TOPIC, "not JSON");
            link.deliver(DOWNLINK_TOPIC, COMMAND);
            should(bench.complaints).deepEqual([
                { type: "downlinks", warning: "not-json" },
                { type: "downlinks", warning: "unclaimed" },
            ]);
        });

        it("without the password", async () => {
            const link = await bench.dialled();
            link.secure();
            link.break(WRONG_PASSWORD);
            JSON.stringify(bench.reports).should.not.containEql(SETTINGS.login.password);
        });
    });

    describe("is closed", () => {
        it("at once and gently where nothing is in flight", async () => {
            const link = await bench.opened();
            await bench.connection.close();
            bench.state.should.equal("CLOSED");
            should(link.endedBy).equal("gently");
            bench.complaints.should.be.empty();
        });

        it("when all in flight is acknowledged, and sends nothing more", async () => {
            const link = await bench.opened();
            bench.publish("a", "b", "c", "d");
            const closed = bench.connection.close();
            (await isResolved(closed)).should.be.false();
            link.acknowledgeAll();
            await closed;
            link.texts.should.deepEqual(["a", "b", "c"]);
            bench.outcomes.told.should.deepEqual(["a: safe", "b: safe", "c: safe", "d: WMW_STOPPED"]);
            should(link.endedBy).equal("gently");
            should(bench.complaints).deepEqual([{ type: "stopped", documents: 1 }]);
        });

        it("after two seconds in any case, and settles the rest with WMW_STOPPED", async () => {
            const link = await bench.opened();
            bench.publish("a", "b");
            link.published[0]?.answer(ACKNOWLEDGED);
            const closed = bench.connection.close();
            await bench.advance(1_999);
            (await isResolved(closed)).should.be.false();
            await bench.advance(1);
            await closed;
            bench.outcomes.told.should.deepEqual(["a: safe", "b: WMW_STOPPED"]);
            should(link.endedBy).equal("at once");
        });

        it("without a wait where it is not open", async () => {
            bench.publish("a");
            const link = await bench.dialled();
            await bench.connection.close();
            bench.outcomes.told.should.deepEqual(["a: WMW_STOPPED"]);
            should(link.endedBy).not.be.undefined();
        });

        it("when its link breaks meanwhile", async () => {
            const link = await bench.opened();
            bench.publish("a");
            const closed = bench.connection.close();
            link.break();
            await closed;
            bench.outcomes.told.should.deepEqual(["a: WMW_STOPPED"]);
            bench.state.should.equal("CLOSED");
        });

        it("only when the socket is closed", async () => {
            bench.broker.linksLinger = true;
            const link = await bench.opened();
            const closed = bench.connection.close();
            (await isResolved(closed)).should.be.false();
            link.closeSocket();
            await closed;
        });

        it("once, however often it is asked to", async () => {
            const link = await bench.opened();
            bench.publish("a");
            const first = bench.connection.close();
            should(bench.connection.close()).equal(first);
            link.acknowledgeAll();
            await first;
            should(bench.connection.close()).equal(first);
            bench.outcomes.told.should.deepEqual(["a: safe"]);
        });

        it("for good: it refuses what comes later, leaves no timer and is not opened again", async () => {
            bench.take();
            const link = await bench.opened();
            link.deliver(DOWNLINK_TOPIC, "not JSON");
            bench.publish("a");
            const closed = bench.connection.close();
            await bench.advance(2_000);
            await closed;
            bench.clock.timers.should.equal(0);
            bench.publish("b");
            link.break();
            await bench.started();
            bench.outcomes.told.should.deepEqual(["a: WMW_STOPPED", "b: WMW_STOPPED"]);
            bench.broker.links.should.have.length(1);
            bench.clock.timers.should.equal(0);
        });

        it("while it waits for the next attempt, which is not made any more", async () => {
            (await bench.dialled()).break(NOBODY_THERE);
            await bench.connection.close();
            bench.clock.timers.should.equal(0);
            await bench.advance(1_000_000);
            bench.broker.links.should.have.length(1);
        });
    });

    it("tells of each time that it is open", async () => {
        (await bench.opened()).break();
        await bench.advance(bench.wait);
        bench.link.letIn();
        bench.reports.map(({ type }) => type).should.deepEqual(["opened", "fault", "opened"]);
    });

    it("shows what waits for another destination", () => {
        bench.connection.leftBehind = 7;
        bench.connection.view.should.containEql({ leftBehind: 7 });
    });

    it("counts what became of documents and commands", async () => {
        bench.take();
        const link = await bench.opened();
        link.deliver(DOWNLINK_TOPIC, COMMAND);
        bench.publish("a", "b", "c", "d");
        link.published[0]?.answer(ACKNOWLEDGED);
        link.published[1]?.answer(BAD_FORMAT);
        link.break();
        bench.connection.countSkipped(2);
        bench.connection.countSkipped(1);
        bench.connection.counters.should.containEql({
            skipped: 3,
            sent: 4,
            acknowledged: 1,
            refused: 1,
            queued: 2,
            received: 1,
            dispatched: 1,
        });
    });

    it("says where its commands come from", () => {
        bench.connection.downlinkOrigin.should.deepEqual({ topic: DOWNLINK_TOPIC, enterpriseId: "1234" });
    });
});
