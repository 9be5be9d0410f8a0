import should from "should";
import { waitUntilOpened } from "../../../nodes/lib/thingpark-api/wait-until-opened";
import { ApiBench } from "./support/bench";
import { errorOf, failureOf } from "./support/errors";
import { ScriptedPlatform, type Reply } from "./support/scripted-platform";

function states(...names: string[]): Reply[] {
    return names.map((state) => ({ status: 200, body: { id: "1114", state } }));
}

describe("waiting until a connection is opened", () => {
    function start(replies: Reply[], limit = 120_000) {
        const platform = ScriptedPlatform.replying(...replies);
        const bench = new ApiBench(platform);
        const seen: string[] = [];
        const wait = waitUntilOpened(bench.api, "1114", {
            clock: bench.clock,
            signal: bench.signal,
            limit,
            onState: (state) => seen.push(state),
        });
        return { platform, bench, seen, wait };
    }

    it("asks for it until it is, and tells each state", async () => {
        const { platform, bench, seen, wait } = start(states("OPENING", "AUTHENTICATING", "OPENED"));
        should((await bench.waiting(wait)).connection).deepEqual({ id: "1114", state: "OPENED" });
        platform.log.should.deepEqual(Array(3).fill("GET /connections/1114"));
        seen.should.deepEqual(["OPENING", "AUTHENTICATING", "OPENED"]);
    });

    it("pauses longer and longer, ten seconds at most", async () => {
        const times: number[] = [];
        const platform = new ScriptedPlatform(() => {
            times.push(bench.clock.elapsed());
            return { status: 200, body: { state: "OPENING" } };
        });
        const bench = new ApiBench(platform);
        const wait = waitUntilOpened(bench.api, "1114", {
            clock: bench.clock,
            signal: bench.signal,
            limit: 60_000,
            onState: () => undefined,
        });
        await errorOf(bench.waiting(wait, 1));
        const pauses = times.map((time, index) => time - (times[index - 1] ?? 0)).map(Math.round);
        pauses.should.deepEqual([1000, 1500, 2250, 3375, 5063, 7594, 10000, 10000, 10000]);
    });

    for (const state of ["AUTHENTICATION_FAILED", "CLOSED", "UNREACHABLE", "DEACTIVATED"]) {
        it(`ends with WMW_API_NOT_OPENED at ${state}`, async () => {
            const { bench, seen, wait } = start(states("OPENING", state, "OPENED"));
            const error = await errorOf(bench.waiting(wait));
            String(error).should.equal(
                `WMW_API_NOT_OPENED: connection 1114 did not open: it ended in the state ${state}`,
            );
            should(error.cause).deepEqual({ connectionId: "1114", state });
            seen.should.deepEqual(["OPENING", state]);
        });
    }

    for (const [told, state] of [
        ["OPENING", "OPENING"],
        [undefined, "unknown"],
    ]) {
        it(`ends with WMW_API_NOT_OPENED when the time is over and the state is ${state}`, async () => {
            const { bench, wait } = start([{ status: 200, body: { state: told } }], 20_000);
            (await failureOf(bench.waiting(wait, 1))).should.equal(
                `WMW_API_NOT_OPENED: connection 1114 did not open: it took too long, and its state is still ${state}`,
            );
            bench.clock.elapsed().should.be.belowOrEqual(20_000);
        });
    }

    it("fails where the connection is gone", async () => {
        const { bench, wait } = start([{ status: 404 }]);
        (await failureOf(bench.waiting(wait))).should.match(
            /^WMW_API_STATUS: GET \/connections\/1114 answered 404/,
        );
    });

    it("bears what passes", async () => {
        const { bench, wait } = start([{ status: 503 }, ...states("OPENED")]);
        await bench.waiting(wait);
    });

    it("ends with WMW_STOPPED when it is ended", async () => {
        const { bench, wait } = start(states("OPENING"));
        bench.stopping.abort();
        (await errorOf(wait)).code.should.equal("WMW_STOPPED");
        bench.clock.timers.should.equal(0);
    });
});
