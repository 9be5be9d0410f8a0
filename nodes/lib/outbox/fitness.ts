import { type Clock } from "../clock";
import { expired, tooLarge, type Ending } from "./endings";
import { type OutboxEntry } from "./entry";
import { isExpired } from "./expiry";

/** How a document that may not be sent, now or later, ends; undefined where it may. `most` is a size in bytes. */
export function unfitness(entry: OutboxEntry, most: number, clock: Clock): Ending | undefined {
    if (isExpired(entry, clock)) return expired();
    return entry.bytes > most ? tooLarge(entry.bytes, most) : undefined;
}
