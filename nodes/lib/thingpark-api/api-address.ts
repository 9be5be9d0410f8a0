import { isAbsent } from "../absent";
import { failed, passed, shown, type Checked } from "../problem";

/** What the token of a client is asked for with, and where. */
export interface TokenChoice {
    /** As saved; blank: derived from the base URL. */
    readonly tokenUrl: unknown;
    readonly baseUrl: string;
    readonly clientId: string;
}

const BASE_URL_EXAMPLE = "https://platform.example.com/thingpark/dx/core/latest/api";

/** The address of the DX Core API, without a slash at its end: https, or plain http to this machine only. */
export function checkBaseUrl(value: unknown): Checked<string> {
    if (isAbsent(value)) {
        return failed(
            "baseUrl",
            "base-url-missing",
            `expected the address of the API, as ${BASE_URL_EXAMPLE}`,
        );
    }
    return checkUrl("baseUrl", value);
}

/**
 * The address that gives tokens. ThingPark has two: that of DX Admin beside DX Core, for client ids
 * `profile/login`, and that of its user directory, for client ids `sub-…/user`.
 */
export function checkTokenUrl({ tokenUrl, baseUrl, clientId }: TokenChoice): Checked<string> {
    if (!isAbsent(tokenUrl)) return checkUrl("tokenUrl", tokenUrl);
    if (clientId.startsWith("sub-")) {
        return passed(`${new URL(baseUrl).origin}/users-auth/protocol/openid-connect/token`);
    }
    const [, platform, version] = /^(.*)\/core\/([^/]+)\/api$/.exec(baseUrl) ?? [];
    if (platform !== undefined && version !== undefined) {
        return passed(`${platform}/admin/${version}/api/oauth/token`);
    }
    const message =
        "expected an address, since none can be derived from a base URL that does not end in /core/…/api";
    return failed("tokenUrl", "token-url-missing", message);
}

function checkUrl(path: string, value: unknown): Checked<string> {
    if (typeof value !== "string") return noAddress(path, value);
    // Neither is shown, whether or not it is an address: before an @ may stand a password, behind a ? a key.
    if (value.includes("@")) {
        return failed(path, "url-user-info", "expected an address without user name and password");
    }
    // A bare ? or # is neither a query nor a fragment to URL, but what is appended would be.
    if (/[?#]/.test(value)) return failed(path, "url-query", "expected an address without ? and #");
    if (!URL.canParse(value)) return noAddress(path, value);
    const url = new URL(value);
    if (url.protocol === "http:" ? !isLoopback(url.hostname) : url.protocol !== "https:") {
        const message = `expected https:// (http:// only to this machine), got ${shown(value)}`;
        return failed(path, "url-scheme", message);
    }
    return passed(url.href.replace(/\/+$/, ""));
}

function noAddress(path: string, value: unknown): Checked<never> {
    return failed(path, "url-invalid", `expected an address that begins with https://, got ${shown(value)}`);
}

function isLoopback(hostname: string): boolean {
    return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
