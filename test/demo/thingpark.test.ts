import { Agent, request } from "node:https";
import should from "should";
import { createAuthority } from "../../demo/certificates";
import { startPlatform, type Platform } from "../../demo/platform";
import { answering } from "../../demo/thingpark/fault";
import { startThingPark, type ThingPark } from "../../demo/thingpark/thingpark";

interface Told {
    readonly status: number | undefined;
    readonly location: string | undefined;
    readonly body: unknown;
}

const FORM = {
    grant_type: "client_credentials",
    client_id: "profile/login",
    client_secret: "stand-in-secret",
};
const ADMIN = "/thingpark/dx/admin/latest/api/oauth/token";
const USERS = "/users-auth/protocol/openid-connect/token";
const CONNECTIONS = "/thingpark/dx/core/latest/api/connections";

describe("the stand-in ThingPark", () => {
    let wmw: Platform;
    let thingPark: ThingPark;
    let agent: Agent;
    let token: string;

    before(async () => {
        wmw = await startPlatform({});
    });

    after(() => wmw.close());

    beforeEach(async () => {
        thingPark = await startThingPark({ authority: wmw.authority });
        agent = new Agent({ ca: wmw.caPem });
        token = tokenIn(await form(ADMIN, FORM));
    });

    afterEach(() => thingPark.close());

    function ask(
        method: string,
        path: string,
        text?: string,
        headers: Record<string, string> = {},
    ): Promise<Told> {
        return new Promise((resolve, reject) => {
            const url = new URL(path, thingPark.baseUrl);
            const sent = request(url, { method, agent, headers }, (response) => {
                let body = "";
                response.on("data", (chunk: Buffer) => (body += chunk.toString()));
                response.on("end", () => {
                    resolve({
                        status: response.statusCode,
                        location: response.headers.location,
                        body: body === "" ? undefined : JSON.parse(body),
                    });
                });
            });
            sent.on("error", reject).end(text);
        });
    }

    function form(path: string, fields: Record<string, string>): Promise<Told> {
        const type = { "content-type": "application/x-www-form-urlencoded" };
        return ask("POST", path, new URLSearchParams(fields).toString(), type);
    }

    function call(method: string, path = "", body?: object): Promise<Told> {
        const headers = {
            authorization: `Bearer ${token}`,
            ...(body && { "content-type": "application/json" }),
        };
        return ask(method, `${CONNECTIONS}${path}`, body && JSON.stringify(body), headers);
    }

    function tokenIn({ body }: Told): string {
        return (body as { access_token: string }).access_token;
    }

    function connection(changes: object = {}): object {
        return {
            name: "Actility To WMW",
            connectorId: "actility-mqtt-iot",
            configuration: {
                hostName: `localhost:${wmw.mqttPort}`,
                protocol: "SSL",
                username: "mqtt-username",
                password: "mqtt-password",
                uplinkTopicPattern: "uplink_1234",
                downlinkTopicPattern: "downlink_1234",
                ...changes,
            },
            brand: "WMW",
        };
    }

    it("gives tokens at two addresses, each to its own kind of clients", async () => {
        const sub = { ...FORM, client_id: "sub-100001/user" };
        should((await form(USERS, sub)).body).containDeep({ token_type: "Bearer", expires_in: 3600 });
        for (const [path, fields] of [
            [USERS, FORM],
            [ADMIN, sub],
            [ADMIN, { ...FORM, client_secret: "wrong" }],
        ] as const) {
            should((await form(path, fields)).status).equal(401);
        }
        should((await form(ADMIN, { ...FORM, grant_type: "password" })).status).equal(400);
        should((await ask("POST", ADMIN, "{}", { "content-type": "application/json" })).status).equal(415);
    });

    it("answers nobody without a token, and nobody whose token has expired", async () => {
        should((await ask("GET", CONNECTIONS)).status).equal(401);
        should((await call("GET")).status).equal(200);
        thingPark.expireTokens();
        should((await call("GET")).status).equal(401);
    });

    it("creates, shows, replaces and deletes connections, and masks their secrets", async () => {
        const created = await call("POST", "", connection());
        should(created).containDeep({
            status: 201,
            location: "/connections/1114",
            body: { id: "1114", state: "OPENING", configuration: { password: "*****" } },
        });
        should((await call("GET")).body).containDeep([{ id: "1114", configuration: { password: "*****" } }]);
        const replaced = await call("PUT", "/1114", {
            ...connection({ description: "new" }),
            name: "House 7",
        });
        should(replaced).containDeep({ status: 200, body: { id: "1114", name: "House 7" } });
        await call("PUT", "/1114", connection());
        should(thingPark.setup("1114").configuration).not.have.property("description");
        should(await call("DELETE", "/1114")).containDeep({ status: 204, body: undefined });
        for (const method of ["GET", "DELETE"]) should((await call(method, "/1114")).status).equal(404);
    });

    it("stores a mask as it comes: whoever sends it has overwritten the secret", async () => {
        await call("POST", "", connection({ password: "*****" }));
        should(thingPark.setup("1114").configuration.password).equal("*****");
    });

    it("takes no sixth connection, and none that is not complete", async () => {
        for (const broken of [
            {},
            { ...connection(), name: "" },
            { ...connection(), connectorId: "x" },
            connection({ hostName: undefined }),
        ]) {
            should((await call("POST", "", broken)).status).equal(400);
        }
        for (let count = 0; count < 5; count++) await call("POST", "", connection());
        should(await call("POST", "", connection())).containDeep({
            status: 400,
            body: { message: "The limit of 5 connections is reached" },
        });
    });

    it("really connects, sends the uplinks of its devices, and hears commands", async () => {
        const received = wmw.next("document");
        const subscribed = wmw.next("subscribed");
        await call("POST", "", connection());
        should(await received).containDeep({ topic: "uplink_1234", devEUI: "20635F0100000001" });
        await subscribed;
        const heard = thingPark.next("command");
        await wmw.sendDownlink("1234", { DevEUI_downlink: { DevEUI: "20635F0100000001" } });
        should((await heard).id).equal("1114");
    });

    const ends: [what: string, changes: object, state: string][] = [
        ["the login is wrong", { password: "wrong" }, "AUTHENTICATION_FAILED"],
        ["nobody listens", { hostName: "localhost:1" }, "UNREACHABLE"],
    ];
    for (const [what, changes, state] of ends) {
        it(`tells ${state} where ${what}`, async () => {
            const ended = thingPark.next("connection", (change) => change.state === state);
            await call("POST", "", connection(changes));
            await ended;
            should((await call("GET", "/1114")).body).have.property("state", state);
        });
    }

    it("tells UNREACHABLE where a connection trusts another CA", async () => {
        const { caPem } = await createAuthority("Another CA");
        const ended = thingPark.next("connection", ({ state }) => state === "UNREACHABLE");
        await call("POST", "", connection({ trustedCaCertficate: caPem }));
        await ended;
    });

    it("does not connect what is not active", async () => {
        const { body } = await call("POST", "", { ...connection(), active: false });
        should(body).have.property("state", "DEACTIVATED");
        // One that begins after it is there only when the first would be as well.
        const opened = thingPark.next("connection", ({ state }) => state === "OPENED");
        await call("POST", "", connection());
        should((await opened).id).equal("1115");
        should((await call("GET", "/1114")).body).have.property("state", "DEACTIVATED");
    });

    it("fails once where it is told to, carried out or not", async () => {
        thingPark.failNext({ method: "POST", carriedOut: true, answer: answering(504, "{}") });
        thingPark.failNext({ answer: answering(503, "{}") });
        should((await call("GET")).status).equal(503);
        should((await call("POST", "", connection())).status).equal(504);
        should((await call("GET")).body).have.length(1);
    });

    it("goes on where a request breaks off", async () => {
        const told = thingPark.next("request");
        const url = new URL(ADMIN, thingPark.baseUrl);
        const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": "100" };
        const sent = request(url, { method: "POST", agent, headers }).on("error", () => undefined);
        sent.write("grant_type=", () => sent.destroy());
        should((await told).status).equal(500);
        should((await call("GET")).status).equal(200);
    });

    it("has nothing elsewhere", async () => {
        should((await call("GET", "/1114/more")).status).equal(404);
        should((await call("PATCH")).status).equal(405);
        should((await ask("GET", ADMIN)).status).equal(405);
    });
});
