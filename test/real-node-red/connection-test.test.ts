import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import should from "should";
import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { startPlatform, type Platform } from "../../demo/platform";
import { type FlowNode } from "../../demo/user-directory";
import { adminAuth, logIn } from "../support/admin-users";
import { fetchAnew } from "../support/fetch-anew";
import { configNode, inRows, LOGIN, TAB, tlsNode, uplinkNode } from "../support/flow-nodes";

type Result = Readonly<Record<string, unknown>>;

interface Form {
    readonly id?: string;
    readonly fields?: FlowNode;
    readonly username?: string;
    readonly password?: string;
}

describe("the test of a connection in a real Node-RED", () => {
    let platform: Platform;
    let nodeRed: NodeRedProcess;
    let owner: Record<string, string>;
    /** A listener that says nothing, and who is connected to it. */
    let silent: Server;
    const visitors = new Set<Socket>();
    let visits = 0;

    before(async () => {
        platform = await startPlatform({});
        silent = createServer((socket) => {
            visits += 1;
            visitors.add(socket);
            socket.resume().on("error", () => undefined);
            socket.on("close", () => visitors.delete(socket));
        });
        await once(silent.listen(0, "127.0.0.1"), "listening");
        const place = { tls: "", active: false };
        nodeRed = await startNodeRed({
            flows: [
                TAB,
                configNode(platform.mqttPort, place),
                configNode(platform.mqttPort, {
                    ...place,
                    id: "variable",
                    customHostname: "${WMW_TEST_HOST}",
                }),
                { ...tlsNode(), ca: "/nowhere/ca.pem" },
                ...inRows([uplinkNode()]),
            ],
            credentials: {
                config: LOGIN,
                variable: { username: LOGIN.username, password: "${WMW_TEST_PASSWORD}" },
            },
            settings: { adminAuth: adminAuth() },
            caPem: platform.caPem,
            env: {
                WMW_TEST_PASSWORD: LOGIN.password,
                WMW_TEST_HOST: `localhost:${platform.mqttPort}`,
                WMW_TEST_OTHER: "a-secret-of-the-machine",
            },
        });
        await nodeRed.ready;
        owner = await logIn(nodeRed.url, "owner");
    });

    beforeEach(() => {
        visits = 0;
    });

    after(async () => {
        await nodeRed.stop();
        await platform.close();
        silent.close();
    });

    /** What the dialog would send for the deployed connection, with changes. */
    function formOf({ id = "config", fields, ...login }: Form = {}): Result {
        const { customHostname, region, enterpriseId } = configNode(platform.mqttPort);
        const written = { region, customHostname, enterpriseId, tls: "", connectTimeout: "10", ...fields };
        return { id, fields: written, username: LOGIN.username, ...login };
    }

    function post(body: unknown, headers = owner, signal?: AbortSignal): Promise<Response> {
        return fetchAnew(`${nodeRed.url}/wmw/connection-test`, {
            method: "POST",
            headers: { "content-type": "application/json", ...headers },
            body: typeof body === "string" ? body : JSON.stringify(body),
            ...(signal && { signal }),
        });
    }

    /** Runs a test: its results. No answer may hold the password. */
    async function results(form: Form = {}): Promise<Result[]> {
        const response = await post(formOf(form));
        const text = await response.text();
        response.status.should.equal(200);
        text.should.not.containEql(LOGIN.password);
        return text
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line) as Result);
    }

    /** The codes of the problems for which a test does not even begin. */
    async function problems(form: Form): Promise<string[]> {
        const [first] = await results(form);
        should(first).have.properties({ step: "settings", outcome: "failed" });
        return (first?.problems as { path: string; code: string }[]).map(
            ({ path, code }) => `${path} ${code}`,
        );
    }

    /** Resolves when nobody is connected to the silent listener any more. */
    async function allGone(): Promise<void> {
        for (const visitor of visitors) await once(visitor, "close");
    }

    const port = (): number => (silent.address() as AddressInfo).port;

    it("tells each step of a connection that works, with the stored password", async () => {
        const gone = platform.next("clientGone");
        const told = await results();
        told.map(({ step, outcome }) => `${String(step)} ${String(outcome)}`).should.deepEqual([
            "settings passed",
            "lookup passed",
            "tcp passed",
            "tls passed",
            "login passed",
            "subscribe passed",
            "publish skipped",
        ]);
        await gone;
        platform.clients().should.be.empty();
    });

    it("uses host and password of environment variables where the deployed connection does", async () => {
        const told = await results({ id: "variable", fields: { customHostname: "${WMW_TEST_HOST}" } });
        told.at(-1)?.should.have.property("step", "publish");
    });

    it("uses a password that was typed, and says where the broker refuses it", async () => {
        const told = await results({ password: "not-the-password" });
        told.at(-1)?.should.have.properties({ step: "login", reason: "wrong-login" });
        JSON.stringify(told).should.not.containEql("not-the-password");
    });

    it("tries another enterprise with the stored password, and says that it may not subscribe", async () => {
        const told = await results({ fields: { enterpriseId: "5678" } });
        told.at(-1)?.should.have.properties({ step: "subscribe", reason: "not-allowed-to-subscribe" });
    });

    it("says which version of MQTT the broker does not speak", async () => {
        const told = await results({ fields: { protocolVersion: "5" } });
        told.at(-1)?.should.have.properties({ step: "login", reason: "protocol-version-refused" });
    });

    describe("wants the password again, and calls nobody, where", () => {
        const changes: [what: string, form: () => Form][] = [
            ["the host is another", () => ({ fields: { customHostname: `127.0.0.1:${port()}` } })],
            ["the port is another", () => ({ fields: { customHostname: `localhost:${port()}` } })],
            ["the region is another", () => ({ fields: { region: "US" } })],
            ["the username is another", () => ({ username: "somebody" })],
            ["the connection is not deployed", () => ({ id: "new" })],
        ];
        for (const [what, form] of changes) {
            it(what, async () => {
                (await problems(form())).should.deepEqual(["password password-again"]);
                visits.should.equal(0);
            });
        }
    });

    describe("hands no environment variable to anybody", () => {
        const host = (): FlowNode => ({ customHostname: `127.0.0.1:${port()}` });
        const forms: [what: string, form: () => Form, problem: string][] = [
            [
                "that is the stored password, where the host is another",
                () => ({ id: "variable", fields: host(), password: "${WMW_TEST_PASSWORD}" }),
                "password variable-not-deployed",
            ],
            [
                "that was typed as a password",
                () => ({ password: "${WMW_TEST_OTHER}" }),
                "password variable-not-deployed",
            ],
            [
                "that was typed as a username",
                () => ({ fields: host(), username: "${WMW_TEST_OTHER}", password: "typed" }),
                "username variable-not-deployed",
            ],
            [
                "that was typed as a host",
                () => ({ fields: { customHostname: "${WMW_TEST_OTHER}" }, password: "typed" }),
                "customHostname variable-not-deployed",
            ],
        ];
        for (const [what, form, problem] of forms) {
            it(what, async () => {
                (await problems(form())).should.deepEqual([problem]);
                visits.should.equal(0);
            });
        }
    });

    it("says which settings are no good", async () => {
        (await problems({ fields: { enterpriseId: "", connectTimeout: "soon" } })).should.deepEqual([
            "enterpriseId enterprise-id-missing",
            "connectTimeout number-invalid",
        ]);
    });

    it("says that TLS settings are not deployed, or cannot be used", async () => {
        (await problems({ fields: { tls: "not-deployed" }, password: "typed" })).should.deepEqual([
            "tls tls-not-deployed",
        ]);
        (await problems({ fields: { tls: "ca" }, password: "typed" })).should.deepEqual([
            "tls tls-not-usable",
        ]);
    });

    it("runs one at a time, and ends with its request: nothing stays open", async () => {
        const form = formOf({ fields: { customHostname: `127.0.0.1:${port()}` }, password: "typed" });
        const controller = new AbortController();
        const called = once(silent, "connection");
        const first = await post(form, owner, controller.signal);
        await called;
        (await post(formOf())).status.should.equal(409);
        controller.abort();
        await first.text().should.be.rejected();
        await allGone();
        (await results()).at(-1)?.should.have.property("step", "publish");
    });

    it("gives up after the connect time-out of the form", async () => {
        const told = await results({
            fields: { customHostname: `127.0.0.1:${port()}`, connectTimeout: 3 },
            password: "typed",
        });
        told.at(-1)?.should.have.properties({ step: "tls", reason: "timed-out" });
        await allGone();
    });

    describe("is refused to", () => {
        it("somebody who may only read, and to nobody in particular", async () => {
            const statuses = await Promise.all(
                [await logIn(nodeRed.url, "reader"), {}].map(
                    async (who) => (await post(formOf(), who)).status,
                ),
            );
            statuses.should.deepEqual([401, 401]);
        });

        const requests: [what: string, status: number, headers: Record<string, string>, body?: string][] = [
            ["a form", 415, { "content-type": "application/x-www-form-urlencoded" }, "id=config"],
            ["plain text", 415, { "content-type": "text/plain" }, "{}"],
            ["a page of another origin", 403, { origin: "https://other.example.com" }],
            ["a page without an origin", 403, { origin: "null" }],
            ["what a browser calls another site", 403, { "sec-fetch-site": "cross-site" }],
            ["a body that is too large", 413, {}, JSON.stringify({ id: "x".repeat(20_000) })],
            ["what is no form of a connection", 400, {}, "{}"],
        ];
        for (const [what, status, headers, body] of requests) {
            it(`${what}: ${status}`, async () => {
                (await post(body ?? formOf(), { ...owner, ...headers })).status.should.equal(status);
            });
        }

        it("nobody whose browser says that it is the editor itself", async () => {
            const headers = {
                ...owner,
                origin: "https://proxy.example.com",
                "sec-fetch-site": "same-origin",
            };
            const response = await post(formOf(), headers);
            response.status.should.equal(200);
            await response.text();
        });
    });
});
