import { type Cancel, type Clock } from "../clock";
import { type UplinkDocument } from "../documents/uplink-input";
import { type DiscardEnd } from "./discard";
import { closed, Ledger, type Ending, type OutboxCounters } from "./endings";
import { type OutboxEntry, type Settled } from "./entry";
import { expiryOf, lifetimeOf } from "./expiry";
import { unfitness } from "./fitness";
import { Flights, type Flight } from "./flights";
import { Gate } from "./gate";
import { type OutboxStore } from "./outbox-store";
import { PoisonFinder } from "./poison-finder";
import { type Publish, type PublishResult, type SendLimits } from "./publish";
import { type QueueLimits } from "./queue-limits";
import { MOST_GIVEN_UP_AT_ONCE, Room } from "./room";
import { Unkept } from "./unkept";
import { WaitingLine } from "./waiting-line";

export { type OutboxCounters } from "./endings";

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

/**
 * Store and forward. While the broker keeps up, a document goes straight to it; else documents wait in line, and what
 * was in flight when the link broke goes there first, so that the order is kept. Each document is settled exactly
 * once.
 */
export class Outbox {
    readonly #parts: OutboxParts;
    readonly #ledger = new Ledger();
    readonly #poison = new PoisonFinder();
    readonly #gate = new Gate(this.#poison);
    readonly #flights: Flights;
    readonly #line: WaitingLine;
    readonly #room: Room;
    readonly #unkept: Unkept;
    #closed: Promise<void> | undefined;
    #cancelRest: Cancel | undefined;

    constructor(parts: OutboxParts) {
        const { store, clock, limits, actionTimeout, listener } = parts;
        this.#parts = parts;
        this.#flights = new Flights({
            clock,
            patience: actionTimeout,
            overdue: () => {
                listener.overdue();
            },
        });
        this.#line = new WaitingLine({
            store,
            flights: this.#flights,
            poison: this.#poison,
            ledger: this.#ledger,
        });
        this.#room = new Room({ limits, line: this.#line, clock });
        this.#unkept = new Unkept({ clock, ledger: this.#ledger });
    }

    /** What became of the documents so far; it goes on counting. */
    get counters(): Readonly<OutboxCounters> {
        return this.#ledger.counters;
    }

    /** How many documents wait to be sent. */
    get queued(): number {
        return this.#line.size;
    }

    /** How many of these wait because the broker is away, or slower than the flow. */
    get backlog(): number {
        return this.#line.backlog;
    }

    /** Size of what the store holds, in bytes: of the backlog, and of what of it is in flight. */
    get backlogBytes(): number {
        return this.#parts.store.bytes;
    }

    /**
     * When the oldest document of the backlog came, in milliseconds since 1970; undefined where none waits, or
     * where the store has to fetch it first.
     */
    get oldest(): number | undefined {
        return this.#line.peek()?.arrivedAt;
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
        else if (!this.#isRefused(entry)) this.#unkept.send(this.#gate.publish, entry);
    }

    /** Takes a document of QoS 1 that another queue held before. */
    putEntry(entry: OutboxEntry): void {
        if (!this.#isRefused(entry)) this.#accept(entry);
        this.#parts.listener.changed();
    }

    /** The connection is open: what waits is sent. */
    open(publish: Publish, limits: SendLimits): void {
        this.#gate.open(publish, limits);
        this.storeChanged();
    }

    /** More can be taken from the store, or there is more, or less, in it. */
    storeChanged(): void {
        this.#line.goOnDiscarding();
        this.#pump();
        this.#room.make();
        this.#parts.listener.changed();
    }

    /**
     * The link is gone: what was in flight goes back to the front of the queue, in order. Where the peer ended
     * it, that may have been because of one of the documents in flight.
     */
    interrupt(endedBy: "us" | "peer"): void {
        this.#gate.shut();
        const flights = this.#line.lose();
        const others = this.#line.standing > 0;
        this.#queueAgain(endedBy === "peer" ? this.#poison.lost(flights, others) : flights);
        this.#unkept.interrupt();
    }

    /** After a refusal of all: tries again with one document. */
    retry(): void {
        this.#gate.retry();
        this.#pump();
    }

    /** Sends no more, and resolves when nothing is in flight, or the time (ms) is over. */
    async drain(time: number): Promise<void> {
        this.#gate.lock();
        await this.#flights.landed(time);
    }

    /**
     * Ends it: what is left goes to the store, which keeps it or settles it with `WMW_STOPPED`, as does what is put
     * in later. Resolves when the store is closed; calling it again gives the same promise.
     */
    close(): Promise<void> {
        this.#closed ??= this.#close();
        return this.#closed;
    }

    /**
     * Gives up all that waits now, as a person wants it. The store may have to fetch it first: `ended` is called once,
     * when all of it is given up, or the outbox is closed before.
     */
    discard(ended: (end: DiscardEnd) => void): void {
        if (this.#closed) {
            ended({ documents: 0, left: this.queued });
            return;
        }
        this.#takePoisonBack();
        this.#line.discard(ended);
        this.storeChanged();
    }

    async #close(): Promise<void> {
        this.#gate.lock();
        this.#line.endDiscard();
        this.interrupt("us");
        this.#takePoisonBack();
        this.#flights.stop();
        this.#cancelRest?.();
        await this.#parts.store.close();
    }

    /** Whether a document cannot be taken at all; where so, it was told. */
    #isRefused(entry: OutboxEntry): boolean {
        const ending = this.#closed ? closed() : this.#unfitness(entry);
        if (ending) this.#ledger.settle(entry, ending);
        return ending !== undefined;
    }

    /** Why a document may not be sent. It may have been taken while a broker with a higher limit was expected. */
    #unfitness(entry: OutboxEntry): Ending | undefined {
        return unfitness(entry, this.#gate.documentBytes, this.#parts.clock);
    }

    #accept(entry: OutboxEntry): void {
        const ending = this.#room.refusalOf(entry);
        if (ending) {
            this.#ledger.settle(entry, ending);
            return;
        }
        this.#line.join(entry, this.#gate.keepsUpWith(this.#line.backlog));
        this.#pump();
        this.#room.make();
    }

    #pump(): void {
        const { publish } = this.#gate;
        if (!publish || this.#gate.width === 0) return;
        if (this.#poison.size > 0 && this.#line.standing === 0 && this.#flights.size === 0) {
            this.#takePoisonBack();
        }
        let givenUp = 0;
        while (this.#flights.size < this.#gate.width) {
            if (givenUp === MOST_GIVEN_UP_AT_ONCE) {
                this.#pumpLater();
                return;
            }
            const flight = this.#line.next();
            if (!flight) return;
            const ending = this.#unfitness(flight.entry);
            if (ending) {
                this.#line.end(flight, ending);
                givenUp += 1;
            } else this.#send(publish, flight);
        }
    }

    #pumpLater(): void {
        this.#cancelRest ??= this.#parts.clock.after(0, () => {
            this.#cancelRest = undefined;
            this.storeChanged();
        });
    }

    #send(publish: Publish, flight: Flight): void {
        const { entry } = flight;
        this.#flights.add(flight);
        this.#ledger.sent();
        publish(entry.payload, { qos: 1, lifetime: lifetimeOf(entry, this.#parts.clock) }, (result) => {
            this.#answered(flight, result);
        });
    }

    #answered(flight: Flight, result: PublishResult): void {
        if (result.outcome === "refused" && result.concerns === "connection") {
            if (this.#flights.has(flight)) this.#refusedAll(result.reason);
            return;
        }
        if (!this.#flights.take(flight)) return;
        if (result.outcome === "acknowledged") this.#acknowledged(flight);
        else this.#line.refused(flight, result.reason);
        this.#pump();
        this.#parts.listener.changed();
    }

    #acknowledged(flight: Flight): void {
        if (this.#gate.accepted()) this.#parts.listener.accepted();
        this.#line.acknowledged(flight);
        const verdict = this.#poison.acknowledged();
        if (verdict.name === "again") this.#queueAgain([verdict.flight]);
        if (verdict.name === "poisonous") {
            this.#line.refused(verdict.flight, "it ends the connection each time it is sent");
        }
    }

    #refusedAll(reason: string): void {
        this.#gate.refused();
        this.#queueAgain(this.#line.lose());
        this.#parts.listener.refused(reason);
    }

    #queueAgain(flights: readonly Flight[]): void {
        this.#line.putBack(flights);
        this.#parts.listener.changed();
    }

    /** What is suspected of poison waits aside, where nothing finds it: it goes back to the front of the line. */
    #takePoisonBack(): void {
        const flights = this.#poison.takeBack();
        if (flights.length > 0) this.#queueAgain(flights);
    }
}
