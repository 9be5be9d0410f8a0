import should from "should";
import { proxyChoice } from "../../../nodes/lib/thingpark-api/proxy-choice";

const ALL = "http://all.example.com:1";
const HTTPS = "http://https.example.com:2";

const choices: [title: string, env: Record<string, string>, url: string, proxy: string | undefined][] = [
    ["there is none", {}, "https://a.example.com/", undefined],
    ["by the scheme", { https_proxy: HTTPS, http_proxy: ALL }, "https://a.example.com/", HTTPS],
    ["by the scheme, in upper case", { HTTPS_PROXY: HTTPS }, "https://a.example.com/", HTTPS],
    ["for all schemes", { all_proxy: ALL }, "https://a.example.com/", ALL],
    ["the scheme goes before all", { all_proxy: ALL, https_proxy: HTTPS }, "https://a.example.com/", HTTPS],
    [
        "npm's go before the others",
        { npm_config_https_proxy: ALL, https_proxy: HTTPS },
        "https://a.example.com/",
        ALL,
    ],
    [
        "without a scheme of its own",
        { https_proxy: "p.example.com:3" },
        "https://a.example.com/",
        "https://p.example.com:3",
    ],
    ["that is no address", { https_proxy: "http://" }, "https://a.example.com/", undefined],
    [
        "but not for a host",
        { all_proxy: ALL, no_proxy: "b.example.com, a.example.com" },
        "https://a.example.com/",
        undefined,
    ],
    ["but not for other hosts", { all_proxy: ALL, no_proxy: "example.com" }, "https://a.example.com/", ALL],
    [
        "but not for a domain",
        { all_proxy: ALL, no_proxy: ".example.com" },
        "https://a.example.com/",
        undefined,
    ],
    [
        "but not for a domain with a star",
        { all_proxy: ALL, NO_PROXY: "*.EXAMPLE.com" },
        "https://a.example.com/",
        undefined,
    ],
    ["but for nothing", { all_proxy: ALL, no_proxy: "*" }, "https://a.example.com/", undefined],
    [
        "but not for a port",
        { all_proxy: ALL, no_proxy: "a.example.com:443" },
        "https://a.example.com/",
        undefined,
    ],
    ["for another port", { all_proxy: ALL, no_proxy: "a.example.com:8443" }, "https://a.example.com/", ALL],
    ["but not for an IPv6 address", { all_proxy: ALL, no_proxy: "[::1]" }, "http://[::1]/", undefined],
    [
        "but not for an IPv6 address and a port",
        { all_proxy: ALL, no_proxy: "[::1]:80" },
        "http://[::1]/",
        undefined,
    ],
    [
        "but not for an IPv6 address without brackets",
        { all_proxy: ALL, no_proxy: "::1" },
        "http://[::1]/",
        undefined,
    ],
    [
        "not for plain http's port",
        { all_proxy: ALL, no_proxy: "localhost:80" },
        "http://localhost/",
        undefined,
    ],
];

describe("the proxy", () => {
    for (const [title, env, url, proxy] of choices) {
        it(`is chosen as Node-RED chooses it: ${title}`, () => {
            should(proxyChoice(env)(new URL(url))).equal(proxy);
        });
    }

    it("is chosen by the proxyOptions of settings.js", () => {
        const url = new URL("https://a.example.com/");
        const env = {
            https_proxy: HTTPS,
            HTTPS_PROXY: ALL,
            npm_config_https_proxy: "http://npm.example.com:4",
        };
        should(proxyChoice({}, { env })(url)).equal("http://npm.example.com:4");
        should(proxyChoice(env, { excludeNpm: true })(url)).equal(HTTPS);
        should(proxyChoice(env, { excludeNpm: true, favourUpperCase: true })(url)).equal(ALL);
        should(proxyChoice({ HTTPS_PROXY: ALL }, { lowerCaseOnly: true })(url)).be.undefined();
    });
});
