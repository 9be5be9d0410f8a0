import { type Cancel, type Clock } from "../clock";
import { type UplinkDocument } from "../documents/uplink-input";
import { WmwError } from "../errors";
import { Fifo } from "../fifo";
import { type OutboxEntry, type Settled } from "./entry";
import { expiryOf, isExpired } from "./expiry";
import { Doubles } from "./doubles";
import { Flights, type Flight } from "./flights";
import { type OutboxStore } from "./outbox-store";
import { PoisonFinder } from "./poison-finder";
import { type Publish, type PublishResult, type SendLimits } from "./publish";
import { type QueueLimits } from "./queue-limits";

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
    /** Handed to the broker; a document that had to be sent again counts again. */
    sent: number;
    acknowledged: number;
    /** Refused by the broker, one by one. */
    refused: number;
    /** Older than the uplink time validity. */
    expired: number;
    /** Given up for newer ones, since the queue was full. */
    dropped: number;
    /** Not taken: the queue was full, the document too large, or QoS 0 found no connection. */
    rejected: number;
}

/** Who gives a document, and how it is to be sent. */
export interface Submission {
    readonly qos: 0 | 1;
    /** Id of the node. */
    readonly origin: string;
}

/** What an outbox is made of. Durations are in milliseconds. */
export interface OutboxParts {
    readonly store: OutboxStore;
    readonly clock: Clock;
    readonly limits: QueueLimits;
    /** How old a document may become; undefined: any age. */
    readonly validity: number | undefined;
    /** How long the broker has for an acknowledgement. */
    readonly actionTimeout: number;
    readonly listener: OutboxListener;
}

/** Largest document where the broker names no limit of its own. */
export const MOST_DOCUMENT_BYTES = 1_000_000;

/** A document whose flight is over, or never began. */
type Landed = Pick<Flight, "entry" | "home">;

/** While there is no broker that could say more. */
const NOTHING_YET: SendLimits = { window: 0, documentBytes: MOST_DOCUMENT_BYTES };

/** How much more than the window may wait in memory, unsettled, before the store is used. */
const BURST = { documents: 2_000, bytes: 4 * 1024 * 1024 };

/** How many documents are given up in one go; the rest follows when others had their turn. */
const MOST_GIVEN_UP_AT_ONCE = 500;

/**
 * Store and forward. While the broker keeps up, a document goes straight to it, and a short burst waits in memory.
 * Else documents wait in the store, and what comes later waits behind them; what was in flight when the link broke
 * goes there first. So whatever waits in the store is older than whatever waits in memory, and the order is kept.
 * Each document is settled exactly once.
 */
export class Outbox {
    readonly counters: OutboxCounters = {
        sent: 0,
        acknowledged: 0,
        refused: 0,
        expired: 0,
        dropped: 0,
        rejected: 0,
    };
    readonly #parts: OutboxParts;
    readonly #store: OutboxStore;
    readonly #burst = new Fifo<OutboxEntry>();
    #burstBytes = 0;
    readonly #flights: Flights;
    /** QoS 0 documents that are not yet written. */
    readonly #unwritten = new Set<Settled>();
    readonly #doubles = new Doubles();
    readonly #poison = new PoisonFinder();
    #publish: Publish | undefined;
    #limits: SendLimits = NOTHING_YET;
    /** True from a refusal of all to the next acknowledgement: one document at a time then tries the door. */
    #probing = false;
    #paused = false;
    /** Documents at the head of the queue that are still to be discarded, once the store has fetched them. */
    #toDiscard = 0;
    #draining = false;
    #drained: (() => void) | undefined;
    #closed: Promise<void> | undefined;
    #cancelRest: Cancel | undefined;

    constructor(parts: OutboxParts) {
        this.#parts = parts;
        this.#store = parts.store;
        this.#flights = new Flights({
            clock: parts.clock,
            patience: parts.actionTimeout,
            overdue: () => {
                parts.listener.overdue();
            },
        });
    }

    /** How many documents wait to be sent. */
    get queued(): number {
        return this.backlog + this.#burst.size;
    }

    /** How many of these wait because the broker is away, or slower than the flow. */
    get backlog(): number {
        return this.#store.waiting + this.#poison.size;
    }

    /** Size of what the store holds, in bytes: of the backlog, and of what of it is in flight. */
    get backlogBytes(): number {
        return this.#store.bytes;
    }

    /**
     * When the oldest document of the backlog came, in milliseconds since 1970; undefined where none waits, or
     * where the store has to fetch it first.
     */
    get oldest(): number | undefined {
        return this.#store.peek()?.arrivedAt;
    }

    /** How many were sent and are not acknowledged yet. */
    get inFlight(): number {
        return this.#flights.size;
    }

    /**
     * Takes a document. QoS 1: settled without an error once it is safe, with the broker or in a store that keeps
     * it. QoS 0: settled once it is written to the socket; while there is none it is refused, since nobody would
     * keep it.
     */
    put(document: UplinkDocument, { qos, origin }: Submission, settled: Settled): void {
        const { clock, validity } = this.#parts;
        const arrivedAt = clock.now();
        const entry: OutboxEntry = {
            payload: document.payload,
            bytes: document.bytes,
            origin,
            arrivedAt,
            expiresAt: expiryOf(document.time, arrivedAt, validity),
            settled,
        };
        if (qos === 1) this.putEntry(entry);
        else if (!this.#isRefused(entry)) this.#publishUnsafely(entry);
    }

    /** Takes a document of QoS 1 that another queue held before. */
    putEntry(entry: OutboxEntry): void {
        if (!this.#isRefused(entry)) this.#accept(entry);
        this.#parts.listener.changed();
    }

    /** The connection is open: what waits is sent. */
    open(publish: Publish, limits: SendLimits): void {
        this.#publish = publish;
        this.#limits = limits;
        this.#paused = false;
        this.storeChanged();
    }

    /** More can be taken from the store, or there is more, or less, in it. */
    storeChanged(): void {
        this.#discardWaiting();
        this.#pump();
        this.#makeRoom();
        this.#parts.listener.changed();
    }

    /**
     * The link is gone: what was in flight goes back to the front of the queue, in order. Where the peer ended
     * it, that may have been because of one of the documents in flight.
     */
    interrupt(endedBy: "us" | "peer"): void {
        this.#publish = undefined;
        this.#limits = NOTHING_YET;
        const flights = this.#takeFlights();
        const others = this.#store.waiting + this.#burst.size > 0;
        this.#queueAgain(endedBy === "peer" ? this.#poison.lost(flights, others) : flights);
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
        this.#draining = true;
        if (this.#flights.size === 0) return;
        const { promise, resolve } = withResolver();
        this.#drained = resolve;
        const cancel = this.#parts.clock.after(time, resolve);
        await promise;
        cancel();
    }

    /**
     * Ends it: what is left goes to the store, which keeps it or settles it with `WMW_STOPPED`, as does what is put
     * in later. Resolves when the store is closed; calling it again gives the same promise.
     */
    close(): Promise<void> {
        this.#closed ??= this.#close();
        return this.#closed;
    }

    /** Gives up all that waits now, as a person wants it; tells how many documents that are. */
    discard(): number {
        // What is suspected of poison waits aside, where it would not be found.
        this.#queueAgain(this.#poison.takeBack());
        this.#toDiscard = this.queued;
        const documents = this.#toDiscard;
        this.storeChanged();
        return documents;
    }

    async #close(): Promise<void> {
        this.#draining = true;
        this.interrupt("us");
        this.#queueAgain(this.#poison.takeBack());
        this.#flights.stop();
        this.#cancelRest?.();
        await this.#store.close();
    }

    /** Whether a document cannot be taken at all; where so, it was told. */
    #isRefused(entry: OutboxEntry): boolean {
        if (this.#closed) {
            this.#settle(entry, "rejected", new WmwError("WMW_STOPPED", "the connection is closed"));
        } else if (isExpired(entry, this.#parts.clock)) {
            this.#settle(entry, "expired", expired());
        } else if (entry.bytes > this.#limits.documentBytes) {
            this.#settle(entry, "rejected", tooLarge(entry, this.#limits));
        } else return false;
        return true;
    }

    #accept(entry: OutboxEntry): void {
        const { limits } = this.#parts;
        if (limits.whenFull === "reject-new" && this.#isFull(1, entry.bytes)) this.#giveUpExpired();
        if (limits.whenFull === "reject-new" && this.#isFull(1, entry.bytes)) {
            this.#settle(entry, "rejected", queueFull(this.queued));
            return;
        }
        if (this.#keepsUp && this.#burst.size < BURST.documents && this.#burstBytes < BURST.bytes) {
            this.#burst.push(entry);
            this.#burstBytes += entry.bytes;
        } else {
            this.#spill();
            this.#store.append(entry);
        }
        this.#pump();
        this.#makeRoom();
    }

    /**
     * Whether the broker takes documents, and hardly any waits for it. The last window of a backlog no longer
     * counts: what comes waits in memory behind it, else a steady flow would go by way of the store for ever.
     */
    get #keepsUp(): boolean {
        if (!this.#publish || this.#draining || this.#probing || this.#poison.oneByOne) return false;
        return this.#store.waiting <= this.#limits.window && !this.#store.opening;
    }

    #publishUnsafely({ payload, settled, ...entry }: OutboxEntry): void {
        if (!this.#publish || this.#draining) {
            this.counters.rejected += 1;
            settled(new WmwError("WMW_NO_CONNECTION", "not connected: a document of QoS 0 is not kept"));
            return;
        }
        this.#unwritten.add(settled);
        this.counters.sent += 1;
        this.#publish(payload, { qos: 0, lifetime: this.#lifetimeOf(entry) }, () => {
            if (this.#unwritten.delete(settled)) settled();
        });
    }

    #pump(): void {
        if (!this.#publish || this.#draining || this.#paused || this.#toDiscard > 0) return;
        if (this.#poison.size > 0 && this.#store.waiting === 0 && this.#flights.size === 0) {
            this.#queueAgain(this.#poison.takeBack());
        }
        let givenUp = 0;
        while (this.#flights.size < this.#window) {
            if (givenUp === MOST_GIVEN_UP_AT_ONCE) {
                this.#pumpLater();
                return;
            }
            const flight = this.#next();
            if (!flight) return;
            if (this.#isFit(flight)) this.#send(this.#publish, flight);
            else givenUp += 1;
        }
    }

    #pumpLater(): void {
        this.#cancelRest ??= this.#parts.clock.after(0, () => {
            this.#cancelRest = undefined;
            this.storeChanged();
        });
    }

    get #window(): number {
        return this.#probing || this.#poison.oneByOne ? 1 : this.#limits.window;
    }

    /** The oldest document that waits; undefined where there is none, or where the store has to fetch it first. */
    #next(): Flight | undefined {
        for (let entry = this.#store.take(); entry; entry = this.#store.take()) {
            if (this.#isToSend(entry)) return { entry, home: "store", sentAt: 0 };
        }
        if (this.#store.waiting > 0 || this.#store.opening) return undefined;
        const entry = this.#burst.shift();
        if (!entry) return undefined;
        this.#burstBytes -= entry.bytes;
        return { entry, home: "sender", sentAt: 0 };
    }

    /** Whether an entry from the store is not on its way, or answered, already. */
    #isToSend(entry: OutboxEntry): boolean {
        const fate = this.#doubles.fateOf(entry);
        if (fate.name === "in-flight") this.#flights.move(fate.number, entry, "store");
        else if (fate.name === "acknowledged") this.#store.remove(entry);
        else if (fate.name === "refused") this.#refuse({ entry, home: "store" }, fate.reason);
        return fate.name === "waits";
    }

    /** Whether a document may still be sent; where not, it was given up. */
    #isFit(flight: Flight): boolean {
        const { entry } = flight;
        if (isExpired(entry, this.#parts.clock)) {
            this.#finish(flight, "expired", expired());
            return false;
        }
        if (entry.bytes > this.#limits.documentBytes) {
            // It was taken while a broker with a higher limit, or none, was expected.
            this.#finish(flight, "rejected", tooLarge(entry, this.#limits));
            return false;
        }
        return true;
    }

    #send(publish: Publish, flight: Flight): void {
        const { entry } = flight;
        const number = this.#flights.add(flight);
        this.counters.sent += 1;
        publish(entry.payload, { qos: 1, lifetime: this.#lifetimeOf(entry) }, (result) => {
            this.#answered(number, result);
        });
    }

    #lifetimeOf({ expiresAt }: Pick<OutboxEntry, "expiresAt">): number | undefined {
        return expiresAt === undefined ? undefined : expiresAt - this.#parts.clock.now();
    }

    #answered(number: number, result: PublishResult): void {
        if (result.outcome === "refused" && result.concerns === "connection") {
            if (this.#flights.has(number)) this.#refusedAll(result.reason);
            return;
        }
        const flight = this.#flights.take(number);
        if (!flight) return;
        if (result.outcome === "acknowledged") {
            if (flight.home === "both") this.#doubles.answered(number, { name: "acknowledged" });
            this.#acknowledged(flight);
        } else if (flight.home === "both") {
            this.#doubles.answered(number, { name: "refused", reason: result.reason });
        } else {
            this.#refuse(flight, result.reason);
        }
        if (this.#flights.size === 0) this.#drained?.();
        this.#pump();
        this.#parts.listener.changed();
    }

    #acknowledged(flight: Flight): void {
        this.counters.acknowledged += 1;
        if (this.#probing) {
            this.#probing = false;
            this.#parts.listener.accepted();
        }
        this.#finish(flight);
        const verdict = this.#poison.acknowledged();
        if (verdict.name === "again") this.#queueAgain([verdict.flight]);
        if (verdict.name === "poisonous") {
            this.#refuse(verdict.flight, "it ends the connection each time it is sent");
        }
    }

    #refuse(flight: Landed, reason: string): void {
        if (flight.home === "store") this.#store.setAside(flight.entry, reason);
        this.#finish(
            flight,
            "refused",
            new WmwError("WMW_REFUSED", `the broker refuses the document: ${reason}`),
        );
    }

    #refusedAll(reason: string): void {
        this.#probing = true;
        this.#paused = true;
        this.#queueAgain(this.#takeFlights());
        this.#parts.listener.refused(reason);
    }

    /** Puts flights back, and all that waits in memory behind them: nothing may stay unsafe for long. */
    #queueAgain(flights: readonly Flight[]): void {
        if (flights.length > 0 || !this.#publish) {
            this.#store.putBack(flights.flatMap(({ entry, home }) => (home === "store" ? [entry] : [])));
            for (const { entry, home } of flights) if (home === "sender") this.#store.append(entry);
            this.#spill();
        }
        if (this.#flights.size === 0) this.#drained?.();
        this.#parts.listener.changed();
    }

    #takeFlights(): readonly Flight[] {
        this.#doubles.interrupted();
        return this.#flights.takeAll();
    }

    /**
     * Puts all that waits in memory into the store, behind what is older and on its way: whatever the store is given
     * next has to be younger than what it holds.
     */
    #spill(): void {
        for (const [number, sent] of this.#flights.unstored) {
            const entry = this.#doubles.add(number, sent);
            this.#flights.move(number, entry, "both");
            this.#store.append(entry);
        }
        for (let entry = this.#burst.shift(); entry; entry = this.#burst.shift()) this.#store.append(entry);
        this.#burstBytes = 0;
    }

    /** Whether the queue is over its limits, or would be with so much more. */
    #isFull(documents = 0, bytes = 0): boolean {
        const { limits } = this.#parts;
        return (
            this.queued + documents > limits.documents ||
            this.#store.bytes + this.#burstBytes + bytes > limits.bytes
        );
    }

    /** Drops the oldest documents of a queue that is too full, where the user wants that. */
    #makeRoom(): void {
        if (this.#parts.limits.whenFull !== "drop-oldest") return;
        while (this.#isFull()) {
            const flight = this.#next();
            if (!flight) return;
            this.#finish(flight, "dropped", dropped());
        }
    }

    #discardWaiting(): void {
        while (this.#toDiscard > 0) {
            const flight = this.#next();
            if (!flight) break;
            this.#toDiscard -= 1;
            this.#finish(flight, "dropped", new WmwError("WMW_DISCARDED", "somebody discarded the queue"));
        }
        if (this.queued === 0) this.#toDiscard = 0;
    }

    #giveUpExpired(): void {
        for (let count = 0; count < MOST_GIVEN_UP_AT_ONCE; count += 1) {
            const oldest = this.#store.peek();
            if (!oldest || !isExpired(oldest, this.#parts.clock)) return;
            this.#store.take();
            if (this.#isToSend(oldest)) this.#finish({ entry: oldest, home: "store" }, "expired", expired());
        }
    }

    /** The fate of a document is known. */
    #finish(flight: Landed, counter?: keyof OutboxCounters, error?: WmwError): void {
        if (flight.home === "store") this.#store.remove(flight.entry);
        this.#settle(flight.entry, counter, error);
    }

    #settle(entry: OutboxEntry, counter?: keyof OutboxCounters, error?: WmwError): void {
        if (counter) this.counters[counter] += 1;
        entry.settled(error);
    }
}

function expired(): WmwError {
    return new WmwError("WMW_EXPIRED", "the document is older than the uplink time validity allows");
}

function tooLarge({ bytes }: OutboxEntry, { documentBytes }: SendLimits): WmwError {
    return new WmwError(
        "WMW_TOO_LARGE",
        `the document has ${bytes} bytes, the broker takes ${documentBytes} at most`,
    );
}

function queueFull(documents: number): WmwError {
    return new WmwError("WMW_QUEUE_FULL", `the queue is full: ${documents} documents wait for the broker`);
}

function dropped(): WmwError {
    return new WmwError("WMW_QUEUE_FULL", "dropped for newer documents, since the queue is full");
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
    let resolve: () => void = () => undefined;
    const promise = new Promise<void>((resolver) => {
        resolve = resolver;
    });
    return { promise, resolve };
}
