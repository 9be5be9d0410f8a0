import { type Clock } from "../clock";
import { type ConnectionSettings } from "../connection-settings";
import { type UplinkDocument } from "../documents/uplink-input";
import { Downlinks } from "../downlinks";
import { WmwError } from "../errors";
import { type Settled } from "../outbox/entry";
import { Outbox, type Submission } from "../outbox/outbox";
import { type OutboxStore, type StoreListener } from "../outbox/outbox-store";
import { Throttle } from "../throttle";
import { REFUSAL_RETRY, retryDelay, STABLE_AFTER } from "./backoff";
import { type BrokerLimits, type Dial, type LinkListener, type TlsOptions } from "./broker-link";
import {
    type ConnectionCounters,
    type ConnectionReport,
    type ConnectionView,
    type Onlooker,
} from "./connection-view";
import { dialOptionsOf } from "./dial-options";
import { type Failure, type FailureReason, type LinkEnd } from "./failure";
import { FailureJudge } from "./failure-judge";
import { Line } from "./line";
import { sendLimitsOf } from "./send-limits";
import { initialState, next, type ConnectionEvent, type ConnectionState } from "./state";
import { Subscription, subscriptionFilter } from "./subscription";
import { Timers } from "./timers";

/** What a connection is made of. */
export interface ConnectionParts {
    readonly settings: ConnectionSettings;
    readonly clientId: string;
    readonly tls: TlsOptions;
    readonly dial: Dial;
    readonly makeStore: (listener: StoreListener) => OutboxStore;
    readonly clock: Clock;
    /** Numbers from 0 up to, but not including, 1. */
    readonly random: () => number;
    readonly report: (report: ConnectionReport) => void;
    readonly onlooker?: Onlooker;
}

/** The attempt or the wait for the next one, the proof of stability, and the slow retries of what is refused. */
type TimerName = "attempt" | "stable" | "publish" | "subscribe";

/** Ends of a link that one of the documents in flight may have caused. */
const ENDED_BY_PEER: ReadonlySet<FailureReason> = new Set(["connection-lost", "closed-on-publish"]);

/** Users hear of changes at most this often (ms). */
const NEWS_INTERVAL = 1_000;

/** How long (ms) a closing connection waits for the acknowledgements of what is in flight. */
const DRAIN_TIME = 2_000;

/**
 * The one connection that all nodes of a configuration share. It is opened once the flows have started and
 * somebody uses it, and kept by itself; at any time there is at most one client.
 */
export class Connection {
    readonly downlinks: Downlinks;
    readonly outbox: Outbox;
    readonly #parts: ConnectionParts;
    readonly #users = new Set<(view: ConnectionView) => void>();
    readonly #news: Throttle;
    readonly #subscription: Subscription;
    readonly #line: Line;
    #state: ConnectionState;
    /** From the start, and during each deploy, until its flows have started. */
    #deploying = true;
    #leaving = false;
    readonly #judge: FailureJudge;
    readonly #timers: Timers<TimerName>;
    /** The causes that were told since the connection was last stable. */
    readonly #reported = new Set<FailureReason>();
    #queueFault: string | undefined;
    #leftBehind = 0;
    #closing: Promise<void> | undefined;
    #skipped = 0;

    constructor(parts: ConnectionParts) {
        this.#parts = parts;
        const { settings, clock, report } = parts;
        this.#state = initialState(settings.active);
        this.#timers = new Timers(clock);
        this.#judge = new FailureJudge({
            login: settings.login,
            uplinkTopic: settings.endpoint.uplinkTopic,
        });
        this.#news = new Throttle(clock, NEWS_INTERVAL, () => {
            for (const user of this.#users) user(this.view);
            parts.onlooker?.changed();
        });
        this.downlinks = new Downlinks({
            topic: settings.downlink.enabled ? settings.endpoint.downlinkTopic : undefined,
            defaults: settings.downlink.defaults,
            clock,
            warn: (warning) => {
                report({ type: "downlinks", warning });
            },
            onlooker: parts.onlooker,
        });
        this.#subscription = new Subscription({
            filter: subscriptionFilter(settings),
            granted: () => {
                this.#dispatch({ type: "granted", right: "subscribe" });
            },
            refused: (reason) => {
                this.#refused("subscribe", reason);
            },
        });
        this.#line = new Line({
            dial: parts.dial,
            options: dialOptionsOf(parts),
            clock,
            isEnough: () => this.#leaving,
        });
        this.outbox = this.#makeOutbox();
    }

    get view(): ConnectionView {
        return {
            state: this.#state,
            queued: this.outbox.backlog,
            queueFault: this.#queueFault,
            leftBehind: this.#leftBehind,
        };
    }

    get counters(): ConnectionCounters {
        return {
            ...this.outbox.counters,
            ...this.downlinks.counters,
            queued: this.outbox.queued,
            skipped: this.#skipped,
        };
    }

    /** Documents of this configuration that wait for another destination. */
    set leftBehind(documents: number) {
        this.#leftBehind = documents;
        this.#news.ask();
    }

    /**
     * Registers a user, who is told at once how things stand and then of each change, at most once a second.
     * The returned function takes the user away; whether the connection is still wanted is decided when the
     * flows have started, since a deploy takes users away and brings them back.
     */
    attach(onChange: (view: ConnectionView) => void): () => void {
        this.#users.add(onChange);
        onChange(this.view);
        return () => {
            this.#users.delete(onChange);
        };
    }

    /** Where its commands come from. */
    get downlinkOrigin(): { readonly topic: string; readonly enterpriseId: string } {
        const { downlinkTopic, enterpriseId } = this.#parts.settings.endpoint;
        return { topic: downlinkTopic, enterpriseId };
    }

    /** Counts documents that count as done without being published. */
    countSkipped(documents: number): void {
        this.#skipped += documents;
    }

    /** Publishes a document on the uplink topic; settled exactly once. */
    publish(document: UplinkDocument, submission: Submission, settled: Settled): void {
        if (this.#state.name === "DEACTIVATED") {
            settled(deactivated());
        } else {
            this.outbox.put(document, submission, this.#lookedOn(document, settled));
        }
    }

    #lookedOn({ payload, bytes, devEUI }: UplinkDocument, settled: Settled): Settled {
        const { onlooker } = this.#parts;
        if (!onlooker) return settled;
        return (error) => {
            // Whoever gave it waits; people who look do not.
            settled(error);
            if (!error) onlooker.saw({ direction: "uplink", devEUI, payload, bytes });
        };
    }

    /** All nodes of the deploy are there. */
    flowsStarted(): void {
        if (this.#leaving) return;
        this.#deploying = false;
        this.#subscribeAsWanted();
        this.#decide();
        this.downlinks.release();
    }

    /** Nodes are about to be replaced: commands wait for their successors. */
    flowsStopping(): void {
        this.#deploying = true;
        this.downlinks.hold();
    }

    /**
     * Ends the connection: waits a moment for what is in flight; what is left then is kept by a store that can
     * keep it, and else settled with `WMW_STOPPED`. Takes at most a few seconds; calling it again gives the same
     * promise.
     */
    close(): Promise<void> {
        this.#closing ??= this.#close();
        return this.#closing;
    }

    async #close(): Promise<void> {
        this.#leaving = true;
        this.downlinks.stop();
        if (this.#state.name === "OPENED") await this.outbox.drain(DRAIN_TIME);
        this.#dispatch({ type: "unwanted" });
        const documents = this.outbox.queued;
        await Promise.all([this.outbox.close(), this.#line.ended]);
        if (this.#parts.settings.queue.place === "memory" && documents > 0) {
            this.#parts.report({ type: "stopped", documents });
        }
        this.#news.stop();
    }

    #makeOutbox(): Outbox {
        const { settings, clock, makeStore, report } = this.#parts;
        const store = makeStore({
            changed: () => {
                this.outbox.storeChanged();
            },
            givenUp: (error, entry) => {
                if (error.code !== "WMW_DISCARDED") report({ type: "givenUp", error, entry });
            },
            fault: (reason) => {
                this.#queueFault = reason;
                report({ type: "queue", reason });
                this.#news.ask();
            },
        });
        return new Outbox({
            store,
            clock,
            limits: settings.queue.limits,
            validity: settings.uplinkTimeValidity,
            actionTimeout: settings.actionTimeout,
            listener: {
                changed: () => {
                    this.#news.ask();
                    this.#decide();
                },
                overdue: () => {
                    this.#overdue();
                },
                refused: (reason) => {
                    this.#refused("publish", reason);
                },
                accepted: () => {
                    this.#dispatch({ type: "granted", right: "publish" });
                },
            },
        });
    }

    /** Whether nobody uses the connection and nothing that was given to it waits. */
    get #idle(): boolean {
        return this.#users.size === 0 && this.outbox.queued === 0 && this.outbox.inFlight === 0;
    }

    #decide(): void {
        if (this.#deploying || this.#leaving) return;
        if (this.#idle) this.#dispatch({ type: "unwanted" });
        else if (this.#state.name === "CLOSED") this.#dispatch({ type: "wanted" });
    }

    #dispatch(event: ConnectionEvent): void {
        const before = this.#state;
        this.#state = next(before, event);
        if (this.#state === before) return;
        if (this.#state.name !== before.name) this.#enter(this.#state);
        this.#news.ask();
    }

    #enter(state: ConnectionState): void {
        switch (state.name) {
            case "OPENING":
                this.#open();
                return;
            case "AUTHENTICATING":
                return;
            case "OPENED":
                this.#timers.stop();
                this.#timers.set("stable", STABLE_AFTER, () => {
                    this.#reported.clear();
                    this.#judge.stable();
                    this.#dispatch({ type: "stable" });
                });
                this.#parts.report({ type: "opened" });
                return;
            case "UNREACHABLE":
            case "AUTHENTICATION_FAILED":
                this.#leave(ENDED_BY_PEER.has(state.failure.reason) ? "peer" : "us");
                this.#timers.set("attempt", state.retryAt - this.#parts.clock.now(), () => {
                    this.#dispatch({ type: "retryDue" });
                });
                this.#reportFault(state.failure);
                return;
            case "CLOSED":
            case "DEACTIVATED":
                this.#leave("us");
                return;
            default:
                state satisfies never;
        }
    }

    #open(): void {
        const { connectTimeout } = this.#parts.settings;
        this.#line.open(this.#listener, () => {
            this.#timers.set("attempt", connectTimeout, () => {
                this.#fail({ type: "error", code: "ETIMEDOUT", message: "no answer in time" });
            });
        });
    }

    get #listener(): LinkListener {
        return {
            secured: () => {
                this.#dispatch({ type: "secured" });
            },
            accepted: (limits) => {
                this.#accepted(limits);
            },
            message: (message, answer) => {
                if (this.#leaving) answer(false);
                else this.downlinks.receive(message, answer);
            },
            ended: (end) => {
                this.#fail(end);
            },
        };
    }

    #accepted(limits: BrokerLimits): void {
        const { settings } = this.#parts;
        const { uplinkTopic } = settings.endpoint;
        const { link } = this.#line;
        if (!link) return;
        this.#dispatch({ type: "accepted" });
        this.#subscription.use(link);
        this.#subscribeAsWanted();
        this.outbox.open(
            (payload, options, answered) => {
                link.publish(uplinkTopic, payload, options, answered);
            },
            sendLimitsOf(limits, settings),
        );
    }

    #subscribeAsWanted(): void {
        this.#subscription.ask(this.downlinks.wanted);
    }

    #refused(right: "publish" | "subscribe", reason: string): void {
        this.#timers.set(right, REFUSAL_RETRY, () => {
            if (right === "publish") this.outbox.retry();
            else this.#subscribeAsWanted();
        });
        const before = this.#state;
        this.#dispatch({ type: "refused", right, reason });
        if (this.#state === before) return;
        const { uplinkTopic, downlinkTopic } = this.#parts.settings.endpoint;
        const topic = right === "publish" ? uplinkTopic : downlinkTopic;
        this.#parts.report({
            type: "refusal",
            right,
            message: `the broker does not let this user ${right} on ${topic}: ${reason}`,
        });
    }

    #overdue(): void {
        // While a command waits for its taker nothing behind it is read, acknowledgements neither.
        if (this.downlinks.stalled) return;
        this.#failWith({
            reason: "no-acknowledgement",
            message: "the broker did not acknowledge a document in time: it is sent again by itself",
        });
    }

    #fail(end: LinkEnd): void {
        const { name } = this.#state;
        if (name === "OPENING" || name === "AUTHENTICATING" || name === "OPENED") {
            const { inFlight, counters } = this.outbox;
            const { acknowledged } = counters;
            this.#failWith(this.#judge.judge(end, name, { inFlight, acknowledged }));
        }
    }

    #failWith(failure: Failure): void {
        const { settings, clock, random } = this.#parts;
        const attempt = "failures" in this.#state ? this.#state.failures : 0;
        const { reconnectStrategy: strategy } = settings;
        const retryAt = clock.now() + retryDelay({ reason: failure.reason, attempt, strategy }, random);
        this.#dispatch({ type: "failed", failure, retryAt });
    }

    /** Lets go of the link, if there is one: gently where nothing is in flight. */
    #leave(endedBy: "us" | "peer"): void {
        this.#timers.stop();
        const end = this.#line.letGo();
        this.#subscription.use(undefined);
        const gently = this.outbox.inFlight === 0;
        this.downlinks.interrupt();
        this.outbox.interrupt(endedBy);
        if (this.#isForgotten) end("forgetting");
        else end(gently ? "gently" : "at once");
    }

    /** Whether nobody uses the connection any more: then the broker need not keep commands for it either. */
    get #isForgotten(): boolean {
        return this.#state.name === "CLOSED" && !this.#leaving;
    }

    #reportFault({ reason, message }: Failure): void {
        if (this.#reported.has(reason)) return;
        this.#reported.add(reason);
        const { url } = this.#parts.settings.endpoint;
        this.#parts.report({ type: "fault", message: `${message} (${url})` });
    }
}

function deactivated(): WmwError {
    return new WmwError(
        "WMW_DEACTIVATED",
        "the WMW connection is not active: switch on Active in its settings",
    );
}
