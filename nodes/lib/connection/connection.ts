import { type Cancel, type Clock } from "../clock";
import { type ConnectionSettings } from "../connection-settings";
import { type UplinkDocument } from "../documents/uplink-input";
import { Downlinks, type DownlinkWarning } from "../downlinks";
import { WmwError } from "../errors";
import { type Settled } from "../outbox/entry";
import { MOST_DOCUMENT_BYTES, Outbox } from "../outbox/outbox";
import { type OutboxStore } from "../outbox/outbox-store";
import { Throttle } from "../throttle";
import { REFUSAL_RETRY, retryDelay, STABLE_AFTER } from "./backoff";
import { type BrokerLimits, type BrokerLink, type Dial, type TlsOptions } from "./broker-link";
import { failureOf, type Failure, type FailureReason, type LinkEnd } from "./failure";
import { initialState, next, type ConnectionEvent, type ConnectionState } from "./state";
import { TakeoverWatch } from "./takeover-watch";

/** What a connection looks like to those who use it. */
export interface ConnectionView {
    readonly state: ConnectionState;
    /** Documents that wait to be sent. */
    readonly queued: number;
}

/** Something worth a line in the log: a fault, once per cause, or what became of messages nobody could take. */
export type ConnectionReport =
    | { readonly type: "fault"; readonly message: string }
    | { readonly type: "refusal"; readonly right: "publish" | "subscribe"; readonly message: string }
    | { readonly type: "downlinks"; readonly warning: DownlinkWarning }
    /** The connection was closed with documents that were not acknowledged; each got `WMW_STOPPED`. */
    | { readonly type: "stopped"; readonly documents: number };

/** What a connection is made of. */
export interface ConnectionParts {
    readonly settings: ConnectionSettings;
    readonly clientId: string;
    readonly tls: TlsOptions;
    readonly dial: Dial;
    readonly store: OutboxStore;
    readonly clock: Clock;
    /** Numbers from 0 up to, but not including, 1. */
    readonly random: () => number;
    readonly report: (report: ConnectionReport) => void;
}

/** The attempt or the wait for the next one, the proof of stability, and the slow retries of what is refused. */
type TimerName = "attempt" | "stable" | "publish" | "subscribe";

/** Users hear of changes at most this often (ms). */
const NEWS_INTERVAL = 1_000;

/** How long (ms) a closing connection waits for the acknowledgements of what is in flight. */
const DRAIN_TIME = 2_000;

/** Bytes of a PUBLISH packet besides topic and payload: header, topic length, packet id, properties length. */
const PUBLISH_OVERHEAD = 16;

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
    #state: ConnectionState;
    #link: BrokerLink | undefined;
    /** The end of the link before, which the next one waits for. */
    #ending: Promise<void> = Promise.resolve();
    /** Goes up with the end of each link: what an old one still has to say means nothing. */
    #epoch = 0;
    /** From the start, and during each deploy, until its flows have started. */
    #deploying = true;
    #leaving = false;
    /** What the broker was last asked for; undefined on a fresh link, whose session may hold anything. */
    #subscription: "on" | "off" | undefined;
    readonly #takeovers = new TakeoverWatch();
    readonly #timers = new Map<TimerName, Cancel>();
    /** The causes that were told since the connection was last stable. */
    readonly #reported = new Set<FailureReason>();
    #closing: Promise<void> | undefined;

    constructor(parts: ConnectionParts) {
        this.#parts = parts;
        const { settings, clock, store, report } = parts;
        this.#state = initialState(settings.active);
        this.#news = new Throttle(clock, NEWS_INTERVAL, () => {
            for (const user of this.#users) user(this.view);
        });
        this.downlinks = new Downlinks({
            topic: settings.endpoint.downlinkTopic,
            clock,
            warn: (warning) => {
                report({ type: "downlinks", warning });
            },
        });
        this.outbox = new Outbox({
            store,
            clock,
            actionTimeout: settings.actionTimeout,
            listener: {
                changed: () => {
                    this.#news.ask();
                    if (this.#idle) this.#decide();
                },
                overdue: () => {
                    this.#overdue();
                },
                refused: (reason) => {
                    this.#refused("publish", reason);
                    this.#later("publish", REFUSAL_RETRY, () => {
                        this.outbox.retry();
                    });
                },
                accepted: () => {
                    this.#dispatch({ type: "granted", right: "publish" });
                },
            },
        });
    }

    get view(): ConnectionView {
        return { state: this.#state, queued: this.outbox.queued };
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

    /** Publishes a document on the uplink topic; settled exactly once. */
    publish(document: UplinkDocument, qos: 0 | 1, settled: Settled): void {
        if (this.#state.name === "DEACTIVATED") {
            settled(new WmwError("WMW_DEACTIVATED", "the WMW connection is not active"));
        } else {
            this.outbox.put(document, qos, settled);
        }
    }

    /** All nodes of the deploy are there. */
    flowsStarted(): void {
        if (this.#closing) return;
        this.#deploying = false;
        this.#decide();
        this.downlinks.release();
        this.#subscribeAsWanted();
    }

    /** Nodes are about to be replaced: commands wait for their successors. */
    flowsStopping(): void {
        this.#deploying = true;
        this.downlinks.hold();
    }

    /**
     * Ends the connection: waits a moment for what is in flight, then settles what is left with `WMW_STOPPED`.
     * Takes at most a few seconds; calling it again gives the same promise.
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
        this.outbox.stop(
            new WmwError("WMW_STOPPED", "the connection was closed before the document was acknowledged"),
        );
        if (documents > 0) this.#parts.report({ type: "stopped", documents });
        this.#news.stop();
        await this.#ending;
    }

    /** Whether nobody uses the connection and nothing that was given to it waits. */
    get #idle(): boolean {
        return this.#users.size === 0 && this.outbox.queued === 0 && this.outbox.inFlight === 0;
    }

    #decide(): void {
        if (!this.#deploying) this.#dispatch({ type: this.#idle ? "unwanted" : "wanted" });
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
                void this.#open();
                return;
            case "AUTHENTICATING":
                return;
            case "OPENED":
                this.#stopTimers();
                this.#later("stable", STABLE_AFTER, () => {
                    this.#reported.clear();
                    this.#takeovers.stable();
                    this.#dispatch({ type: "stable" });
                });
                return;
            case "UNREACHABLE":
            case "AUTHENTICATION_FAILED":
                this.#leave(state.failure.reason === "connection-lost" ? "peer" : "us");
                this.#later("attempt", state.retryAt - this.#parts.clock.now(), () => {
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

    async #open(): Promise<void> {
        const epoch = this.#epoch;
        await this.#ending;
        if (epoch !== this.#epoch) return;
        const { settings, clientId, tls, dial } = this.#parts;
        const { endpoint, login } = settings;
        const current = (): boolean => epoch === this.#epoch;
        this.#subscription = undefined;
        this.#later("attempt", settings.connectTimeout, () => {
            this.#fail({ type: "error", code: "ETIMEDOUT", message: "no answer in time" });
        });
        this.#link = dial(
            {
                host: endpoint.host,
                port: endpoint.port,
                protocolVersion: settings.protocolVersion,
                clientId,
                ...login,
                keepalive: settings.keepalive,
                connectTimeout: settings.connectTimeout,
                tls,
            },
            {
                secured: () => {
                    if (current()) this.#dispatch({ type: "secured" });
                },
                accepted: (limits) => {
                    if (current()) this.#accepted(limits);
                },
                message: (message, answer) => {
                    if (current() && !this.#leaving) this.downlinks.receive(message, answer);
                    else answer(false);
                },
                ended: (end) => {
                    if (current()) this.#fail(end);
                },
            },
        );
    }

    #accepted(limits: BrokerLimits): void {
        const { settings } = this.#parts;
        const { uplinkTopic } = settings.endpoint;
        this.#dispatch({ type: "accepted" });
        const most = limits.maximumPacketSize;
        this.outbox.open(
            (document, qos, answered) => this.#link?.publish(uplinkTopic, document.payload, qos, answered),
            {
                window: Math.min(settings.inFlight, limits.receiveMaximum ?? settings.inFlight),
                documentBytes:
                    most === undefined
                        ? MOST_DOCUMENT_BYTES
                        : most - PUBLISH_OVERHEAD - Buffer.byteLength(uplinkTopic),
            },
        );
        this.#subscribeAsWanted();
    }

    /**
     * Subscribes where somebody wants commands, and else ends what an earlier run may have left in the
     * session, so that the broker does not keep commands for nobody.
     */
    #subscribeAsWanted(): void {
        if (this.#state.name !== "OPENED" || !this.#link) return;
        const { downlinkTopic } = this.#parts.settings.endpoint;
        const epoch = this.#epoch;
        const wish = this.downlinks.wanted ? "on" : "off";
        if (wish === this.#subscription) return;
        this.#subscription = wish;
        if (wish === "off") {
            this.#link.unsubscribe(downlinkTopic);
        } else {
            this.#link.subscribe(downlinkTopic, (refusal) => {
                if (epoch !== this.#epoch) return;
                if (refusal === undefined) this.#dispatch({ type: "granted", right: "subscribe" });
                else this.#subscribeRefused(refusal);
            });
        }
    }

    #subscribeRefused(reason: string): void {
        this.#subscription = undefined;
        this.#refused("subscribe", reason);
        this.#later("subscribe", REFUSAL_RETRY, () => {
            this.#subscribeAsWanted();
        });
    }

    #refused(right: "publish" | "subscribe", reason: string): void {
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
            message: "the broker did not acknowledge a document in time",
        });
    }

    #fail(end: LinkEnd): void {
        const { name } = this.#state;
        if (name === "OPENING" || name === "AUTHENTICATING" || name === "OPENED") {
            const idle = name === "OPENED" && this.outbox.inFlight === 0;
            this.#failWith(this.#takeovers.judge(failureOf(end, name), idle));
        }
    }

    #failWith(failure: Failure): void {
        const { clock, random } = this.#parts;
        const failures = "failures" in this.#state ? this.#state.failures : 0;
        const retryAt = clock.now() + retryDelay(failure.reason, failures, random);
        this.#dispatch({ type: "failed", failure, retryAt });
    }

    /** Lets go of the link, if there is one: gently where nothing is in flight. */
    #leave(endedBy: "us" | "peer"): void {
        this.#stopTimers();
        this.#epoch += 1;
        const link = this.#link;
        this.#link = undefined;
        const gently = this.outbox.inFlight === 0;
        this.downlinks.interrupt();
        this.outbox.interrupt(endedBy);
        if (link) this.#ending = link.end(gently);
    }

    #reportFault({ reason, message }: Failure): void {
        if (this.#reported.has(reason)) return;
        this.#reported.add(reason);
        this.#parts.report({ type: "fault", message });
    }

    #later(name: TimerName, delay: number, action: () => void): void {
        this.#timers.get(name)?.();
        this.#timers.set(name, this.#parts.clock.after(Math.max(delay, 0), action));
    }

    #stopTimers(): void {
        for (const cancel of this.#timers.values()) cancel();
        this.#timers.clear();
    }
}
