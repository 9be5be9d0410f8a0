import { type Cancel, type Clock } from "../clock";
import { type UplinkDocument } from "../documents/uplink-input";
import { WmwError } from "../errors";
import { type OutboxEntry, type Settled } from "./entry";
import { type OutboxStore } from "./outbox-store";
import { PoisonFinder } from "./poison-finder";

/** What the broker said to a document. */
export type PublishResult =
    | { readonly outcome: "acknowledged" }
    /** `document`: this one is refused, others may not be; `connection`: whatever we publish is refused. */
    | { readonly outcome: "refused"; readonly concerns: "document" | "connection"; readonly reason: string };

/** Hands a document to the broker; `answered` is called at most once, and never after the link was lost. */
export type Publish = (
    document: UplinkDocument,
    qos: 0 | 1,
    answered: (result: PublishResult) => void,
) => void;

/** What an open connection lets us send. */
export interface SendLimits {
    /** Documents sent and not yet acknowledged, at most. */
    readonly window: number;
    /** Bytes of one document, at most. */
    readonly documentBytes: number;
}

/** What the outbox tells the connection. */
export interface OutboxListener {
    /** How much waits, or is in flight, has changed. */
    changed(): void;
    /** A document has waited for its acknowledgement longer than the action time-out. */
    overdue(): void;
    /** The broker refuses all that we publish; the documents are kept. */
    refused(reason: string): void;
    /** The broker acknowledged a document after it had refused all. */
    accepted(): void;
}

/** Documents given since the start, by what became of them. */
export interface OutboxCounters {
    sent: number;
    acknowledged: number;
    refused: number;
    rejected: number;
}

interface Flight {
    readonly entry: OutboxEntry;
    readonly sentAt: number;
}

/** Largest document where the broker names no limit of its own. */
export const MOST_DOCUMENT_BYTES = 1_000_000;

/** While there is no broker that could say more. */
const NOTHING_YET: SendLimits = { window: 0, documentBytes: MOST_DOCUMENT_BYTES };

/**
 * Store and forward. Documents wait in the store in the order in which they came, are published only while
 * the connection is open and only a window of them at a time, and go back to the front of the store, in order,
 * when the link breaks before they were acknowledged. Each is settled exactly once.
 */
export class Outbox {
    readonly counters: OutboxCounters = { sent: 0, acknowledged: 0, refused: 0, rejected: 0 };
    readonly #store: OutboxStore;
    readonly #clock: Clock;
    readonly #actionTimeout: number;
    readonly #listener: OutboxListener;
    /** In flight by their number, in the order of sending. */
    readonly #flights = new Map<number, Flight>();
    /** QoS 0 documents that are not yet written. */
    readonly #unwritten = new Set<Settled>();
    readonly #poison = new PoisonFinder();
    #publish: Publish | undefined;
    #limits: SendLimits = NOTHING_YET;
    /** True from a refusal of all to the next acknowledgement: one document at a time then tries the door. */
    #probing = false;
    #paused = false;
    #stopped = false;
    #nextNumber = 0;
    #cancelWatchdog: Cancel | undefined;
    #drained: (() => void) | undefined;

    constructor(parts: {
        store: OutboxStore;
        clock: Clock;
        /** Milliseconds that the broker has for an acknowledgement. */
        actionTimeout: number;
        listener: OutboxListener;
    }) {
        this.#store = parts.store;
        this.#clock = parts.clock;
        this.#actionTimeout = parts.actionTimeout;
        this.#listener = parts.listener;
    }

    /** How many documents wait to be sent. */
    get queued(): number {
        return this.#store.size + this.#poison.size;
    }

    /** How many were sent and are not acknowledged yet. */
    get inFlight(): number {
        return this.#flights.size;
    }

    /**
     * Takes a document. QoS 1: settled without an error once the broker has acknowledged it. QoS 0: settled
     * once it is written to the socket; while there is none it is refused, since nobody would keep it.
     */
    put(document: UplinkDocument, qos: 0 | 1, settled: Settled): void {
        const refusal = this.#refusalOf(document, qos);
        if (refusal) {
            this.counters.rejected += 1;
            settled(refusal);
        } else if (qos === 0) {
            this.#publishUnsafely(document, settled);
        } else if (this.#store.append({ document, settled })) {
            this.#pump();
            this.#listener.changed();
        } else {
            this.counters.rejected += 1;
            settled(new WmwError("WMW_QUEUE_FULL", `the queue is full: ${this.#store.size} documents wait`));
        }
    }

    /** The connection is open: what waits is sent. */
    open(publish: Publish, limits: SendLimits): void {
        this.#publish = publish;
        this.#limits = limits;
        this.#paused = false;
        this.#pump();
        this.#listener.changed();
    }

    /**
     * The link is gone: what was in flight goes back to the front of the queue, in order. Where the peer ended
     * it, that may have been because of one of the documents in flight.
     */
    interrupt(endedBy: "us" | "peer"): void {
        this.#publish = undefined;
        this.#limits = NOTHING_YET;
        const flights = this.#takeFlights();
        this.#restore(endedBy === "peer" ? this.#poison.lost(flights, this.#store.size > 0) : flights);
        for (const settled of this.#unwritten) {
            settled(new WmwError("WMW_NO_CONNECTION", "the connection broke before the document was sent"));
        }
        this.#unwritten.clear();
    }

    /** After a refusal of all: tries again with one document. */
    retry(): void {
        this.#paused = false;
        this.#pump();
    }

    /** Sends no more, and resolves when nothing is in flight, or the time (ms) is over. */
    async drain(time: number): Promise<void> {
        this.#stopped = true;
        if (this.#flights.size === 0) return;
        const { promise, resolve } = withResolver();
        this.#drained = resolve;
        const cancel = this.#clock.after(time, resolve);
        await promise;
        cancel();
    }

    /** Ends it: what is left is settled with `error`, and so is what is put in later. */
    stop(error: WmwError): void {
        this.#stopped = true;
        this.interrupt("us");
        this.#store.restore(this.#poison.takeBack());
        this.#cancelWatchdog?.();
        this.#cancelWatchdog = undefined;
        for (let entry = this.#store.shift(); entry; entry = this.#store.shift()) entry.settled(error);
    }

    #refusalOf(document: UplinkDocument, qos: 0 | 1): WmwError | undefined {
        if (this.#stopped) return new WmwError("WMW_STOPPED", "the connection is being closed");
        const most = this.#limits.documentBytes;
        if (document.bytes > most) {
            return new WmwError(
                "WMW_TOO_LARGE",
                `the document has ${document.bytes} bytes, the broker takes ${most} at most`,
            );
        }
        if (qos === 0 && !this.#publish) {
            return new WmwError("WMW_NO_CONNECTION", "not connected: a document of QoS 0 is not kept");
        }
        return undefined;
    }

    #publishUnsafely(document: UplinkDocument, settled: Settled): void {
        if (!this.#publish) return;
        this.#unwritten.add(settled);
        this.counters.sent += 1;
        this.#publish(document, 0, () => {
            if (this.#unwritten.delete(settled)) settled();
        });
    }

    #pump(): void {
        if (!this.#publish || this.#stopped || this.#paused) return;
        if (this.#store.size === 0 && this.#flights.size === 0) this.#store.restore(this.#poison.takeBack());
        const window = this.#probing || this.#poison.oneByOne ? 1 : this.#limits.window;
        while (this.#flights.size < window) {
            const entry = this.#store.shift();
            if (!entry) return;
            this.#send(this.#publish, entry);
        }
    }

    #send(publish: Publish, entry: OutboxEntry): void {
        if (entry.document.bytes > this.#limits.documentBytes) {
            // It was taken while a broker with a higher limit, or none, was expected.
            this.counters.rejected += 1;
            entry.settled(this.#refusalOf(entry.document, 1));
            return;
        }
        const number = this.#nextNumber;
        this.#nextNumber += 1;
        this.#flights.set(number, { entry, sentAt: this.#clock.now() });
        this.#watch();
        this.counters.sent += 1;
        publish(entry.document, 1, (result) => this.#answered(number, result));
    }

    #answered(number: number, result: PublishResult): void {
        const flight = this.#flights.get(number);
        if (!flight) return;
        if (result.outcome === "refused" && result.concerns === "connection") {
            this.#probing = true;
            this.#paused = true;
            this.#restore(this.#takeFlights());
            this.#listener.refused(result.reason);
            return;
        }
        this.#flights.delete(number);
        if (result.outcome === "acknowledged") {
            this.counters.acknowledged += 1;
            if (this.#probing) {
                this.#probing = false;
                this.#listener.accepted();
            }
            flight.entry.settled();
            this.#refuse(this.#poison.acknowledged(), "it ends the connection each time it is sent");
        } else {
            this.#refuse(flight.entry, result.reason);
        }
        if (this.#flights.size === 0) this.#drained?.();
        this.#pump();
        this.#listener.changed();
    }

    #refuse(entry: OutboxEntry | undefined, reason: string): void {
        if (!entry) return;
        this.counters.refused += 1;
        entry.settled(new WmwError("WMW_REFUSED", `the broker refuses the document: ${reason}`));
    }

    #takeFlights(): readonly OutboxEntry[] {
        const entries = [...this.#flights.values()].map(({ entry }) => entry);
        this.#flights.clear();
        return entries;
    }

    #restore(entries: readonly OutboxEntry[]): void {
        this.#store.restore(entries);
        this.#drained?.();
        this.#listener.changed();
    }

    /** One timer for all: the flights are in the order of sending, so the first is the one that is due first. */
    #watch(): void {
        if (this.#cancelWatchdog) return;
        const [oldest] = this.#flights.values();
        if (!oldest) return;
        const left = oldest.sentAt + this.#actionTimeout - this.#clock.now();
        this.#cancelWatchdog = this.#clock.after(left > 0 ? left : this.#actionTimeout, () => {
            this.#cancelWatchdog = undefined;
            const [first] = this.#flights.values();
            if (first && this.#clock.now() - first.sentAt >= this.#actionTimeout) this.#listener.overdue();
            this.#watch();
        });
    }
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
    let resolve: () => void = () => undefined;
    const promise = new Promise<void>((resolver) => {
        resolve = resolver;
    });
    return { promise, resolve };
}
