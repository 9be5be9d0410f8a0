import { type OutboxEntry, type Settled } from "../entry";
import { type StoreListener } from "../outbox-store";

/** A document that is safe on the disk. Who gave it has been told so: it can only be given up. */
export class StoredEntry implements OutboxEntry {
    readonly sequence: number;
    readonly payload: string | Buffer;
    readonly bytes: number;
    readonly origin: string;
    readonly arrivedAt: number;
    readonly expiresAt: number | undefined;
    readonly settled: Settled;

    constructor(
        sequence: number,
        document: Omit<OutboxEntry, "settled">,
        listener: Pick<StoreListener, "givenUp">,
    ) {
        this.sequence = sequence;
        this.payload = document.payload;
        this.bytes = document.bytes;
        this.origin = document.origin;
        this.arrivedAt = document.arrivedAt;
        this.expiresAt = document.expiresAt;
        this.settled = (error) => {
            if (error) listener.givenUp(error, this);
        };
    }
}
