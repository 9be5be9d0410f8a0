import { type OutboxEntry } from "./entry";
import { type Flight } from "./flights";

/** What is known of a document that is in the store and was, or is, on its way to the broker as well. */
export type DoubleFate =
    /** Its flight is not answered yet. */
    | { readonly name: "in-flight"; readonly flight: Flight }
    /** Its flight was lost: it has to be sent. */
    | { readonly name: "lost" }
    /** It has to be sent like any other. */
    | { readonly name: "waits" }
    | { readonly name: "acknowledged" }
    | { readonly name: "refused"; readonly reason: string };

interface Double {
    readonly payload: string | Buffer;
    fate: DoubleFate;
}

const LOST: DoubleFate = { name: "lost" };

/** Of what never was a double. */
export const WAITS: DoubleFate = { name: "waits" };

/**
 * Documents that went straight to the broker, and were put into the store while they were on their way, since
 * later ones had to go there: whatever the store holds has to be older than what it does not. They come out of the
 * store in the order in which they were put in; by then it may be known what became of them.
 */
export class Doubles {
    #doubles: Double[] = [];

    /** The entry for the store, and for the flight in place of its own: settled once by both. */
    add(flight: Flight): OutboxEntry {
        const { entry } = flight;
        const double: Double = { payload: entry.payload, fate: { name: "in-flight", flight } };
        this.#doubles.push(double);
        let isSettled = false;
        return {
            ...entry,
            settled: (error) => {
                // The store could not keep it: it will not come out of there.
                if (error) this.#forget(double);
                if (isSettled) return;
                isSettled = true;
                entry.settled(error);
            },
        };
    }

    /** A flight was answered. */
    answered(flight: Flight, fate: DoubleFate): void {
        const double = this.#doubles.find(({ fate }) => fate.name === "in-flight" && fate.flight === flight);
        if (double) double.fate = fate;
    }

    /** All flights were lost. */
    interrupted(): void {
        for (const double of this.#doubles) if (double.fate.name === "in-flight") double.fate = LOST;
    }

    /** That flights were lost makes no difference any more. */
    forgetLosses(): void {
        for (const double of this.#doubles) if (double.fate.name === "lost") double.fate = WAITS;
    }

    /** How many need not be sent, as far as is known: they are on their way, or answered. */
    get sent(): number {
        return this.#doubles.filter(({ fate }) => fate.name !== "lost" && fate.name !== "waits").length;
    }

    /** What became of an entry that came out of the store; `waits` where it never was a double. */
    fateOf({ payload }: OutboxEntry): DoubleFate {
        const next = this.#doubles[0];
        if (!next || String(next.payload) !== String(payload)) return WAITS;
        this.#doubles.shift();
        return next.fate;
    }

    #forget(double: Double): void {
        this.#doubles = this.#doubles.filter((one) => one !== double);
    }
}
