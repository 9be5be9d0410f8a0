import { type Clock } from "../clock";
import { documentTime } from "../documents/document-time";
import { type OutboxEntry } from "./entry";

/** A clock that shows an earlier time has never been set: machines without a battery start in 1970. */
const CLOCK_IS_SET = Date.UTC(2020, 0, 1);

/**
 * When a document expires, in milliseconds since 1970: `validity` milliseconds after its own `Time`, or after its
 * arrival where it has none. Undefined: never, also where neither time can be trusted.
 */
export function expiryOf(time: unknown, arrivedAt: number, validity: number | undefined): number | undefined {
    if (validity === undefined) return undefined;
    const start = documentTime(time) ?? (arrivedAt >= CLOCK_IS_SET ? arrivedAt : undefined);
    return start === undefined ? undefined : start + validity;
}

/** Whether an entry has expired. While the clock shows a time before its arrival it runs behind: nothing expires. */
export function isExpired(
    { arrivedAt, expiresAt }: Pick<OutboxEntry, "arrivedAt" | "expiresAt">,
    clock: Pick<Clock, "now">,
): boolean {
    if (expiresAt === undefined) return false;
    const now = clock.now();
    return now >= arrivedAt && now > expiresAt;
}

/** For how many more milliseconds an entry may be delivered; undefined: for ever. */
export function lifetimeOf(
    { expiresAt }: Pick<OutboxEntry, "expiresAt">,
    clock: Pick<Clock, "now">,
): number | undefined {
    return expiresAt === undefined ? undefined : expiresAt - clock.now();
}
