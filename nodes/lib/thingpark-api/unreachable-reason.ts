const REASONS: Readonly<Record<string, string>> = {
    ENOTFOUND: "the name of the host is not known",
    EAI_AGAIN: "the name of the host could not be looked up",
    ECONNREFUSED: "nothing accepts connections at that host and port",
    ECONNRESET: "the connection was closed before the answer was complete",
    EPIPE: "the connection was closed before the answer was complete",
    EHOSTUNREACH: "there is no way to that host from here",
    ENETUNREACH: "there is no way to that network from here",
    ETIMEDOUT: "the host did not answer in time",
    CERT_HAS_EXPIRED: "its certificate has expired",
    CERT_NOT_YET_VALID: "its certificate is not valid yet",
    ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host name",
    ERR_SSL_WRONG_VERSION_NUMBER: "what answers there does not speak TLS",
    DEPTH_ZERO_SELF_SIGNED_CERT:
        "its certificate is not trusted: choose TLS settings that hold its certificate authority",
    SELF_SIGNED_CERT_IN_CHAIN:
        "its certificate is not trusted: choose TLS settings that hold its certificate authority",
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        "its certificate is not trusted: choose TLS settings that hold its certificate authority",
    UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        "its certificate is not trusted: choose TLS settings that hold its certificate authority",
};

/** Why a host could not be asked, in words that tell what can be done about it. */
export function unreachableReason(error: Error): string {
    const code = "code" in error && typeof error.code === "string" ? error.code : "";
    const reason = REASONS[code];
    if (reason !== undefined) return reason;
    // hpagent's words for the refusal of a proxy.
    const [, status] = /^Bad response: (\d{3})$/.exec(error.message) ?? [];
    if (status !== undefined) return `the proxy answered with status ${status}`;
    // OpenSSL's own messages are full of addresses and source paths; its codes say the same.
    return `the connection failed (${code === "" ? error.message : code})`;
}
