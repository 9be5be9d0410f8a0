import { type Clock } from "../clock";
import { cutOff, unconnected, WRITTEN, type Ledger } from "./endings";
import { type OutboxEntry } from "./entry";
import { lifetimeOf } from "./expiry";
import { type Publish } from "./publish";

/** Documents of QoS 0: they go at once or not at all, since nobody keeps them. */
export class Unkept {
    readonly #clock: Clock;
    readonly #ledger: Ledger;
    /** Those that are not yet written. */
    readonly #unwritten = new Set<OutboxEntry>();

    constructor(parts: { clock: Clock; ledger: Ledger }) {
        this.#clock = parts.clock;
        this.#ledger = parts.ledger;
    }

    /** Sends one, where there is a way to the broker. */
    send(publish: Publish | undefined, entry: OutboxEntry): void {
        if (!publish) {
            this.#ledger.settle(entry, unconnected());
            return;
        }
        this.#unwritten.add(entry);
        this.#ledger.sent();
        publish(entry.payload, { qos: 0, lifetime: lifetimeOf(entry, this.#clock) }, () => {
            if (this.#unwritten.delete(entry)) this.#ledger.settle(entry, WRITTEN);
        });
    }

    /** The link is gone: what was not written will never be. */
    interrupt(): void {
        for (const entry of this.#unwritten) this.#ledger.settle(entry, cutOff());
        this.#unwritten.clear();
    }
}
