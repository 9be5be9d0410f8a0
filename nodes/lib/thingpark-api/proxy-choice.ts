import { isIPv6 } from "node:net";

type Environment = Readonly<Record<string, string | undefined>>;

/** The part of `proxyOptions` in `settings.js` that says where the variables are, and which of them count. */
export interface ProxyOptions {
    readonly env?: Environment;
    readonly favourUpperCase?: boolean;
    readonly lowerCaseOnly?: boolean;
    readonly excludeNpm?: boolean;
}

/**
 * The proxy for an address as Node-RED's own HTTP nodes choose it: by `https_proxy`, `http_proxy` or `all_proxy`,
 * except for the hosts of `no_proxy`; undefined where there is none.
 */
export function proxyChoice(
    environment: Environment,
    options: ProxyOptions = {},
): (url: URL) => string | undefined {
    const read = reader(options.env ?? environment, options);
    return (url) => {
        if (isExcepted(url, read("npm_config_no_proxy") || read("no_proxy"))) return undefined;
        const scheme = url.protocol.slice(0, -1);
        const proxy =
            read(`npm_config_${scheme}_proxy`) ||
            read(`${scheme}_proxy`) ||
            read("npm_config_proxy") ||
            read("all_proxy");
        if (proxy === "") return undefined;
        const address = proxy.includes("://") ? proxy : `${scheme}://${proxy}`;
        return URL.canParse(address) ? address : undefined;
    };
}

function reader(env: Environment, options: ProxyOptions): (name: string) => string {
    return (name) => {
        if (options.excludeNpm && name.startsWith("npm_config_")) return "";
        if (options.lowerCaseOnly) return env[name] ?? "";
        const [first, second] = options.favourUpperCase
            ? [name.toUpperCase(), name]
            : [name, name.toUpperCase()];
        return [env[first], env[second]].find((value) => value) ?? "";
    };
}

/**
 * `no_proxy`: hosts, with a port where they are meant with it, a dot or star in front for all that end so. An IPv6
 * address counts without its brackets too, as other programs write it.
 */
function isExcepted(url: URL, list: string): boolean {
    const port = url.port || (url.protocol === "https:" ? "443" : "80");
    return list
        .toLowerCase()
        .split(/[,\s]+/)
        .filter((entry) => entry !== "")
        .some((entry) => {
            const [, host = entry, only] = isIPv6(entry)
                ? [entry, `[${entry}]`]
                : (/^(.+):(\d+)$/.exec(entry) ?? []);
            if (only !== undefined && only !== port) return false;
            return /^[.*]/.test(host)
                ? url.hostname.endsWith(host.replace(/^\*/, ""))
                : url.hostname === host;
        });
}
