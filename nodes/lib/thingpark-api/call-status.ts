import { isJsonObject } from "../documents/json-object";
import { type ErrorCode, type WmwError } from "../errors";
import { type Status } from "../status";
import { type Operation } from "./connections-settings";
import { type Outcome } from "./thingpark";

/** What a node shows below itself while it works, as a key of its locale file, under `status`. */
export type CallStatus = Pick<Status, "fill" | "shape" | "key">;

const STATES: Readonly<Record<string, CallStatus>> = {
    OPENING: { fill: "yellow", shape: "ring", key: "state.opening" },
    AUTHENTICATING: { fill: "yellow", shape: "ring", key: "state.authenticating" },
    OPENED: { fill: "green", shape: "dot", key: "state.opened" },
    CLOSED: { fill: "grey", shape: "ring", key: "state.closed" },
    DEACTIVATED: { fill: "grey", shape: "ring", key: "state.deactivated" },
    AUTHENTICATION_FAILED: { fill: "red", shape: "ring", key: "state.authentication-failed" },
    UNREACHABLE: { fill: "red", shape: "ring", key: "state.unreachable" },
};

const FAILURES: Partial<Readonly<Record<ErrorCode, string>>> = {
    WMW_API_AUTH: "failed.auth",
    WMW_API_UNREACHABLE: "failed.unreachable",
    WMW_API_NOT_OPENED: "failed.not-opened",
};

/** Problems that have a status of their own. */
const PROBLEMS: Readonly<Record<string, string>> = {
    "api-missing": "failed.api-missing",
    "api-disabled": "failed.api-disabled",
    "no-connection": "failed.no-connection",
    "connection-disabled": "failed.connection-disabled",
    "connection-name-taken": "failed.name-taken",
};

/** The status of a node that carries out an operation. */
export function statusOfOperation(operation: Operation): CallStatus {
    return { fill: "yellow", shape: "ring", key: `doing.${operation}` };
}

/** The status of a node whose connection is in a state; one that is not known is shown as on its way. */
export function statusOfState(state: string): CallStatus {
    const known = Object.hasOwn(STATES, state) ? STATES[state] : undefined;
    return known ?? { fill: "yellow", shape: "ring", key: "state.other" };
}

/** The status of a node that has carried out an operation. */
export function statusOfOutcome(done: Outcome["done"], hasWaited: boolean): CallStatus {
    return { fill: "green", shape: "dot", key: hasWaited ? "state.opened" : `done.${done}` };
}

/** The status of a node that could not; a connection that has come to another end goes on showing it. */
export function statusOfFailure({ code, cause }: WmwError): CallStatus {
    const state = code === "WMW_API_NOT_OPENED" && isJsonObject(cause) ? cause.state : undefined;
    if (typeof state === "string" && statusOfState(state).fill !== "yellow") return statusOfState(state);
    if (code === "WMW_API_BAD_REQUEST") return statusOfProblem(firstCodeIn(cause));
    return { fill: "red", shape: "ring", key: FAILURES[code] ?? "failed.status" };
}

/** The status of a node that cannot work; of several problems the first one counts. */
export function statusOfProblem(code: string): CallStatus {
    return { fill: "red", shape: "ring", key: PROBLEMS[code] ?? "failed.bad-request" };
}

function firstCodeIn(problems: unknown): string {
    const first: unknown = Array.isArray(problems) ? problems[0] : undefined;
    return isJsonObject(first) && typeof first.code === "string" ? first.code : "";
}
