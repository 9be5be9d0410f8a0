/** Documents that wait on the server for one destination. */
export interface WaitingQueue {
    readonly id: string;
    readonly url: string;
    readonly enterpriseId: string;
    readonly documents: number;
    /** When the oldest of them came, in milliseconds since 1970; null where it is not known. */
    readonly oldest: number | null;
    /**
     * `current`: of this connection and where it leads; `other-destination`: of this connection, for where it led
     * before; `orphan`: of a connection that was deleted.
     */
    readonly kind: "current" | "other-destination" | "orphan";
    /** Whether this connection leads to where they are to go. */
    readonly resumable: boolean;
    /** Whether they are being handed over to this connection, one by one. */
    readonly moving: boolean;
}

/** What can be done with documents that wait. */
export type QueueAction = "resume" | "discard";

/** How an action ended: with so many documents, or with the reason why nothing was done. */
export type QueueOutcome =
    { readonly ok: true; readonly documents: number } | { readonly ok: false; readonly reason: string };

/** What can be done with a queue. The current one needs no resuming. */
export function actionsFor({ kind, resumable }: WaitingQueue): readonly QueueAction[] {
    return resumable && kind !== "current" ? ["resume", "discard"] : ["discard"];
}
