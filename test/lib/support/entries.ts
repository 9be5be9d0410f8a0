import { type OutboxEntry } from "../../../nodes/lib/outbox/entry";

/** An entry that only its text tells from others; nobody waits for it unless the changes say so. */
export function entryOf(text: string, changes: Partial<OutboxEntry> = {}): OutboxEntry {
    return {
        payload: text,
        bytes: Buffer.byteLength(text),
        origin: "node",
        arrivedAt: 0,
        expiresAt: undefined,
        settled: () => undefined,
        ...changes,
    };
}
