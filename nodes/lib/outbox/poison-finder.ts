import { type Flight } from "./flights";

/** How often the link has to break with a document alone in flight before the next one is tried instead. */
const LOSSES_ALONE = 3;

/** How often the one behind it has to be acknowledged between its losses before a document counts as poisonous. */
const CONFIRMATIONS = 2;

/** What an acknowledgement means for the document that was set aside, if there is one. */
export type Verdict =
    | { readonly name: "nothing" }
    /** It is to be tried once more, before all others. */
    | { readonly name: "again"; readonly flight: Flight }
    | { readonly name: "poisonous"; readonly flight: Flight };

const NOTHING: Verdict = { name: "nothing" };

/**
 * Finds the document that makes the broker end the connection, which is the only way in which MQTT 3.1.1 can
 * refuse one. When a link breaks with documents in flight they are sent one by one; a document that is lost
 * alone again and again is set aside and the one behind it is tried. Where that one is lost as well the fault is
 * not the document's, and both go back in their order. Where it is acknowledged the first one is suspected; it is
 * tried again, so that a bad network that lost it by chance does not condemn it, and has to be lost once more
 * while yet another one is acknowledged.
 */
export class PoisonFinder {
    #oneByOne = false;
    #suspect: Flight | undefined;
    #losses = 0;
    #confirmations = 0;
    #aside: Flight | undefined;

    /** Whether only one document may be in flight. */
    get oneByOne(): boolean {
        return this.#oneByOne;
    }

    /** How many documents are set aside. */
    get size(): number {
        return this.#aside ? 1 : 0;
    }

    /**
     * The peer ended the link with these documents in flight; `others` says whether more wait behind them.
     * Gives what has to go back to the front of the queue, in order.
     */
    lost(flights: readonly Flight[], others: boolean): readonly Flight[] {
        const [only] = flights;
        if (only === undefined) return flights;
        if (!this.#oneByOne || flights.length > 1) {
            this.#oneByOne = true;
            return flights;
        }
        if (this.#aside) return [...this.takeBack(), only];
        if (this.#suspect?.entry !== only.entry) this.#suspectNobody();
        this.#suspect = only;
        this.#losses += 1;
        if (this.#losses < LOSSES_ALONE || !others) return flights;
        this.#aside = only;
        return [];
    }

    /** A document was acknowledged. */
    acknowledged(): Verdict {
        const flight = this.#aside;
        this.#confirmations += 1;
        if (flight && this.#confirmations < CONFIRMATIONS) {
            this.#aside = undefined;
            this.#losses = LOSSES_ALONE - 1;
            return { name: "again", flight };
        }
        this.#suspectNobody();
        this.#oneByOne = false;
        return flight ? { name: "poisonous", flight } : NOTHING;
    }

    /** What was set aside, to be queued again. */
    takeBack(): readonly Flight[] {
        const flights = this.#aside ? [this.#aside] : [];
        this.#suspectNobody();
        return flights;
    }

    #suspectNobody(): void {
        this.#suspect = undefined;
        this.#losses = 0;
        this.#confirmations = 0;
        this.#aside = undefined;
    }
}
