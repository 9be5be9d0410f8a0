import { type OutboxEntry } from "./entry";

/** How often the link has to break with a document alone in flight before the next one is tried instead. */
const LOSSES_ALONE = 3;

/**
 * Finds the document that makes the broker end the connection, which is the only way in which MQTT 3.1.1 can
 * refuse one. When a link breaks with documents in flight they are sent one by one; a document that is lost
 * alone again and again is set aside and the one behind it is tried. Where that one is acknowledged the first
 * one is poisonous; where it is lost as well the fault is not the document's, and both go back in their order.
 */
export class PoisonFinder {
    #oneByOne = false;
    #suspect: OutboxEntry | undefined;
    #losses = 0;
    #aside: OutboxEntry | undefined;

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
    lost(flights: readonly OutboxEntry[], others: boolean): readonly OutboxEntry[] {
        const [only] = flights;
        if (only === undefined) return flights;
        if (!this.#oneByOne || flights.length > 1) {
            this.#oneByOne = true;
            return flights;
        }
        if (this.#aside) return [...this.takeBack(), only];
        this.#losses = this.#suspect === only ? this.#losses + 1 : 1;
        this.#suspect = only;
        if (this.#losses < LOSSES_ALONE || !others) return flights;
        this.#aside = only;
        return [];
    }

    /** A document was acknowledged: all is well again. Gives the poisonous document, if there was one. */
    acknowledged(): OutboxEntry | undefined {
        const poison = this.#aside;
        this.#reset();
        this.#oneByOne = false;
        return poison;
    }

    /** What was set aside, to be queued again. */
    takeBack(): readonly OutboxEntry[] {
        const entries = this.#aside ? [this.#aside] : [];
        this.#reset();
        return entries;
    }

    #reset(): void {
        this.#suspect = undefined;
        this.#losses = 0;
        this.#aside = undefined;
    }
}
