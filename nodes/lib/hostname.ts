import { isAbsent } from "./absent";
import { failed, passed, shown, type Checked } from "./problem";

/** The host and port of a broker. */
export interface HostAndPort {
    /** DNS name or address; an IPv6 address without its brackets. */
    readonly host: string;
    readonly port: number;
}

/** MQTT over TLS, the only way into WMW. */
export const MQTTS_PORT = 8883;

const MOST_HOST_CHARACTERS = 253; // RFC 1035, section 2.3.4, as text without the closing dot
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i;
const IPV4 = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;

/**
 * A broker's address: `host` or `host:port`, where host is a DNS name, an IPv4 address or an IPv6 address in
 * brackets. The port is 8883 unless one is named.
 */
export function checkHostname(value: unknown, path: string): Checked<HostAndPort> {
    if (isAbsent(value)) {
        return failed(
            path,
            "custom-hostname-missing",
            "expected the host name of your WMW broker, got nothing",
        );
    }
    const invalid = (expected: string): Checked<never> =>
        failed(path, "custom-hostname-invalid", `expected ${expected}, got ${shown(value)}`);
    if (typeof value !== "string") return invalid("host or host:port");
    if (value.includes("@")) {
        // The value itself is not shown: what stands before the @ may be a password.
        const message =
            "expected host or host:port without user name and password, which have fields of their own";
        return failed(path, "custom-hostname-user-info", message);
    }
    if (value.includes("://")) {
        // Nor an address that was pasted: it may hold a key behind its path.
        const message = "expected host or host:port without a scheme such as mqtts://";
        return failed(path, "custom-hostname-scheme", message);
    }
    if (/[/?#]/.test(value)) {
        return failed(
            path,
            "custom-hostname-path",
            `expected host or host:port without a path, got ${shown(value)}`,
        );
    }
    const match = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::([^:]*))?$/.exec(value);
    if (!match) {
        return invalid(
            value.includes(":") ? "an IPv6 address in brackets, as [::1]:8883" : "host or host:port",
        );
    }
    const [, ipv6, name = "", portText] = match;
    const port = portText === undefined ? MQTTS_PORT : portNumber(portText);
    if (port === undefined)
        return failed(path, "custom-hostname-port", `expected a port of 1 to 65535, got ${shown(portText)}`);
    if (ipv6 !== undefined)
        return isIPv6(ipv6) ? passed({ host: ipv6, port }) : invalid("an IPv6 address in brackets");
    return isHostName(name) ? passed({ host: name, port }) : invalid("a host name or an IP address");
}

function isHostName(name: string): boolean {
    if (name.length === 0 || name.length > MOST_HOST_CHARACTERS) return false;
    const labels = name.split(".");
    // A name whose last label is a number is meant as an IPv4 address (WHATWG URL, "ends in a number").
    if (/^\d+$/.test(labels.at(-1) ?? "")) return IPV4.test(name);
    return labels.every((label) => LABEL.test(label));
}

function isIPv6(address: string): boolean {
    return address.includes(":") && URL.canParse(`http://[${address}]/`);
}

function portNumber(text: string): number | undefined {
    if (!/^\d{1,5}$/.test(text)) return undefined;
    const port = Number(text);
    return port >= 1 && port <= 65535 ? port : undefined;
}
