import {
    failureOf,
    type FailureReason,
    type LinkEnd,
    type Stage,
} from "../../../nodes/lib/connection/failure";

const STAGES: readonly Stage[] = ["OPENING", "AUTHENTICATING", "OPENED"];

/** What tells the same whenever it happens. */
const errors: Readonly<Record<string, FailureReason>> = {
    ENOTFOUND: "unknown-host",
    EAI_AGAIN: "unknown-host",
    ECONNREFUSED: "refused",
    EHOSTUNREACH: "network-unreachable",
    ENETUNREACH: "network-unreachable",
    ENETDOWN: "network-unreachable",
    EHOSTDOWN: "network-unreachable",
    EADDRNOTAVAIL: "network-unreachable",
    ETIMEDOUT: "timed-out",
    CERT_HAS_EXPIRED: "certificate-expired",
    CERT_NOT_YET_VALID: "certificate-not-yet-valid",
    ERR_TLS_CERT_ALTNAME_INVALID: "wrong-host-name",
    ERR_SSL_WRONG_VERSION_NUMBER: "no-tls",
    ERR_SSL_PACKET_LENGTH_TOO_LONG: "no-tls",
    ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "client-certificate-required",
    DEPTH_ZERO_SELF_SIGNED_CERT: "not-trusted",
    SELF_SIGNED_CERT_IN_CHAIN: "not-trusted",
    UNABLE_TO_GET_ISSUER_CERT: "not-trusted",
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "not-trusted",
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: "not-trusted",
    CERT_UNTRUSTED: "not-trusted",
    CERT_REVOKED: "not-trusted",
};

/** What means something else before TLS stands, during the login, and later. */
const byStage: [what: string, end: LinkEnd, reasons: [FailureReason, FailureReason, FailureReason]][] = [
    ["a close", { type: "closed" }, ["tls-failed", "connection-lost", "connection-lost"]],
    ["a reset", error("ECONNRESET"), ["tls-failed", "connection-lost", "connection-lost"]],
    ["a broken pipe", error("EPIPE"), ["tls-failed", "connection-lost", "connection-lost"]],
    [
        "an alert that is not listed",
        error("ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"),
        ["tls-failed", "connection-lost", "connection-lost"],
    ],
    ["an error without a code", error(""), ["tls-failed", "connection-lost", "connection-lost"]],
];

const connectRefusals: [code: number, reason: FailureReason][] = [
    [1, "protocol-version-refused"],
    [2, "client-id-refused"],
    [3, "server-unavailable"],
    [4, "wrong-login"],
    [5, "wrong-login"],
    [0x84, "protocol-version-refused"],
    [0x85, "client-id-refused"],
    [0x86, "wrong-login"],
    [0x87, "wrong-login"],
    [0x88, "server-unavailable"],
    [0x89, "server-unavailable"],
    [0x8a, "wrong-login"],
    [0x8b, "server-unavailable"],
    [0x8c, "wrong-login"],
    [0x9f, "server-unavailable"],
    [0x80, "server-unavailable"],
    [99, "server-unavailable"],
];

const disconnects: [code: number, reason: FailureReason][] = [
    [0x87, "wrong-login"],
    [0x89, "server-unavailable"],
    [0x8b, "server-unavailable"],
    [0x8d, "connection-lost"],
    [0x8e, "client-id-in-use"],
    [0x9f, "server-unavailable"],
    [0x80, "connection-lost"],
    [0x00, "connection-lost"],
];

function error(code: string): LinkEnd {
    return { type: "error", code, message: `something about ${code}` };
}

describe("the reason of a failure", () => {
    for (const [code, reason] of Object.entries(errors)) {
        it(`is ${reason} for the error ${code}, whenever it comes`, () => {
            for (const stage of STAGES) failureOf(error(code), stage).reason.should.equal(reason);
        });
    }

    for (const [what, end, reasons] of byStage) {
        it(`is ${reasons.join(", ")} for ${what} while ${STAGES.join(", ")}`, () => {
            STAGES.map((stage) => failureOf(end, stage).reason).should.deepEqual(reasons);
        });
    }

    for (const [reasonCode, reason] of connectRefusals) {
        it(`is ${reason} where CONNECT is answered with ${reasonCode}`, () => {
            failureOf({ type: "connect-refused", reasonCode }, "AUTHENTICATING").reason.should.equal(reason);
        });
    }

    for (const [reasonCode, reason] of disconnects) {
        it(`is ${reason} where the broker disconnects with ${reasonCode}`, () => {
            failureOf({ type: "disconnected", reasonCode }, "OPENED").reason.should.equal(reason);
        });
    }

    it("is tls-not-usable where Node cannot read certificate or key", () => {
        const { reason, message } = failureOf({ type: "tls-options", message: "bad PEM" }, "OPENING");
        reason.should.equal("tls-not-usable");
        message.should.containEql("bad PEM");
    });
});

describe("the reason of a TLS alert", () => {
    const alerts: [alert: number, code: string, reason: FailureReason][] = [
        [40, "EPROTO", "tls-failed"],
        [42, "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE", "client-certificate-refused"],
        [45, "ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED", "client-certificate-refused"],
        [45, "EPROTO", "client-certificate-refused"],
        [48, "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "client-certificate-refused"],
        [48, "EPROTO", "client-certificate-refused"],
        [70, "EPROTO", "tls-failed"],
        [116, "EPROTO", "client-certificate-required"],
    ];
    for (const [alert, code, reason] of alerts) {
        it(`${alert} is ${reason}, by the code ${code}`, () => {
            const message = `00C8:error:0A000418:SSL routines:read:../deps/openssl/ssl/rec.c:1605:SSL alert number ${alert}\n`;
            const failure = failureOf({ type: "error", code, message }, "OPENING");
            failure.reason.should.equal(reason);
            failure.message.should.not.containEql("openssl");
        });
    }

    it("is known after the handshake too, where TLS 1.3 tells it", () => {
        const message = "ssl3_read_bytes:tlsv1 alert unknown ca:SSL alert number 48";
        failureOf(
            { type: "error", code: "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", message },
            "AUTHENTICATING",
        ).reason.should.equal("client-certificate-refused");
    });
});

describe("the reason of what is no TLS", () => {
    for (const words of ["wrong version number", "packet length too long"]) {
        it(`is no-tls where a write meets OpenSSL's "${words}"`, () => {
            const message = `write EPROTO 805C:error:0A00010B:SSL routines:ssl3_get_record:${words}:../deps/openssl/ssl3_record.c:350:\n`;
            const { reason, message: told } = failureOf(
                { type: "error", code: "EPROTO", message },
                "OPENING",
            );
            reason.should.equal("no-tls");
            told.should.not.containEql("openssl");
        });
    }
});

describe("the message of a failure", () => {
    it("names the verdict on a certificate that is not trusted", () => {
        failureOf(error("CERT_REVOKED"), "OPENING").message.should.containEql("CERT_REVOKED");
    });

    it("names the code that is not known", () => {
        failureOf({ type: "connect-refused", reasonCode: 99 }, "AUTHENTICATING").message.should.containEql(
            "99",
        );
        failureOf({ type: "disconnected", reasonCode: 128 }, "OPENED").message.should.containEql("128");
        failureOf(error("ERR_SSL_X"), "OPENING").message.should.containEql("ERR_SSL_X");
    });

    it("tells what happened where there is no code", () => {
        for (const stage of STAGES) failureOf(error(""), stage).message.should.containEql("something about");
    });
});
