import { type IncomingHttpHeaders } from "node:http";
import should from "should";
import { ownOrigin } from "../../nodes/wmw-config/own-origin";

const HOST = "node-red.example.com:1880";

const requests: [who: string, headers: IncomingHttpHeaders, status: number | "let in"][] = [
    ["the editor", { origin: `http://${HOST}` }, "let in"],
    ["what is no browser", {}, "let in"],
    ["a page of another host", { origin: "http://other.example.com" }, 403],
    ["a page of another port", { origin: "http://node-red.example.com" }, 403],
    ["a page without an origin", { origin: "null" }, 403],
    [
        "a page that says it were behind the editor's proxy",
        { origin: "http://other.example.com", "x-forwarded-host": "other.example.com" },
        403,
    ],
    [
        "the editor behind a proxy, in a browser's own words",
        { origin: "https://proxy.example.com", "sec-fetch-site": "same-origin" },
        "let in",
    ],
    ["another site, in a browser's own words", { "sec-fetch-site": "cross-site" }, 403],
];

describe("the endpoints' guard against pages of other origins", () => {
    for (const [who, headers, expected] of requests) {
        it(`${expected === "let in" ? "lets in" : "refuses"} ${who}`, () => {
            let outcome: number | "let in" | undefined;
            ownOrigin(
                { headers: { host: HOST, ...headers }, is: () => null },
                {
                    status(code) {
                        outcome = code;
                        return { json: () => undefined };
                    },
                },
                () => {
                    outcome = "let in";
                },
            );
            should(outcome).equal(expected);
        });
    }
});
