import { CONNECT_REFUSALS, describeCode, DISCONNECTS } from "./broker-codes";
import { NO_TLS, NOT_TRUSTED, SOCKET_FAILURES, TLS_ALERTS } from "./socket-failures";

/** Why a connection could not be opened, or broke; statuses are looked up by it. */
export type FailureReason =
    | "unknown-host"
    | "refused"
    | "network-unreachable"
    | "timed-out"
    | "not-trusted"
    | "certificate-expired"
    | "certificate-not-yet-valid"
    | "wrong-host-name"
    | "client-certificate-required"
    | "client-certificate-refused"
    | "no-tls"
    | "tls-failed"
    | "tls-not-usable"
    | "wrong-login"
    | "username-missing"
    | "banned"
    | "protocol-version-refused"
    | "client-id-refused"
    | "client-id-in-use"
    | "server-unavailable"
    | "server-busy"
    | "server-full"
    | "server-shutting-down"
    | "server-moved"
    | "closed-on-publish"
    | "no-acknowledgement"
    | "connection-lost";

/** A failure as it is kept in the state and told to people. */
export interface Failure {
    readonly reason: FailureReason;
    /** What happened and what can be done about it, without secrets. */
    readonly message: string;
}

/** A reason and its message, as the tables of known failures hold them. */
export type Cause = readonly [reason: FailureReason, message: string];

/** How far the attempt had come when it ended. */
export type Stage = "OPENING" | "AUTHENTICATING" | "OPENED";

/** How an attempt ended, as the link saw it. */
export type LinkEnd =
    | { readonly type: "closed" }
    | { readonly type: "error"; readonly code: string; readonly message: string }
    /** The broker's answer to CONNECT: a return code of MQTT 3.1.1 (1 to 5) or a reason code of MQTT 5. */
    | { readonly type: "connect-refused"; readonly reasonCode: number }
    /** The broker's DISCONNECT, which exists in MQTT 5 only. */
    | { readonly type: "disconnected"; readonly reasonCode: number }
    /** The TLS options could not even be used to dial. */
    | { readonly type: "tls-options"; readonly message: string };

/** What a connection logs in with, as far as failures depend on it. */
export interface FailedLogin {
    readonly username: string;
}

/** The reason that the end of an attempt stands for. */
export function failureOf(end: LinkEnd, stage: Stage, login: FailedLogin): Failure {
    const [reason, message] = causeOf(end, stage);
    return reason === "wrong-login" && login.username === "" ? USERNAME_MISSING : { reason, message };
}

/** Some brokers let in who has no name, so it is missing only once they do not. */
const USERNAME_MISSING: Failure = {
    reason: "username-missing",
    message:
        "the broker wants a username and a password, and there are none: enter those of the MQTT user that WMW shows under Settings > Connectivity",
};

function causeOf(end: LinkEnd, stage: Stage): Cause {
    switch (end.type) {
        case "tls-options":
            return ["tls-not-usable", `the TLS settings cannot be used: ${end.message}`];
        case "connect-refused":
            return (
                CONNECT_REFUSALS[end.reasonCode] ?? [
                    "server-unavailable",
                    `the broker refuses the connection with ${describeCode(end.reasonCode)}`,
                ]
            );
        case "disconnected":
            return (
                DISCONNECTS[end.reasonCode] ?? [
                    "connection-lost",
                    `the broker ended the connection with ${describeCode(end.reasonCode)}`,
                ]
            );
        case "error":
            return causeOfError(end.code, end.message, stage);
        case "closed":
            return causeOfClose(stage);
        default:
            return end satisfies never;
    }
}

function causeOfError(code: string, message: string, stage: Stage): Cause {
    const listed = SOCKET_FAILURES[code];
    if (listed) return listed;
    if (NOT_TRUSTED.has(code)) {
        return [
            "not-trusted",
            `the broker's certificate is not trusted (${code}): choose TLS settings that hold its certificate authority`,
        ];
    }
    const alert = TLS_ALERTS[Number(/SSL alert number (\d+)/.exec(message)?.[1])];
    if (alert) return alert;
    // While the login waits to be written Node gives OpenSSL's verdict as a failed write, EPROTO.
    if (/:(wrong version number|packet length too long):/.test(message)) return NO_TLS;
    if (/^(ECONNRESET|ECONNABORTED|EPIPE)$/.test(code)) return causeOfClose(stage);
    // OpenSSL's own messages are full of addresses and source paths; its codes say the same.
    const cause = code === "" ? message : code;
    if (stage === "OPENING" && /^$|^(EPROTO|ERR_(SSL|TLS)_|CERT_)/.test(code)) {
        return ["tls-failed", `the TLS handshake failed: ${cause}`];
    }
    return ["connection-lost", `the connection broke: ${cause}`];
}

function causeOfClose(stage: Stage): Cause {
    switch (stage) {
        case "OPENING":
            return [
                "tls-failed",
                "the connection was closed during the TLS handshake: check that the port is the one for TLS, 8883 at WMW, and that the broker is not full",
            ];
        case "AUTHENTICATING":
            return ["connection-lost", "the broker closed the connection before it answered the login"];
        case "OPENED":
            return ["connection-lost", "the broker or the network closed the connection"];
        default:
            return stage satisfies never;
    }
}
