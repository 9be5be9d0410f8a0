import { type ConnectionView } from "./connection/connection-view";
import { type ConnectionState } from "./connection/state";
import { type Problem } from "./problem";

/** What a node shows below itself. The text is a key of the locale file, under `status`. */
export interface Status {
    readonly fill: "red" | "yellow" | "green" | "grey";
    readonly shape: "ring" | "dot";
    readonly key: string;
    /** Documents that wait, where the status tells it. */
    readonly queued?: number;
    /** Documents that wait for another destination, where the status tells it. */
    readonly leftBehind?: number;
}

/** What a node does with its connection, since each is told only of what stands in its own way. */
export type Role = "publish" | "subscribe";

/** The status of a node whose connection is in this state. */
export function statusOf({ state, queued, queueFault, leftBehind }: ConnectionView, role: Role): Status {
    const status = statusOfState(state, role);
    if (role !== "publish" || state.name === "DEACTIVATED" || state.name === "CLOSED") return status;
    if (queueFault !== undefined) return { ...withoutFine(status), key: "queue-failed" };
    if (queued > 0) return { ...status, queued };
    return leftBehind > 0 ? { ...withoutFine(status), leftBehind } : status;
}

/** Green would say that all is well. */
function withoutFine(status: Status): Status {
    return status.fill === "green" ? { ...status, fill: "yellow" } : status;
}

/** The status of a node that cannot work; of several problems the first one counts. */
export function statusOfProblems(problems: readonly Problem[]): Status {
    const [first] = problems;
    const key = CONFIGURATION_KEYS[first?.code ?? ""] ?? "settings-invalid";
    return { fill: "red", shape: "ring", key };
}

function statusOfState(state: ConnectionState, role: Role): Status {
    switch (state.name) {
        case "OPENED":
            return state.refused[role] === undefined
                ? { fill: "green", shape: "dot", key: "connected" }
                : { fill: "yellow", shape: "dot", key: `not-allowed-to-${role}` };
        case "OPENING":
        case "AUTHENTICATING":
            return { fill: "yellow", shape: "ring", key: "connecting" };
        case "UNREACHABLE":
        case "AUTHENTICATION_FAILED":
            return { fill: "red", shape: "ring", key: state.failure.reason };
        case "DEACTIVATED":
            return { fill: "grey", shape: "ring", key: "deactivated" };
        case "CLOSED":
            return { fill: "grey", shape: "ring", key: "closed" };
        default:
            return state satisfies never;
    }
}

/** Problems that have a status of their own; the others are "settings not valid". */
const CONFIGURATION_KEYS: Readonly<Record<string, string>> = {
    "no-connection": "no-connection",
    "connection-disabled": "connection-disabled",
    "enterprise-id-missing": "enterprise-id-missing",
    "enterprise-id-invalid": "enterprise-id-invalid",
    "custom-hostname-missing": "custom-hostname-missing",
    "custom-hostname-invalid": "custom-hostname-invalid",
    "custom-hostname-scheme": "custom-hostname-invalid",
    "custom-hostname-path": "custom-hostname-invalid",
    "custom-hostname-port": "custom-hostname-invalid",
    "custom-hostname-user-info": "custom-hostname-invalid",
    "region-unknown": "region-unknown",
    "username-missing": "username-missing",
    "tls-not-usable": "tls-not-usable",
    "variable-not-set": "variable-not-set",
    "newer-version": "newer-version",
    "dev-euis-invalid": "dev-euis-invalid",
};
