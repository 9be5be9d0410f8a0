import should from "should";
import { type ConnectionBody } from "../../../nodes/lib/thingpark-api/connection-body";
import { ApiBench } from "./support/bench";
import { failureOf } from "./support/errors";
import { MemoryPlatform } from "./support/memory-platform";
import { noNetwork, ScriptedPlatform } from "./support/scripted-platform";

const BODY: ConnectionBody = {
    name: "Actility To WMW",
    connectorId: "actility-mqtt-iot",
    brand: "WMW",
    configuration: { password: "mqtt-password" },
};

describe("the connections of the API", () => {
    let platform: MemoryPlatform;
    let bench: ApiBench;

    beforeEach(() => {
        platform = new MemoryPlatform();
        bench = new ApiBench(platform.scripted);
    });

    it("are found by their names, those of other connectors apart", async () => {
        platform.add("Actility To WMW");
        platform.add("Actility To WMW", { connectorId: "actility-aws-iot" });
        platform.add("another");
        const found = await bench.api.named("Actility To WMW", bench.signal);
        found.map(({ id }) => id).should.deepEqual(["1114"]);
    });

    it("are created by POST, with the id of the answer", async () => {
        const found = await bench.api.create(BODY, bench.signal);
        should(found.id).equal("1114");
        should(found.status).equal(201);
        platform.scripted.log.should.deepEqual(["POST /connections"]);
    });

    for (const [what, failure] of [
        ["the network failed", noNetwork()],
        ["the gateway gave up", { status: 504 }],
        ["there were too many requests", { status: 429 }],
    ] as const) {
        it(`are created once where ${what} after the platform had created one`, async () => {
            platform.instead = (call, carryOut) => {
                if (call !== "POST /connections" || platform.stored.size > 0) return undefined;
                carryOut();
                return failure;
            };
            const found = await bench.waiting(bench.api.create(BODY, bench.signal));
            should(found.id).equal("1114");
            platform.names.should.deepEqual({ 1114: "Actility To WMW" });
            platform.scripted.log.should.deepEqual(["POST /connections", "GET /connections"]);
        });

        it(`are created at the second attempt where ${what} before`, async () => {
            let isFirst = true;
            platform.instead = (call) => {
                if (call !== "POST /connections" || !isFirst) return undefined;
                isFirst = false;
                return failure;
            };
            await bench.waiting(bench.api.create(BODY, bench.signal));
            platform.names.should.deepEqual({ 1114: "Actility To WMW" });
            platform.scripted.log.should.deepEqual([
                "POST /connections",
                "GET /connections",
                "POST /connections",
            ]);
        });
    }

    it("are not created again where the platform refused", async () => {
        platform.instead = () => ({ status: 400, body: { message: "limit of 5 reached" } });
        (await failureOf(bench.api.create(BODY, bench.signal))).should.equal(
            "WMW_API_STATUS: POST /connections answered 400: limit of 5 reached",
        );
        platform.scripted.calls.should.have.length(1);
    });

    const unreadable: [
        what: string,
        answer: { body?: unknown; headers?: Record<string, string> },
        asks: string,
    ][] = [
        ["its Location", { body: "{", headers: { location: "/connections/1114" } }, "GET /connections/1114"],
        ["its name", { body: "{" }, "GET /connections"],
        [
            "its name, not by a Location of something else",
            { headers: { location: "/other/7" } },
            "GET /connections",
        ],
    ];
    for (const [what, answer, asks] of unreadable) {
        it(`are found by ${what} where the answer to the POST has no id`, async () => {
            platform.instead = (call, carryOut) => {
                if (call !== "POST /connections") return undefined;
                carryOut();
                return { status: 201, ...answer };
            };
            should((await bench.api.create(BODY, bench.signal)).id).equal("1114");
            platform.scripted.log.should.deepEqual(["POST /connections", asks]);
        });
    }

    it("are told apart from what is none where nothing tells the id", async () => {
        platform.instead = (call) =>
            call === "POST /connections" ? { status: 200, body: "<html>" } : undefined;
        (await failureOf(bench.api.create(BODY, bench.signal))).should.equal(
            "WMW_API_STATUS: POST /connections answered 200: the answer is not the id of the new connection: check the base URL",
        );
    });

    it("have numbers or texts as ids", async () => {
        platform.instead = () => ({ status: 201, body: { id: 1114 } });
        should((await bench.api.create(BODY, bench.signal)).id).equal("1114");
    });

    it("are updated by PUT, and read where the answer is empty", async () => {
        platform.add("old");
        platform.instead = (call, carryOut) => {
            if (!call.startsWith("PUT")) return undefined;
            carryOut();
            return { status: 204 };
        };
        const found = await bench.api.update("1114", BODY, bench.signal);
        should(found.connection.name).equal("Actility To WMW");
        platform.scripted.log.should.deepEqual(["PUT /connections/1114", "GET /connections/1114"]);
    });

    it("are deleted by DELETE; what is gone is no failure", async () => {
        platform.add("old");
        should(await bench.api.remove("1114", bench.signal)).deepEqual({ status: 204, wasThere: true });
        should(await bench.api.remove("1114", bench.signal)).deepEqual({ status: 404, wasThere: false });
        platform.instead = () => ({ status: 410 });
        should(await bench.api.remove("1114", bench.signal)).deepEqual({ status: 410, wasThere: false });
        platform.instead = () => ({ status: 403 });
        (await failureOf(bench.api.remove("1114", bench.signal))).should.match(/answered 403/);
    });

    it("are deleted where the first answer was lost", async () => {
        platform.add("old");
        let isFirst = true;
        platform.instead = (_call, carryOut) => {
            if (!isFirst) return undefined;
            isFirst = false;
            carryOut();
            return noNetwork();
        };
        const removed = await bench.waiting(bench.api.remove("1114", bench.signal));
        should(removed).deepEqual({ status: 404, wasThere: false });
    });

    for (const body of ["<html>", "{}", "", { connections: [] }]) {
        it(`are no list where the answer is ${JSON.stringify(body)}`, async () => {
            const { api, signal } = new ApiBench(ScriptedPlatform.replying({ status: 200, body }));
            (await failureOf(api.list(signal))).should.equal(
                "WMW_API_STATUS: GET /connections answered 200: the answer is not a list of connections: check the base URL",
            );
        });
    }

    it("are not nested deeper than any real one", async () => {
        const body = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
        const { api, signal } = new ApiBench(ScriptedPlatform.replying({ status: 200, body }));
        (await failureOf(api.list(signal))).should.match(/^WMW_API_STATUS/);
    });
});
