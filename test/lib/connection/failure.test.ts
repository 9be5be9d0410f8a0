import {
    failureOf,
    type FailureReason,
    type LinkEnd,
    type Stage,
} from "../../../nodes/lib/connection/failure";

const LOGIN = { username: "user" };

const STAGES: readonly Stage[] = ["OPENING", "AUTHENTICATING", "OPENED"];

/** One reason whenever it comes, or one for each stage. */
type Reasons = FailureReason | readonly [FailureReason, FailureReason, FailureReason];

const BY_STAGE: Reasons = ["tls-failed", "connection-lost", "connection-lost"];

/** An error of the system, of the name look-up, or of Node's TLS. */
function error(code: string): LinkEnd {
    return { type: "error", code, message: `something about ${code}` };
}

/** A TLS alert of the broker: Node gives it a code of its own, or none where it met a write. */
function alert(number: number, code = "EPROTO"): LinkEnd {
    const message = `00C8:error:0A000418:SSL routines:read:../deps/openssl/ssl/rec.c:1605:SSL alert number ${number}\n`;
    return { type: "error", code, message };
}

/** OpenSSL's verdict in a failed write. */
function openssl(words: string): LinkEnd {
    const message = `write EPROTO 805C:error:0A00010B:SSL routines:ssl3_get_record:${words}:../deps/openssl/ssl3_record.c:350:\n`;
    return { type: "error", code: "EPROTO", message };
}

function connack(reasonCode: number): LinkEnd {
    return { type: "connect-refused", reasonCode };
}

function disconnect(reasonCode: number): LinkEnd {
    return { type: "disconnected", reasonCode };
}

/** What Node, OpenSSL and brokers say, and what it means. */
const rows: [what: string, end: LinkEnd, reasons: Reasons][] = [
    ["ENOTFOUND", error("ENOTFOUND"), "unknown-host"],
    ["EAI_AGAIN", error("EAI_AGAIN"), "unknown-host"],
    ["ECONNREFUSED", error("ECONNREFUSED"), "refused"],
    ["EHOSTUNREACH", error("EHOSTUNREACH"), "network-unreachable"],
    ["EHOSTDOWN", error("EHOSTDOWN"), "network-unreachable"],
    ["ENETUNREACH", error("ENETUNREACH"), "network-unreachable"],
    ["ENETDOWN", error("ENETDOWN"), "network-unreachable"],
    ["EADDRNOTAVAIL", error("EADDRNOTAVAIL"), "network-unreachable"],
    ["EACCES", error("EACCES"), "network-unreachable"],
    ["EPERM", error("EPERM"), "network-unreachable"],
    ["ETIMEDOUT", error("ETIMEDOUT"), "timed-out"],
    ["ERR_TLS_HANDSHAKE_TIMEOUT", error("ERR_TLS_HANDSHAKE_TIMEOUT"), "timed-out"],
    ["ECONNRESET", error("ECONNRESET"), BY_STAGE],
    ["EPIPE", error("EPIPE"), BY_STAGE],
    ["ECONNABORTED", error("ECONNABORTED"), BY_STAGE],
    ["EMFILE", error("EMFILE"), "connection-lost"],
    ["an error without a code", error(""), BY_STAGE],
    ["a close", { type: "closed" }, BY_STAGE],

    ["CERT_HAS_EXPIRED", error("CERT_HAS_EXPIRED"), "certificate-expired"],
    ["CERT_NOT_YET_VALID", error("CERT_NOT_YET_VALID"), "certificate-not-yet-valid"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", error("ERR_TLS_CERT_ALTNAME_INVALID"), "wrong-host-name"],
    ["HOSTNAME_MISMATCH", error("HOSTNAME_MISMATCH"), "wrong-host-name"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", error("DEPTH_ZERO_SELF_SIGNED_CERT"), "not-trusted"],
    ["SELF_SIGNED_CERT_IN_CHAIN", error("SELF_SIGNED_CERT_IN_CHAIN"), "not-trusted"],
    ["UNABLE_TO_GET_ISSUER_CERT", error("UNABLE_TO_GET_ISSUER_CERT"), "not-trusted"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", error("UNABLE_TO_GET_ISSUER_CERT_LOCALLY"), "not-trusted"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", error("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), "not-trusted"],
    ["CERT_UNTRUSTED", error("CERT_UNTRUSTED"), "not-trusted"],
    ["CERT_REJECTED", error("CERT_REJECTED"), "not-trusted"],
    ["CERT_REVOKED", error("CERT_REVOKED"), "not-trusted"],
    ["CERT_SIGNATURE_FAILURE", error("CERT_SIGNATURE_FAILURE"), "not-trusted"],
    ["CERT_CHAIN_TOO_LONG", error("CERT_CHAIN_TOO_LONG"), "not-trusted"],
    ["INVALID_CA", error("INVALID_CA"), "not-trusted"],
    ["INVALID_PURPOSE", error("INVALID_PURPOSE"), "not-trusted"],
    ["PATH_LENGTH_EXCEEDED", error("PATH_LENGTH_EXCEEDED"), "not-trusted"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", error("ERR_SSL_WRONG_VERSION_NUMBER"), "no-tls"],
    ["ERR_SSL_PACKET_LENGTH_TOO_LONG", error("ERR_SSL_PACKET_LENGTH_TOO_LONG"), "no-tls"],
    ["wrong version number, at a write", openssl("wrong version number"), "no-tls"],
    ["packet length too long, at a write", openssl("packet length too long"), "no-tls"],
    ["ERR_SSL_UNSUPPORTED_PROTOCOL", error("ERR_SSL_UNSUPPORTED_PROTOCOL"), "tls-failed"],
    ["an OpenSSL error that is not listed", error("ERR_SSL_X"), BY_STAGE],
    [
        "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
        error("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"),
        "client-certificate-required",
    ],
    ["alert 40, handshake failure", alert(40), "tls-failed"],
    [
        "alert 42, bad certificate",
        alert(42, "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE"),
        "client-certificate-refused",
    ],
    ["alert 43, unsupported certificate", alert(43), "client-certificate-refused"],
    ["alert 44, certificate revoked", alert(44), "client-certificate-refused"],
    ["alert 45, certificate expired", alert(45), "client-certificate-refused"],
    ["alert 46, certificate unknown", alert(46), "client-certificate-refused"],
    ["alert 48, unknown CA", alert(48, "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA"), "client-certificate-refused"],
    ["alert 49, access denied", alert(49), "client-certificate-refused"],
    ["alert 70, protocol version", alert(70), "tls-failed"],
    ["alert 71, insufficient security", alert(71), "tls-failed"],
    ["alert 112, unrecognised name", alert(112), "tls-failed"],
    ["alert 116, certificate required", alert(116), "client-certificate-required"],
    ["an alert that is not listed", alert(80, "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR"), BY_STAGE],
    [
        "certificate or key that Node cannot read",
        { type: "tls-options", message: "bad PEM" },
        "tls-not-usable",
    ],

    ["CONNACK 1", connack(1), "protocol-version-refused"],
    ["CONNACK 2", connack(2), "client-id-refused"],
    ["CONNACK 3", connack(3), "server-unavailable"],
    ["CONNACK 4", connack(4), "wrong-login"],
    ["CONNACK 5", connack(5), "wrong-login"],
    ["CONNACK 99, which is none", connack(99), "server-unavailable"],
    ["CONNACK 0x80, unspecified", connack(0x80), "server-unavailable"],
    ["CONNACK 0x82, protocol error", connack(0x82), "server-unavailable"],
    ["CONNACK 0x84, version", connack(0x84), "protocol-version-refused"],
    ["CONNACK 0x85, client id", connack(0x85), "client-id-refused"],
    ["CONNACK 0x86, username or password", connack(0x86), "wrong-login"],
    ["CONNACK 0x87, not authorised", connack(0x87), "wrong-login"],
    ["CONNACK 0x88, unavailable", connack(0x88), "server-unavailable"],
    ["CONNACK 0x89, busy", connack(0x89), "server-busy"],
    ["CONNACK 0x8A, banned", connack(0x8a), "banned"],
    ["CONNACK 0x8B, shutting down", connack(0x8b), "server-shutting-down"],
    ["CONNACK 0x8C, authentication method", connack(0x8c), "wrong-login"],
    ["CONNACK 0x97, quota", connack(0x97), "server-full"],
    ["CONNACK 0x9C, use another server", connack(0x9c), "server-moved"],
    ["CONNACK 0x9D, server moved", connack(0x9d), "server-moved"],
    ["CONNACK 0x9F, connection rate", connack(0x9f), "server-full"],

    ["DISCONNECT 0", disconnect(0), "connection-lost"],
    ["DISCONNECT 0x80, unspecified", disconnect(0x80), "connection-lost"],
    ["DISCONNECT 0x81, malformed", disconnect(0x81), "connection-lost"],
    ["DISCONNECT 0x87, not authorised", disconnect(0x87), "wrong-login"],
    ["DISCONNECT 0x89, busy", disconnect(0x89), "server-busy"],
    ["DISCONNECT 0x8B, shutting down", disconnect(0x8b), "server-shutting-down"],
    ["DISCONNECT 0x8D, keep alive", disconnect(0x8d), "connection-lost"],
    ["DISCONNECT 0x8E, taken over", disconnect(0x8e), "client-id-in-use"],
    ["DISCONNECT 0x93, receive maximum", disconnect(0x93), "connection-lost"],
    ["DISCONNECT 0x95, too large", disconnect(0x95), "connection-lost"],
    ["DISCONNECT 0x97, quota", disconnect(0x97), "server-full"],
    ["DISCONNECT 0x98, administrative", disconnect(0x98), "connection-lost"],
    ["DISCONNECT 0x9B, QoS", disconnect(0x9b), "connection-lost"],
    ["DISCONNECT 0x9C, use another server", disconnect(0x9c), "server-moved"],
    ["DISCONNECT 0x9D, server moved", disconnect(0x9d), "server-moved"],
    ["DISCONNECT 0x9F, connection rate", disconnect(0x9f), "server-full"],
    ["DISCONNECT 0xEE, which is none", disconnect(0xee), "connection-lost"],
];

describe("the reason of a failure", () => {
    for (const [what, end, reasons] of rows) {
        const expected = typeof reasons === "string" ? STAGES.map(() => reasons) : reasons;
        const title =
            typeof reasons === "string" ? reasons : `${reasons.join(", ")} while ${STAGES.join(", ")}`;
        it(`is ${title} for ${what}`, () => {
            STAGES.map((stage) => failureOf(end, stage, LOGIN).reason).should.deepEqual(expected);
        });
    }
});

describe("the reason of a failure without a username", () => {
    const anonymous: [what: string, end: LinkEnd, reason: FailureReason][] = [
        ["CONNACK 4", connack(4), "username-missing"],
        ["CONNACK 0x87", connack(0x87), "username-missing"],
        ["CONNACK 2", connack(2), "client-id-refused"],
        ["a close", { type: "closed" }, "connection-lost"],
    ];
    for (const [what, end, reason] of anonymous) {
        it(`is ${reason} for ${what}`, () => {
            failureOf(end, "AUTHENTICATING", { username: "" }).reason.should.equal(reason);
        });
    }
});

describe("the message of a failure", () => {
    const told: [what: string, end: LinkEnd, words: RegExp][] = [
        ["the verdict on a certificate that is not trusted", error("CERT_REVOKED"), /CERT_REVOKED/],
        ["what Node says of TLS settings", { type: "tls-options", message: "bad PEM" }, /bad PEM/],
        ["a code that MQTT has no name for", connack(99), /code 99$/],
        ["the name of a code", disconnect(0x95), /code 149, packet too large$/],
        ["OpenSSL's code where it is not listed", error("ERR_SSL_X"), /ERR_SSL_X/],
        ["what happened where there is no code", error(""), /something about/],
    ];
    for (const [what, end, words] of told) {
        it(`tells ${what}`, () => {
            for (const stage of STAGES) failureOf(end, stage, LOGIN).message.should.match(words);
        });
    }

    it("has nothing of OpenSSL's source paths", () => {
        for (const [, end] of rows) {
            for (const stage of STAGES)
                failureOf(end, stage, LOGIN).message.should.not.containEql("openssl/");
        }
    });
});
