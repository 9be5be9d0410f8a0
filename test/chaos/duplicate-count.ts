/** How many documents may come twice. */
export interface DuplicateLimits {
    /** On one connection: what may have been in flight on the one before. */
    readonly window: number;
    /** So many more, after a kill -9, until the first new document: delivered, and not yet noted as such. */
    readonly killSlack: number;
}

/** A connection that brought more documents again than may be. */
export interface Excess {
    readonly link: number;
    readonly duplicates: number;
    readonly limit: number;
}

/** Counts, for each connection, the documents that it brought though they had arrived before. */
export class DuplicateCount {
    readonly #limits: DuplicateLimits;
    readonly #links = new Map<number, { count: number; afterKill: boolean }>();
    /** From a kill to the first new document on a connection after it: how many connections there were. */
    #killedAfter: number | undefined;

    constructor(limits: DuplicateLimits) {
        this.#limits = limits;
    }

    /** Node-RED was killed, after so many connections. */
    killed(links: number): void {
        this.#killedAfter = links;
    }

    /** A connection brought a document for the first time. */
    arrivedNew(link: number): void {
        if (this.#isAfterKill(link)) this.#killedAfter = undefined;
    }

    /** A connection brought a document that had arrived before. */
    arrivedAgain(link: number): void {
        const { count, afterKill } = this.#links.get(link) ?? { count: 0, afterKill: false };
        this.#links.set(link, { count: count + 1, afterKill: afterKill || this.#isAfterKill(link) });
    }

    get total(): number {
        return [...this.#links.values()].reduce((sum, { count }) => sum + count, 0);
    }

    /** The connections that brought too many. */
    get excesses(): Excess[] {
        const { window, killSlack } = this.#limits;
        return [...this.#links].flatMap(([link, { count, afterKill }]) => {
            const limit = afterKill ? window + killSlack : window;
            return count > limit ? [{ link, duplicates: count, limit }] : [];
        });
    }

    /** A connection from before the kill may still bring something. */
    #isAfterKill(link: number): boolean {
        return this.#killedAfter !== undefined && link > this.#killedAfter;
    }
}
