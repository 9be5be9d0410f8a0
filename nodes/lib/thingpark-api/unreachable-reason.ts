const CLOSED = "the connection was closed before the answer was complete";
const NOT_TRUSTED = "its certificate is not trusted: choose TLS settings that hold its certificate authority";

/** What may pass by itself. */
const PASSING: Readonly<Record<string, string>> = {
    ENOTFOUND: "the name of the host is not known",
    EAI_AGAIN: "the name of the host could not be looked up",
    ECONNREFUSED: "nothing accepts connections at that host and port",
    ECONNRESET: CLOSED,
    EPIPE: CLOSED,
    EHOSTUNREACH: "there is no way to that host from here",
    ENETUNREACH: "there is no way to that network from here",
    ETIMEDOUT: "the host did not answer in time",
};

/** What people have to mend. */
const LASTING: Readonly<Record<string, string>> = {
    CERT_HAS_EXPIRED: "its certificate has expired",
    CERT_NOT_YET_VALID: "its certificate is not valid yet: check this machine's clock",
    ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host name",
    ERR_SSL_WRONG_VERSION_NUMBER: "what answers there does not speak TLS: check the port",
    DEPTH_ZERO_SELF_SIGNED_CERT: NOT_TRUSTED,
    SELF_SIGNED_CERT_IN_CHAIN: NOT_TRUSTED,
    UNABLE_TO_GET_ISSUER_CERT: NOT_TRUSTED,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NOT_TRUSTED,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_TRUSTED,
};

/** Why a host could not be asked, in words that tell what can be done, and whether that may pass by itself. */
export function unreachableReason(error: Error): { readonly reason: string; readonly lasts: boolean } {
    const code = "code" in error && typeof error.code === "string" ? error.code : "";
    const lasting = LASTING[code];
    if (lasting !== undefined) return { reason: lasting, lasts: true };
    const passing = PASSING[code];
    if (passing !== undefined) return { reason: passing, lasts: false };
    // hpagent's words for the refusal of a proxy.
    const [, status] = /^Bad response: (\d{3})$/.exec(error.message) ?? [];
    if (status !== undefined) return { reason: `the proxy answered with status ${status}`, lasts: false };
    // OpenSSL's own messages are full of addresses and source paths; its codes say the same.
    return { reason: `the connection failed (${code === "" ? error.message : code})`, lasts: false };
}
