import { Fifo } from "../fifo";
import { Discard, type DiscardEnd } from "./discard";
import { Doubles, WAITS } from "./doubles";
import { ACKNOWLEDGED, discarded, refused, type Ending, type Ledger } from "./endings";
import { type OutboxEntry } from "./entry";
import { type Flight, type Flights } from "./flights";
import { type OutboxStore } from "./outbox-store";
import { type PoisonFinder } from "./poison-finder";

/** How much more than the window may wait in memory, unsettled, before the store is used. */
const BURST = { documents: 2_000, bytes: 4 * 1024 * 1024 };

/** A document whose flight is over, or never began. */
type Landed = Pick<Flight, "entry" | "home">;

/**
 * The order of the documents, and where each of them waits. While the broker keeps up, a short burst waits in
 * memory; else documents wait in the store, and what comes later waits behind them. So whatever waits in the store
 * is older than whatever waits in memory.
 */
export class WaitingLine {
    readonly #store: OutboxStore;
    readonly #flights: Flights;
    readonly #poison: Pick<PoisonFinder, "size">;
    readonly #ledger: Ledger;
    readonly #burst = new Fifo<OutboxEntry>();
    #burstBytes = 0;
    readonly #doubles = new Doubles();
    #discard: Discard | undefined;

    /** What `poison` has set aside waits as well. */
    constructor(parts: {
        store: OutboxStore;
        flights: Flights;
        poison: Pick<PoisonFinder, "size">;
        ledger: Ledger;
    }) {
        this.#store = parts.store;
        this.#flights = parts.flights;
        this.#poison = parts.poison;
        this.#ledger = parts.ledger;
    }

    /** How many documents wait to be sent. */
    get size(): number {
        return this.backlog + this.#burst.size;
    }

    /** How many of these wait because the broker is away, or slower than the flow. */
    get backlog(): number {
        return this.#store.waiting + this.#poison.size + (this.#discard?.spared.length ?? 0);
    }

    /** Bytes of all that waits, and of what of the store is in flight. */
    get bytes(): number {
        return this.#store.bytes + this.#burstBytes;
    }

    /** How many stand in the line: those that were set aside do not. */
    get standing(): number {
        return this.#store.waiting + this.#burst.size;
    }

    /** The oldest document of the backlog; undefined where none waits, or where the store has to fetch it first. */
    peek(): OutboxEntry | undefined {
        return this.#store.peek();
    }

    /** A document joins the line; `keepsUp` says whether the broker takes them about as fast as they come. */
    join(entry: OutboxEntry, keepsUp: boolean): void {
        const discard = this.#discardUnderway();
        if (discard) entry = discard.follow(entry);
        const fits = this.#burst.size < BURST.documents && this.#burstBytes < BURST.bytes;
        if (keepsUp && fits && this.#store.state !== "opening") {
            this.#burst.push(entry);
            this.#burstBytes += entry.bytes;
        } else {
            this.#spill();
            this.#store.append(entry);
        }
    }

    /**
     * Takes the first document; undefined where there is none, where the store has to fetch it first, or where
     * others in front of it are still to be discarded.
     */
    next(): Flight | undefined {
        if (this.#discardUnderway()) return undefined;
        for (let flight = this.#take(); flight; flight = this.#take()) {
            if (flight.home === "sender" || this.#isToSend(flight.entry)) return flight;
        }
        return undefined;
    }

    /** Ends what `peek` gives, unless it is on its way, or answered, already. */
    endOldest(ending: Ending): void {
        const entry = this.#store.take();
        if (entry && this.#isToSend(entry)) this.end({ entry, home: "store" }, ending);
    }

    /**
     * Gives up all that waits now, as soon as it can be taken. `ended` is called once, when that is done, or the line
     * is given no time to do it.
     */
    discard(ended: (end: DiscardEnd) => void): void {
        const before = this.#takeDiscard();
        this.#doubles.forgetLosses();
        this.#discard = new Discard((end) => {
            before?.endWith(end);
            ended(end);
        });
    }

    /** Goes on discarding with what is at hand. */
    goOnDiscarding(): void {
        for (let discard = this.#discardUnderway(); discard; discard = this.#discardUnderway()) {
            const flight = this.#take();
            if (!flight) return;
            this.#discardOne(flight, discard);
        }
    }

    /** Discards no more: what is left stays in line. */
    endDiscard(): void {
        const discard = this.#discardUnderway();
        if (!discard) return;
        const isKnown = this.#store.state === "open";
        const left = isKnown ? this.standing - this.#doubles.sent - discard.newer : undefined;
        this.#takeDiscard();
        discard.end(left);
    }

    /** All that is in flight is lost. */
    lose(): readonly Flight[] {
        this.#doubles.interrupted();
        return this.#flights.takeAll();
    }

    /** Puts flights back in front, and all that waits in memory behind them: nothing may stay unsafe for long. */
    putBack(flights: readonly Flight[]): void {
        const discard = this.#discardUnderway();
        const stored = flights.flatMap(({ entry, home }) => (home === "store" ? [entry] : []));
        if (discard) discard.spare(stored);
        else this.#store.putBack(stored);
        for (const { entry, home } of flights) {
            if (home === "sender") this.#store.append(discard ? discard.follow(entry) : entry);
        }
        this.#spill();
    }

    /** The broker has taken the document of a flight. */
    acknowledged(flight: Flight): void {
        if (flight.home === "both") this.#doubles.answered(flight, { name: "acknowledged" });
        this.end(flight, ACKNOWLEDGED);
    }

    /** The broker refuses a document. One that is in the store as well is told of when it comes out of there. */
    refused(flight: Flight, reason: string): void {
        if (flight.home === "both") this.#doubles.answered(flight, { name: "refused", reason });
        else this.#refuse(flight, reason);
    }

    /** Ends a document that was taken from the line. */
    end({ entry, home }: Landed, ending: Ending): void {
        if (home === "store") this.#store.remove(entry);
        this.#ledger.settle(entry, ending);
    }

    /** Takes the first one from where it waits; what comes out of the store may be a double. */
    #take(): Flight | undefined {
        const stored = this.#store.take();
        if (stored) return { entry: stored, home: "store", sentAt: 0 };
        if (this.#store.waiting > 0 || this.#store.state === "opening") return undefined;
        const entry = this.#burst.shift();
        if (!entry) return undefined;
        this.#burstBytes -= entry.bytes;
        return { entry, home: "sender", sentAt: 0 };
    }

    /** The order to discard that is not carried out yet; where one has just been, what it spared goes back. */
    #discardUnderway(): Discard | undefined {
        const { state } = this.#store;
        if (this.#discard && state !== "opening" && this.standing <= this.#discard.newer) {
            this.#takeDiscard()?.end(state === "open" ? 0 : undefined);
        }
        return this.#discard;
    }

    /** There is no order any more: what it spared goes back. */
    #takeDiscard(): Discard | undefined {
        const discard = this.#discard;
        this.#discard = undefined;
        this.#store.putBack(discard?.spared ?? []);
        return discard;
    }

    #discardOne({ entry, home }: Flight, discard: Discard): void {
        const fate = home === "store" ? this.#doubles.fateOf(entry) : WAITS;
        if (fate.name === "lost") discard.spare([entry]);
        else if (this.#isToSend(entry, fate)) {
            discard.gaveUp();
            this.end({ entry, home }, discarded());
        }
    }

    /** Whether an entry out of the store is not on its way, or answered, already. */
    #isToSend(entry: OutboxEntry, fate = this.#doubles.fateOf(entry)): boolean {
        if (fate.name === "in-flight") this.#flights.move(fate.flight, entry, "store");
        else if (fate.name === "acknowledged") this.#store.remove(entry);
        else if (fate.name === "refused") this.#refuse({ entry, home: "store" }, fate.reason);
        return fate.name === "waits" || fate.name === "lost";
    }

    #refuse(document: Landed, reason: string): void {
        if (document.home === "store") this.#store.setAside(document.entry, reason);
        this.end(document, refused(reason));
    }

    /**
     * Puts all that waits in memory into the store, behind what is older and on its way: whatever the store is given
     * next has to be younger than what it holds.
     */
    #spill(): void {
        for (const flight of this.#flights.unstored) {
            const entry = this.#doubles.add(flight);
            this.#flights.move(flight, entry, "both");
            this.#store.append(entry);
        }
        for (let entry = this.#burst.shift(); entry; entry = this.#burst.shift()) this.#store.append(entry);
        this.#burstBytes = 0;
    }
}
