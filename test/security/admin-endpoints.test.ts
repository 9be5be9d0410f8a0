import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import should from "should";
import { startNodeRed } from "../../demo/node-red-process";
import { logIn, type UserName } from "../support/admin-users";
import { builtNodes } from "../support/built-nodes";
import { fetchAnew } from "../support/fetch-anew";
import { LOGIN } from "../support/flow-nodes";
import { AdminBench, SECRETS } from "./admin-bench";
import { ADMIN_ENDPOINTS, DEVICE, type AdminEndpoint } from "./admin-endpoints";

const ROOT = join(__dirname, "..", "..");

type Headers = Readonly<Record<string, string>>;

/** What is posted otherwise than the editor does it. */
interface Posted {
    readonly headers?: Headers;
    readonly body: RequestInit["body"];
}

const JSON_TYPE = { "content-type": "application/json" };
const LARGE = JSON.stringify({ action: "clear", filler: "x".repeat(10_000) });

/** In chunks, so that nothing says how much there is. */
function inChunks(text: string): ReadableStream {
    return new Blob([text]).stream();
}

const FOREIGN_ORIGINS: readonly [who: string, headers: Headers][] = [
    ["a page of another host", { origin: "https://other.example.com" }],
    ["a page of another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["a page without an origin", { origin: "null" }],
    [
        "a page that says it were behind the editor's proxy",
        { origin: "http://other.example.com", "x-forwarded-host": "other.example.com" },
    ],
    ["a page of what the browser calls another site", { "sec-fetch-site": "cross-site" }],
    ["a page of another host of this site", { "sec-fetch-site": "same-site" }],
];

/** @param url of Node-RED */
function ownOrigins(url: string): readonly [who: string, headers: Headers][] {
    const proxy = "https://proxy.example.com";
    return [
        ["the editor", { origin: url, "sec-fetch-site": "same-origin" }],
        ["the editor in a browser that says nothing more", { origin: new URL(url).origin }],
        ["the editor behind a proxy", { origin: proxy, "sec-fetch-site": "same-origin" }],
        ["somebody who typed the address", { "sec-fetch-site": "none" }],
    ];
}

const REFUSED_POSTS: readonly [what: string, status: number, posted: () => Posted][] = [
    ["a form", 415, () => ({ body: new URLSearchParams({ action: "clear" }) })],
    ["a form with files", 415, () => ({ body: formWith("action", "clear") })],
    ["plain text", 415, () => ({ headers: { "content-type": "text/plain" }, body: '{"action":"clear"}' })],
    ["what is of no type", 415, () => ({ body: new Uint8Array(Buffer.from('{"action":"clear"}')) })],
    ["nothing", 415, () => ({ body: null })],
    ["more than 10,000 bytes", 413, () => ({ headers: JSON_TYPE, body: LARGE })],
    ["more than 10,000 bytes in chunks", 413, () => ({ headers: JSON_TYPE, body: inChunks(LARGE) })],
    [
        "more than 10,000 bytes, compressed to less",
        413,
        () => ({
            headers: { ...JSON_TYPE, "content-encoding": "gzip" },
            body: new Uint8Array(gzipSync(LARGE)),
        }),
    ],
    [
        "more in chunks than Node-RED reads",
        413,
        () => ({ headers: JSON_TYPE, body: inChunks(`["${"x".repeat(5 * 2 ** 20)}"]`) }),
    ],
    ["broken JSON", 400, () => ({ headers: JSON_TYPE, body: '{"action":' })],
    ["JSON that is no object", 400, () => ({ headers: JSON_TYPE, body: '"clear"' })],
    ["a list", 400, () => ({ headers: JSON_TYPE, body: "[]" })],
    ["an object that says nothing", 400, () => ({ headers: JSON_TYPE, body: "{}" })],
    [
        "what is nested deeply",
        400,
        () => ({ headers: JSON_TYPE, body: `${"[".repeat(4_000)}${"]".repeat(4_000)}` }),
    ],
];

function formWith(name: string, value: string): FormData {
    const form = new FormData();
    form.append(name, value);
    return form;
}

/** How docs/security.md writes a path of Express. */
function asWritten(route: string): string {
    return route.replace(" /", " ").replace("/:device", "/{DevEUI}").replace(/:\w+/g, "{id}");
}

describe("the admin endpoints in a real Node-RED", () => {
    let bench: AdminBench;

    before(async () => {
        bench = await AdminBench.start({ settings: { nodesDir: routeWitness() } });
    });

    after(() => bench.stop());

    /** Sends what the editor would send, with changes. */
    async function ask(
        endpoint: AdminEndpoint,
        { headers = bench.owner, method = endpoint.method, posted }: AskedFor = {},
    ): Promise<{ status: number; text: string }> {
        const { path, body } = endpoint.sound(bench.standIns);
        const sound: Posted = body ? { headers: JSON_TYPE, body: JSON.stringify(body) } : { body: null };
        const sent = posted ?? sound;
        const response = await fetchAnew(`${bench.nodeRed.url}/${path}`, {
            method,
            headers: { ...sent.headers, ...headers },
            body: sent.body ?? null,
            // Of a stream, undici wants to be told that it is not read while the answer comes.
            duplex: "half",
        } as RequestInit);
        return { status: response.status, text: await response.text() };
    }

    interface AskedFor {
        readonly headers?: Headers;
        readonly method?: string;
        readonly posted?: Posted;
    }

    it("are those of the list, and no others", async () => {
        const ours = await routesOf(bench.nodeRed.url);
        const without = await startNodeRed({
            flows: [],
            settings: { nodesDir: routeWitness() },
            linked: false,
        });
        await without.ready;
        const nodeReds = await routesOf(without.url);
        await without.stop();
        for (const route of nodeReds) ours.splice(ours.indexOf(route), 1);
        ours.map(asWritten)
            .sort()
            .should.deepEqual(ADMIN_ENDPOINTS.map(({ method, path }) => `${method} ${path}`).sort());
    });

    it("are those of docs/security.md, with their permissions", () => {
        const page = readFileSync(join(ROOT, "docs", "security.md"), "utf8");
        const rows = [...page.matchAll(/^\| `(GET|POST) (\S+)` *\| `(\S+)` *\|/gm)];
        should(rows.map(([, method, path, permission]) => ({ method, path, permission }))).deepEqual(
            ADMIN_ENDPOINTS.map(({ method, path, permission }) => ({ method, path, permission })),
        );
    });

    for (const endpoint of ADMIN_ENDPOINTS) {
        const { method, path, permission } = endpoint;

        describe(`${method} ${path}`, () => {
            const sound = (): number => endpoint.sound(bench.standIns).status;

            it("answers the editor, without secrets", async () => {
                const { status, text } = await ask(endpoint);
                should(status).equal(sound(), text);
                for (const secret of SECRETS) text.should.not.containEql(secret);
            });

            it(`is for those who have ${permission}`, async () => {
                const may: Record<UserName | "nobody", boolean> = {
                    nobody: false,
                    outsider: false,
                    reader: permission === "wmw-config.read",
                    owner: true,
                };
                for (const [name, allowed] of Object.entries(may)) {
                    const headers = name === "nobody" ? {} : await logIn(bench.nodeRed.url, name as UserName);
                    const { status } = await ask(endpoint, { headers });
                    should({ name, status }).deepEqual({ name, status: allowed ? sound() : 401 });
                }
            });

            it("refuses pages of other origins", async () => {
                for (const [who, headers] of FOREIGN_ORIGINS) {
                    const { status } = await ask(endpoint, { headers: { ...bench.owner, ...headers } });
                    should({ who, status }).deepEqual({ who, status: 403 });
                }
            });

            it("answers the editor wherever it is", async () => {
                for (const [who, headers] of ownOrigins(bench.nodeRed.url)) {
                    const { status } = await ask(endpoint, { headers: { ...bench.owner, ...headers } });
                    should({ who, status }).deepEqual({ who, status: sound() });
                }
            });

            it("has no other method", async () => {
                for (const other of ["PUT", "PATCH", "DELETE"]) {
                    should((await ask(endpoint, { method: other })).status).equal(404);
                }
            });

            if (method === "GET") return;

            for (const [what, status, posted] of REFUSED_POSTS) {
                it(`refuses ${what} (${status})`, async () => {
                    const answer = await ask(endpoint, { posted: posted() });
                    should(answer.status).equal(status, answer.text);
                });
            }
        });
    }

    it("show no login that stands in another field of a connection that is tried", async () => {
        for (const endpoint of ADMIN_ENDPOINTS.filter(({ path }) => path === "wmw/connection-test")) {
            const { body } = endpoint.sound(bench.standIns);
            for (const protocolVersion of Object.values(LOGIN)) {
                const form = { ...body, fields: { ...(body?.fields as object), protocolVersion } };
                const posted = { headers: JSON_TYPE, body: JSON.stringify(form) };
                const { text } = await ask(endpoint, { posted });
                text.should.containEql("protocol-version-invalid").and.not.containEql(protocolVersion);
            }
        }
    });

    describe("afterwards", () => {
        it("they have let no secret into the log", () => {
            const log = bench.nodeRed.logLines.join("\n");
            for (const secret of SECRETS) log.should.not.containEql(secret);
        });

        it("they have forgotten what they were told to forget, and nothing else", async () => {
            const headers = bench.owner;
            const seen = await fetchAnew(`${bench.nodeRed.url}/wmw/monitor/config/${DEVICE}`, { headers });
            should(await seen.json())
                .have.property("messages")
                .deepEqual([]);
        });
    });
});

function routeWitness(): string {
    return builtNodes(join(__dirname, "nodes", "route-witness.ts"));
}

async function routesOf(url: string): Promise<string[]> {
    return (await (await fetchAnew(`${url}/route-witness`)).json()) as string[];
}
