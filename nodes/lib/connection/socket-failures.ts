import { type Cause } from "./failure";

/** What answers speaks something else than TLS. */
export const NO_TLS: Cause = [
    "no-tls",
    "what answers there does not speak TLS: check the port, which is 8883 at WMW",
];

const CERTIFICATE_REQUIRED: Cause = [
    "client-certificate-required",
    "the broker wants a client certificate: choose TLS settings that hold one",
];

const CERTIFICATE_REFUSED: Cause = [
    "client-certificate-refused",
    "the broker does not accept the client certificate of the TLS settings: choose one that it was told of",
];

const UNKNOWN_HOST: Cause = [
    "unknown-host",
    "the name of the broker cannot be looked up: choose region Custom and copy the server's name from WMW's Settings > Connectivity, or check this machine's DNS",
];

const NO_WAY_TO_HOST: Cause = [
    "network-unreachable",
    "there is no way to that host from here: check this machine's network and the name of the host",
];

const NO_NETWORK: Cause = [
    "network-unreachable",
    "the network of this machine is down: check its connection",
];

const FORBIDDEN: Cause = [
    "network-unreachable",
    "this machine does not allow the connection: check its firewall",
];

const WRONG_HOST_NAME: Cause = [
    "wrong-host-name",
    "the broker's certificate is for another host name: enter the name that it was issued for",
];

const NO_COMMON_TLS: Cause = [
    "tls-failed",
    "the broker and this Node.js have no version of TLS, or no cipher, in common: ask who runs the broker",
];

/** What Node says of a socket, by the code of its error: of the system, the name look-up and OpenSSL. */
export const SOCKET_FAILURES: Readonly<Record<string, Cause>> = {
    ENOTFOUND: UNKNOWN_HOST,
    EAI_AGAIN: UNKNOWN_HOST,
    ECONNREFUSED: [
        "refused",
        "nothing accepts connections at that host and port: check both, and whether the broker runs",
    ],
    EHOSTUNREACH: NO_WAY_TO_HOST,
    EHOSTDOWN: NO_WAY_TO_HOST,
    ENETUNREACH: NO_WAY_TO_HOST,
    ENETDOWN: NO_NETWORK,
    EADDRNOTAVAIL: NO_NETWORK,
    EACCES: FORBIDDEN,
    EPERM: FORBIDDEN,
    ETIMEDOUT: ["timed-out", "the broker did not answer in time: check host, port and firewall"],
    ERR_TLS_HANDSHAKE_TIMEOUT: [
        "timed-out",
        "the broker did not answer in time: check host, port and firewall",
    ],
    CERT_HAS_EXPIRED: [
        "certificate-expired",
        "the broker's certificate has expired: ask who runs the broker for a new one, or set this machine's clock",
    ],
    CERT_NOT_YET_VALID: [
        "certificate-not-yet-valid",
        "the broker's certificate is not valid yet: set this machine's clock",
    ],
    ERR_TLS_CERT_ALTNAME_INVALID: WRONG_HOST_NAME,
    HOSTNAME_MISMATCH: WRONG_HOST_NAME,
    ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
    ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
    ERR_SSL_UNSUPPORTED_PROTOCOL: NO_COMMON_TLS,
    ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: CERTIFICATE_REQUIRED,
};

/** OpenSSL's verdicts on a chain that leads to no certificate authority that is trusted here. */
export const NOT_TRUSTED: ReadonlySet<string> = new Set([
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

/** What a broker says to our side of the handshake, by the number of its TLS alert (RFC 8446, section 6). */
export const TLS_ALERTS: Readonly<Record<number, Cause>> = {
    // With TLS 1.2 a missing client certificate is no more than this.
    40: [
        "tls-failed",
        "the broker refuses the TLS handshake: it may want a client certificate, which belongs into the TLS settings",
    ],
    42: CERTIFICATE_REFUSED, // bad certificate
    43: CERTIFICATE_REFUSED, // unsupported certificate
    44: CERTIFICATE_REFUSED, // certificate revoked
    45: CERTIFICATE_REFUSED, // certificate expired
    46: CERTIFICATE_REFUSED, // certificate unknown
    48: CERTIFICATE_REFUSED, // unknown certificate authority
    49: CERTIFICATE_REFUSED, // access denied
    70: NO_COMMON_TLS, // protocol version
    71: NO_COMMON_TLS, // insufficient security
    112: [
        "tls-failed",
        "the broker does not know the server name that it was asked for: check host and TLS settings",
    ],
    116: CERTIFICATE_REQUIRED,
};
