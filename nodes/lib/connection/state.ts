import { type Failure, type FailureReason } from "./failure";

/** Failures by which the broker says that it does not want this client. */
const SHUT_OUT: ReadonlySet<FailureReason> = new Set(["wrong-login", "username-missing", "banned"]);

/**
 * The life of a connection, named after the states of a ThingPark connection. `failures` counts failed
 * attempts in a row; it decides how long the next wait is. Times are milliseconds since 1970.
 */
export type ConnectionState =
    /** Switched off in the configuration, for good. */
    | { readonly name: "DEACTIVATED" }
    /** Nobody needs it. */
    | { readonly name: "CLOSED" }
    /** Dialling: name look-up, TCP and TLS. */
    | { readonly name: "OPENING"; readonly failures: number }
    /** TLS stands; the broker has the login and has not answered yet. */
    | { readonly name: "AUTHENTICATING"; readonly failures: number }
    /** In use. What the broker refuses is kept with its reason. */
    | { readonly name: "OPENED"; readonly failures: number; readonly refused: Refusals }
    /** Waiting for the next attempt. */
    | {
          readonly name: "UNREACHABLE";
          readonly failures: number;
          readonly failure: Failure;
          readonly retryAt: number;
      }
    /** The broker does not let us in; tried again, slowly. */
    | {
          readonly name: "AUTHENTICATION_FAILED";
          readonly failures: number;
          readonly failure: Failure;
          readonly retryAt: number;
      };

/** What an open connection is not allowed to do, with the broker's reason. */
export interface Refusals {
    readonly publish?: string;
    readonly subscribe?: string;
}

export type ConnectionEvent =
    /** Somebody needs the connection. */
    | { readonly type: "wanted" }
    /** Nobody needs it any more. */
    | { readonly type: "unwanted" }
    /** The TLS handshake is done. */
    | { readonly type: "secured" }
    /** The broker accepted the login. */
    | { readonly type: "accepted" }
    /** The attempt, or the connection, ended. */
    | { readonly type: "failed"; readonly failure: Failure; readonly retryAt: number }
    /** The wait is over. */
    | { readonly type: "retryDue" }
    /** The connection has held for a while. */
    | { readonly type: "stable" }
    /** The broker refuses to let us publish, or subscribe. */
    | { readonly type: "refused"; readonly right: keyof Refusals; readonly reason: string }
    /** What was refused is allowed. */
    | { readonly type: "granted"; readonly right: keyof Refusals };

/** A new connection's state. */
export function initialState(active: boolean): ConnectionState {
    return active ? { name: "CLOSED" } : { name: "DEACTIVATED" };
}

/** The state that follows; the same object when the event means nothing in this state. */
export function next(state: ConnectionState, event: ConnectionEvent): ConnectionState {
    if (state.name === "DEACTIVATED") return state;
    if (event.type === "unwanted") return state.name === "CLOSED" ? state : { name: "CLOSED" };
    switch (state.name) {
        case "CLOSED":
            return event.type === "wanted" ? { name: "OPENING", failures: 0 } : state;
        case "OPENING":
            if (event.type === "secured") return { name: "AUTHENTICATING", failures: state.failures };
            return event.type === "failed" ? afterFailure(state.failures, event) : state;
        case "AUTHENTICATING":
            if (event.type === "accepted") return { name: "OPENED", failures: state.failures, refused: {} };
            return event.type === "failed" ? afterFailure(state.failures, event) : state;
        case "OPENED":
            return whileOpened(state, event);
        case "UNREACHABLE":
        case "AUTHENTICATION_FAILED":
            return event.type === "retryDue" ? { name: "OPENING", failures: state.failures } : state;
        default:
            return state satisfies never;
    }
}

function whileOpened(
    state: Extract<ConnectionState, { name: "OPENED" }>,
    event: ConnectionEvent,
): ConnectionState {
    switch (event.type) {
        case "failed":
            return afterFailure(state.failures, event);
        case "stable":
            return state.failures === 0 ? state : { ...state, failures: 0 };
        case "refused":
            if (state.refused[event.right] === event.reason) return state;
            return { ...state, refused: { ...state.refused, [event.right]: event.reason } };
        case "granted":
            if (state.refused[event.right] === undefined) return state;
            return { ...state, refused: without(state.refused, event.right) };
        default:
            return state;
    }
}

function afterFailure(
    failures: number,
    { failure, retryAt }: Extract<ConnectionEvent, { type: "failed" }>,
): ConnectionState {
    const name = SHUT_OUT.has(failure.reason) ? "AUTHENTICATION_FAILED" : "UNREACHABLE";
    return { name, failures: failures + 1, failure, retryAt };
}

function without(refused: Refusals, right: keyof Refusals): Refusals {
    return Object.fromEntries(Object.entries(refused).filter(([key]) => key !== right));
}
