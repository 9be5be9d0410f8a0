import should from "should";
import { TokenSource } from "../../../nodes/lib/thingpark-api/token-source";
import { ManualClock } from "../support/manual-clock";
import { errorOf, failureOf } from "./support/errors";
import { noNetwork, ScriptedPlatform, SETTINGS, type Reply } from "./support/scripted-platform";

describe("the token", () => {
    let clock: ManualClock;
    let platform: ScriptedPlatform;
    let source: TokenSource;

    beforeEach(() => {
        clock = new ManualClock();
        platform = ScriptedPlatform.replying({ status: 500 });
        source = new TokenSource({ settings: SETTINGS, exchange: platform.exchange, clock });
    });

    it("is asked for by the client's credentials, in a form", async () => {
        (await source.token()).should.equal("token-1");
        const [request] = platform.tokenRequests;
        should(request?.method).equal("POST");
        should(request?.headers["content-type"]).equal("application/x-www-form-urlencoded");
        should(Object.fromEntries(new URLSearchParams(request?.body))).deepEqual({
            grant_type: "client_credentials",
            client_id: "profile/login",
            client_secret: "client-secret-1",
        });
    });

    it("is asked for once, however many wait for it", async () => {
        const tokens = await Promise.all(Array.from({ length: 50 }, () => source.token()));
        should(new Set(tokens)).have.property("size", 1);
        platform.tokenRequests.should.have.length(1);
    });

    it("is kept until a minute before it expires", async () => {
        await source.token();
        clock.advance(3_540_000 - 1);
        (await source.token()).should.equal("token-1");
        clock.advance(1);
        (await source.token()).should.equal("token-2");
    });

    const lifetimes: [what: string, expiresIn: unknown, renewedAfter: number][] = [
        ["a short life, of which a tenth is left", 100, 90_000],
        ["a lifetime given as text", "3600", 3_540_000],
        ["a lifetime that is not told", undefined, 270_000],
        ["a lifetime that is none", -1, 270_000],
        ["a lifetime that is no number", "soon", 270_000],
    ];
    for (const [what, expires_in, renewedAfter] of lifetimes) {
        it(`is renewed in time where it has ${what}`, async () => {
            platform.onToken = () => ({ status: 200, body: { access_token: "t", expires_in } });
            await source.token();
            clock.advance(renewedAfter - 1);
            await source.token();
            platform.tokenRequests.should.have.length(1);
            clock.advance(1);
            await source.token();
            platform.tokenRequests.should.have.length(2);
        });
    }

    it("is asked for anew where it was refused, once for all that were refused with it", async () => {
        await source.token();
        source.refused("token-1");
        (await source.token()).should.equal("token-2");
        source.refused("token-1");
        (await source.token()).should.equal("token-2");
    });

    const failures: [what: string, reply: Reply, failure: RegExp][] = [
        [
            "WMW_API_AUTH with the platform's words where the secret is wrong",
            { status: 401, body: { error: "invalid_client", error_description: "Bad client-secret-1" } },
            /^WMW_API_AUTH: POST \/thingpark\/dx\/admin\/latest\/api\/oauth\/token answered 401: Bad \*{5}$/,
        ],
        ["WMW_API_AUTH for other failures of the request", { status: 400 }, /^WMW_API_AUTH: .* answered 400/],
        ["WMW_API_AUTH where the address leads elsewhere", { status: 302 }, /^WMW_API_AUTH: .* answered 302/],
        ["WMW_API_AUTH where there is no token in the answer", { status: 200, body: {} }, /no token/],
        [
            "WMW_API_AUTH where the answer is not JSON",
            { status: 200, body: "<html>" },
            /^WMW_API_AUTH.*no token/,
        ],
        [
            "WMW_API_AUTH where the token could not stand in a header",
            { status: 200, body: { access_token: "a\r\nb" } },
            /no token/,
        ],
        [
            "WMW_API_STATUS where the platform is in trouble",
            { status: 503 },
            /^WMW_API_STATUS: .* answered 503/,
        ],
        [
            "WMW_API_UNREACHABLE without a network",
            noNetwork(),
            /^WMW_API_UNREACHABLE: POST .*: nothing accepts/,
        ],
    ];
    for (const [what, reply, failure] of failures) {
        it(`fails with ${what}, and is asked for again next time`, async () => {
            platform.onToken = () => reply;
            (await failureOf(source.token())).should.match(failure);
            await errorOf(source.token());
            platform.tokenRequests.should.have.length(2);
        });
    }

    it("fails with WMW_STOPPED when it is closed meanwhile", async () => {
        platform.onToken = () => new Promise(() => undefined);
        const token = source.token();
        source.close();
        (await errorOf(token)).code.should.equal("WMW_STOPPED");
    });
});
