import { type DownlinkCounters, type DownlinkWarning } from "../downlinks";
import { type WmwError } from "../errors";
import { type SeenMessage } from "../monitor/seen-message";
import { type OutboxEntry } from "../outbox/entry";
import { type OutboxCounters } from "../outbox/outbox";
import { type ConnectionState } from "./state";

/** What a connection looks like to those who use it. */
export interface ConnectionView {
    readonly state: ConnectionState;
    /** Documents that wait because the broker is away, or slower than the flow. */
    readonly queued: number;
    /** Why the queue cannot keep documents; undefined where it can. */
    readonly queueFault: string | undefined;
    /** Documents that wait for another destination, which this configuration had before. */
    readonly leftBehind: number;
}

/** What became of all messages since the start, and what waits now. */
export type ConnectionCounters = OutboxCounters &
    DownlinkCounters & {
        readonly queued: number;
        /** Sound documents that were not to be published, since a node's format has no place for their kind. */
        readonly skipped: number;
    };

/** Something worth a line in the log: a change of state, a fault, once per cause, or what became of messages. */
export type ConnectionReport =
    | { readonly type: "opened" }
    | { readonly type: "fault"; readonly message: string }
    | { readonly type: "refusal"; readonly right: "publish" | "subscribe"; readonly message: string }
    | { readonly type: "downlinks"; readonly warning: DownlinkWarning }
    /** The queue cannot keep documents, or, without a reason, it can again. */
    | { readonly type: "queue"; readonly reason: string | undefined }
    /** A document that was reported done will not be sent. */
    | { readonly type: "givenUp"; readonly error: WmwError; readonly entry: OutboxEntry }
    /** The connection was closed with documents that were not acknowledged; each got `WMW_STOPPED`. */
    | { readonly type: "stopped"; readonly documents: number };

/** Somebody who looks on. Must not throw, and must not take long: it is called while messages pass by. */
export interface Onlooker {
    /** An uplink is safe, with the broker or in a queue that keeps it, or JSON came on the downlink topic. */
    saw(message: SeenMessage): void;
    /** The view of the connection has changed; at most once a second. */
    changed(): void;
}
