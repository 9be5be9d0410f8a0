import should from "should";
import { HttpFailure } from "../../../nodes/lib/thingpark-api/http-exchange";
import { turn } from "../support/turn";
import { errorOf, failureOf } from "./support/errors";
import { ApiBench } from "./support/bench";
import { noNetwork, ScriptedPlatform, type Reply } from "./support/scripted-platform";

const LIST = { method: "GET", path: "/connections" } as const;
const FINE = { status: 200, body: [] };

describe("a call of the API", () => {
    it("carries the token, and a body as JSON", async () => {
        const platform = ScriptedPlatform.replying({
            status: 201,
            body: { id: "1" },
            headers: { location: "/c/1" },
        });
        const { client, signal } = new ApiBench(platform);
        const answer = await client.callOnce(
            { method: "POST", path: "/connections", body: { name: "n" } },
            signal,
        );
        should(answer).deepEqual({ status: 201, location: "/c/1", body: { id: "1" } });
        should(platform.calls).deepEqual([
            {
                method: "POST",
                url: "https://platform.example.com/thingpark/dx/core/latest/api/connections",
                headers: { authorization: "Bearer token-1", "content-type": "application/json" },
                body: '{"name":"n"}',
            },
        ]);
    });

    it("shares one token with all others, and is one of four at a time", async () => {
        let underWay = 0;
        let most = 0;
        const platform = new ScriptedPlatform(async () => {
            most = Math.max(most, ++underWay);
            await Promise.resolve();
            underWay--;
            return FINE;
        });
        const { client, signal } = new ApiBench(platform);
        await Promise.all(Array.from({ length: 50 }, () => client.call(LIST, signal)));
        platform.tokenRequests.should.have.length(1);
        platform.calls.should.have.length(50);
        should(most).equal(4);
    });

    it("is made again with a new token where the token was refused", async () => {
        const platform = ScriptedPlatform.replying({ status: 401 }, FINE);
        const { client, signal } = new ApiBench(platform);
        await client.callOnce(LIST, signal);
        platform.calls
            .map(({ headers }) => headers.authorization)
            .should.deepEqual(["Bearer token-1", "Bearer token-2"]);
    });

    it("fails with WMW_API_AUTH where the new token is refused too", async () => {
        const platform = ScriptedPlatform.replying({ status: 401, body: { message: "not with token-2" } });
        const { client, signal } = new ApiBench(platform);
        (await failureOf(client.call(LIST, signal))).should.equal(
            "WMW_API_AUTH: GET /connections answered 401: not with *****",
        );
        platform.calls.should.have.length(2);
    });

    const statuses: [status: number, body: unknown, message: string][] = [
        [400, { message: "name: too long" }, "name: too long"],
        [403, { error: "forbidden" }, "forbidden"],
        [404, "", "no reason was given"],
        [409, { unusual: 7 }, '{"unusual":7}'],
        [500, "<!DOCTYPE html><html>…", "the answer is an HTML page"],
        [500, "a\n\u0007 b", "a b"],
        [400, "x".repeat(600), `${"x".repeat(500)}…`],
        [302, "moved", "redirects are not followed: check the base URL"],
        [307, "moved", "redirects are not followed: check the base URL"],
    ];
    for (const [status, body, message] of statuses) {
        it(`fails with WMW_API_STATUS, method, path and "${message.slice(0, 30)}" for ${status}`, async () => {
            const platform = ScriptedPlatform.replying({ status, body });
            const { client, signal } = new ApiBench(platform);
            const error = await errorOf(client.call(LIST, signal));
            String(error).should.equal(`WMW_API_STATUS: GET /connections answered ${status}: ${message}`);
            should(error.cause).deepEqual({ method: "GET", path: "/connections", status, reason: message });
            platform.calls.should.have.length(1);
        });
    }

    it("shows no secret that the platform repeats", async () => {
        const body = { configuration: { password: "mqtt-password" } };
        const platform = ScriptedPlatform.replying({
            status: 400,
            body: "mqtt-password, client-secret-1, token-1 are wrong",
        });
        const { client, signal } = new ApiBench(platform);
        const error = await failureOf(client.call({ method: "PUT", path: "/connections/1", body }, signal));
        error.should.endWith("400: *****, *****, ***** are wrong");
    });

    const passing: [what: string, reply: Reply][] = [
        ["429", { status: 429 }],
        ["502", { status: 502 }],
        ["503", { status: 503 }],
        ["504", { status: 504 }],
        ["a failure of the network", noNetwork()],
    ];
    for (const [what, reply] of passing) {
        it(`is made again after ${what}`, async () => {
            const platform = ScriptedPlatform.replying(reply, FINE);
            const bench = new ApiBench(platform);
            await bench.waiting(bench.client.call(LIST, bench.signal));
            platform.calls.should.have.length(2);
        });

        it(`is not made again after ${what} where it is to be made once`, async () => {
            const platform = ScriptedPlatform.replying(reply, FINE);
            const { client, signal } = new ApiBench(platform);
            await errorOf(client.callOnce(LIST, signal));
            platform.calls.should.have.length(1);
        });
    }

    it("is not made again where people have to mend something first", async () => {
        const platform = ScriptedPlatform.replying(
            new HttpFailure("barred", "its certificate has expired"),
            FINE,
        );
        const { client, signal } = new ApiBench(platform);
        (await failureOf(client.call(LIST, signal))).should.equal(
            "WMW_API_UNREACHABLE: GET /connections: its certificate has expired",
        );
        platform.calls.should.have.length(1);
    });

    it("fails with WMW_API_STATUS where the answer is too large", async () => {
        const platform = ScriptedPlatform.replying(new HttpFailure("too-large", "it is larger"), FINE);
        const { client, signal } = new ApiBench(platform);
        (await failureOf(client.call(LIST, signal))).should.equal(
            "WMW_API_STATUS: GET /connections: it is larger",
        );
    });

    it("is made again after a token that could not be had for the moment", async () => {
        const platform = ScriptedPlatform.replying(FINE);
        let isTroubled = true;
        platform.onToken = () => {
            const status = isTroubled ? 503 : 200;
            isTroubled = false;
            return { status, body: { access_token: "token-1" } };
        };
        const bench = new ApiBench(platform);
        await bench.waiting(bench.client.call(LIST, bench.signal));
        platform.tokenRequests.should.have.length(2);
    });

    it("is given up after four attempts, with growing pauses by chance between them", async () => {
        for (const [random, atEnd] of [
            [0, 3_000],
            [0.5, 1_500 + 2_500 + 4_500],
        ] as const) {
            const platform = ScriptedPlatform.replying({ status: 503, body: "busy" });
            const bench = new ApiBench(platform, () => random);
            (await failureOf(bench.waiting(bench.client.call(LIST, bench.signal)))).should.match(/503: busy/);
            platform.calls.should.have.length(4);
            bench.clock.elapsed().should.equal(atEnd);
        }
    });

    const retryAfters: [what: string, header: string, wait: number][] = [
        ["seconds", "7", 7_000],
        ["a date", new Date(1_000_000 + 9_000).toUTCString(), 9_000],
        ["a date that has passed", new Date(0).toUTCString(), 0],
        ["nothing that is known", "soon", 1_000],
    ];
    for (const [what, header, wait] of retryAfters) {
        it(`waits as Retry-After says: ${what}`, async () => {
            const platform = ScriptedPlatform.replying(
                { status: 429, headers: { "retry-after": header } },
                FINE,
            );
            const bench = new ApiBench(platform);
            await bench.waiting(bench.client.call(LIST, bench.signal), 1_000);
            bench.clock.elapsed().should.equal(wait === 0 ? 1_000 : wait);
        });
    }

    it("does not wait where Retry-After is longer than two minutes", async () => {
        const platform = ScriptedPlatform.replying({ status: 429, headers: { "retry-after": "121" } }, FINE);
        const bench = new ApiBench(platform);
        (await errorOf(bench.client.call(LIST, bench.signal))).code.should.equal("WMW_API_STATUS");
        bench.clock.timers.should.equal(0);
    });

    describe("fails with WMW_STOPPED when it is ended", () => {
        it("before it is made", async () => {
            const platform = ScriptedPlatform.replying(FINE);
            const bench = new ApiBench(platform);
            bench.stopping.abort();
            (await errorOf(bench.client.call(LIST, bench.signal))).code.should.equal("WMW_STOPPED");
        });

        it("while the token is asked for", async () => {
            const platform = ScriptedPlatform.replying(FINE);
            platform.onToken = () => new Promise(() => undefined);
            const bench = new ApiBench(platform);
            const call = bench.client.call(LIST, bench.signal);
            bench.stopping.abort();
            (await errorOf(call)).code.should.equal("WMW_STOPPED");
        });

        it("while it pauses before the next attempt", async () => {
            const platform = ScriptedPlatform.replying({ status: 503 });
            const bench = new ApiBench(platform);
            const call = bench.client.call(LIST, bench.signal);
            await turn();
            bench.stopping.abort();
            (await errorOf(call)).code.should.equal("WMW_STOPPED");
            bench.clock.timers.should.equal(0);
        });

        it("while its answer is waited for", async () => {
            const platform = new ScriptedPlatform(() => new Promise(() => undefined));
            const bench = new ApiBench(platform);
            const call = bench.client.call(LIST, bench.signal);
            await turn();
            platform.calls.should.have.length(1);
            bench.stopping.abort();
            (await errorOf(call)).code.should.equal("WMW_STOPPED");
        });
    });
});
