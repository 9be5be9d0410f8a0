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
    | "protocol-version-refused"
    | "client-id-refused"
    | "client-id-in-use"
    | "server-unavailable"
    | "no-acknowledgement"
    | "connection-lost";

/** A failure as it is kept in the state and told to people. */
export interface Failure {
    readonly reason: FailureReason;
    /** What happened and what can be done about it, without secrets. */
    readonly message: string;
}

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

const NO_TLS: readonly [FailureReason, string] = [
    "no-tls",
    "what answers there does not speak TLS: check the port",
];

const CERTIFICATE_REQUIRED: readonly [FailureReason, string] = [
    "client-certificate-required",
    "the broker wants a client certificate: choose TLS settings that hold one",
];

const SOCKET_FAILURES: Readonly<Record<string, readonly [FailureReason, string]>> = {
    ENOTFOUND: ["unknown-host", "the name of the broker is not known: check region and custom hostname"],
    EAI_AGAIN: ["unknown-host", "the name of the broker could not be looked up: check the network's DNS"],
    ECONNREFUSED: ["refused", "nothing accepts connections at that host and port"],
    EHOSTUNREACH: ["network-unreachable", "there is no way to that host from here"],
    EHOSTDOWN: ["network-unreachable", "there is no way to that host from here"],
    ENETDOWN: ["network-unreachable", "the network of this machine is down"],
    EADDRNOTAVAIL: ["network-unreachable", "this machine has no address to connect from"],
    ENETUNREACH: ["network-unreachable", "there is no way to that network from here"],
    ETIMEDOUT: ["timed-out", "the broker did not answer in time: check host, port and firewall"],
    CERT_HAS_EXPIRED: ["certificate-expired", "the broker's certificate has expired"],
    CERT_NOT_YET_VALID: [
        "certificate-not-yet-valid",
        "the broker's certificate is not valid yet: check this machine's clock",
    ],
    ERR_TLS_CERT_ALTNAME_INVALID: ["wrong-host-name", "the broker's certificate is for another host name"],
    ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
    ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
    ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: CERTIFICATE_REQUIRED,
};

/** OpenSSL's verdicts on a chain that leads to no certificate authority that is trusted here. */
const NOT_TRUSTED = new Set([
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_GET_ISSUER_CERT",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "CERT_UNTRUSTED",
    "CERT_REJECTED",
    "CERT_REVOKED",
    "CERT_SIGNATURE_FAILURE",
    "CERT_CHAIN_TOO_LONG",
    "INVALID_CA",
    "INVALID_PURPOSE",
    "PATH_LENGTH_EXCEEDED",
]);

const CERTIFICATE_REFUSED: readonly [FailureReason, string] = [
    "client-certificate-refused",
    "the broker does not accept the client certificate of the TLS settings",
];

/** What a broker says to our side of the handshake, by the number of its TLS alert (RFC 8446, section 6). */
const ALERTS: Readonly<Record<number, readonly [FailureReason, string]>> = {
    40: ["tls-failed", "the broker refuses the TLS handshake: it may want a client certificate"],
    42: CERTIFICATE_REFUSED, // bad certificate
    43: CERTIFICATE_REFUSED, // unsupported certificate
    44: CERTIFICATE_REFUSED, // certificate revoked
    45: CERTIFICATE_REFUSED, // certificate expired
    46: CERTIFICATE_REFUSED, // certificate unknown
    48: CERTIFICATE_REFUSED, // unknown certificate authority
    49: CERTIFICATE_REFUSED, // access denied
    116: CERTIFICATE_REQUIRED,
};

/** MQTT 3.1.1, section 3.2.2.3, and MQTT 5, section 3.2.2.2. */
const CONNECT_REFUSALS: Readonly<Record<number, readonly [FailureReason, string]>> = {
    1: ["protocol-version-refused", "the broker does not speak this version of MQTT: choose the other one"],
    2: ["client-id-refused", "the broker refuses the client id"],
    3: ["server-unavailable", "the broker is not available"],
    4: ["wrong-login", "the broker refuses the username or the password"],
    5: ["wrong-login", "the broker does not authorise this username and password"],
    0x84: [
        "protocol-version-refused",
        "the broker does not speak this version of MQTT: choose the other one",
    ],
    0x85: ["client-id-refused", "the broker refuses the client id"],
    0x86: ["wrong-login", "the broker refuses the username or the password"],
    0x87: ["wrong-login", "the broker does not authorise this username and password"],
    0x88: ["server-unavailable", "the broker is not available"],
    0x89: ["server-unavailable", "the broker is busy"],
    0x8a: ["wrong-login", "the broker has banned this client"],
    0x8b: ["server-unavailable", "the broker is shutting down"],
    0x8c: ["wrong-login", "the broker wants another way of authentication"],
    0x9f: ["server-unavailable", "the broker allows no further connections for now"],
};

/** MQTT 5, section 3.14.2.1. */
const DISCONNECTS: Readonly<Record<number, readonly [FailureReason, string]>> = {
    0x87: ["wrong-login", "the broker no longer authorises this username"],
    0x89: ["server-unavailable", "the broker is busy"],
    0x8b: ["server-unavailable", "the broker is shutting down"],
    0x8d: ["connection-lost", "the broker heard nothing from us for too long"],
    0x8e: ["client-id-in-use", "another client connected with the same client id"],
    0x9f: ["server-unavailable", "the broker allows no further connections for now"],
};

/** The reason that the end of an attempt stands for. */
export function failureOf(end: LinkEnd, stage: Stage): Failure {
    switch (end.type) {
        case "tls-options":
            return failure("tls-not-usable", `the TLS settings cannot be used: ${end.message}`);
        case "connect-refused":
            return known(
                CONNECT_REFUSALS[end.reasonCode],
                "server-unavailable",
                `the broker refuses the connection with code ${end.reasonCode}`,
            );
        case "disconnected":
            return known(
                DISCONNECTS[end.reasonCode],
                "connection-lost",
                `the broker ended the connection with code ${end.reasonCode}`,
            );
        case "error":
            return failureOfError(end.code, end.message, stage);
        case "closed":
            return failureOfClose(stage);
        default:
            return end satisfies never;
    }
}

function failureOfError(code: string, message: string, stage: Stage): Failure {
    const listed = SOCKET_FAILURES[code];
    if (listed) return known(listed, "connection-lost", message);
    if (NOT_TRUSTED.has(code)) {
        return failure(
            "not-trusted",
            `the broker's certificate is not trusted (${code}): choose TLS settings that hold its certificate authority`,
        );
    }
    const alert = ALERTS[Number(/SSL alert number (\d+)/.exec(message)?.[1])];
    if (alert) return failure(...alert);
    // While the login waits to be written Node gives OpenSSL's verdict as a failed write, EPROTO.
    if (/:(wrong version number|packet length too long):/.test(message)) return failure(...NO_TLS);
    if (stage === "OPENING" && /^(ECONNRESET|EPIPE)$/.test(code)) return failureOfClose(stage);
    // OpenSSL's own messages are full of addresses and source paths; its codes say the same.
    const cause = code === "" ? message : code;
    if (stage === "OPENING" && /^$|^(EPROTO|ERR_(SSL|TLS)_|CERT_)/.test(code)) {
        return failure("tls-failed", `the TLS handshake failed: ${cause}`);
    }
    return failure("connection-lost", `the connection broke: ${cause}`);
}

function failureOfClose(stage: Stage): Failure {
    switch (stage) {
        case "OPENING":
            return failure(
                "tls-failed",
                "the connection was closed during the TLS handshake: check that the port is the one for TLS",
            );
        case "AUTHENTICATING":
            return failure(
                "connection-lost",
                "the broker closed the connection before it answered the login",
            );
        case "OPENED":
            return failure("connection-lost", "the broker or the network closed the connection");
        default:
            return stage satisfies never;
    }
}

function known(
    listed: readonly [FailureReason, string] | undefined,
    reason: FailureReason,
    message: string,
): Failure {
    return listed ? failure(...listed) : failure(reason, message);
}

function failure(reason: FailureReason, message: string): Failure {
    return { reason, message };
}
