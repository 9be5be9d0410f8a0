import should from "should";
import { type ConnectionBody } from "../../../nodes/lib/thingpark-api/connection-body";
import { type IfExists } from "../../../nodes/lib/thingpark-api/connections-settings";
import { type Order } from "../../../nodes/lib/thingpark-api/order";
import { ThingPark } from "../../../nodes/lib/thingpark-api/thingpark";
import { ApiBench } from "./support/bench";
import { errorOf, failureOf } from "./support/errors";
import { MemoryPlatform } from "./support/memory-platform";

const NAME = "Actility To WMW";
const BODY: ConnectionBody = {
    name: NAME,
    connectorId: "actility-mqtt-iot",
    brand: "WMW",
    configuration: { hostName: "broker.example.com:8883", username: "u", password: "mqtt-password" },
};

function create(ifExists: IfExists = "fail", changes: object = {}): Order {
    return { operation: "create", ifExists, body: BODY, waitUntilOpened: false, ...changes };
}

describe("ThingPark", () => {
    let platform: MemoryPlatform;
    let bench: ApiBench;
    let thingPark: ThingPark;
    let states: string[];
    let created: number;

    beforeEach(() => {
        platform = new MemoryPlatform();
        bench = new ApiBench(platform.scripted);
        thingPark = new ThingPark(bench.parts);
        states = [];
        created = 0;
    });

    function run(order: Order) {
        return thingPark.run(order, {
            signal: bench.signal,
            onState: (state) => states.push(state),
            onCreated: () => created++,
        });
    }

    it("creates a connection, and gives it without secrets", async () => {
        const outcome = await run(create());
        should(outcome).containDeep({
            done: "created",
            connectionId: "1114",
            statusCode: 201,
            payload: { id: "1114", name: NAME, configuration: { password: "*****", username: "u" } },
        });
        should(states).deepEqual(["OPENING"]);
        created.should.equal(1);
        JSON.stringify(outcome).should.not.containEql("mqtt-password");
    });

    it("gives no secret that the platform does not mask", async () => {
        platform.instead = (call) =>
            call === "POST /connections"
                ? { status: 201, body: { id: "1", password: "mqtt-password", note: "has mqtt-password" } }
                : undefined;
        should((await run(create())).payload).deepEqual({ id: "1", password: "*****", note: "has *****" });
    });

    describe("with a connection of that name", () => {
        beforeEach(() => {
            platform.add(NAME);
        });

        it("fails, and changes nothing", async () => {
            (await failureOf(run(create("fail")))).should.equal(
                `WMW_API_BAD_REQUEST: connectionName: expected a name that no connection has yet, but "${NAME}" is that of connection 1114`,
            );
            platform.scripted.log.should.deepEqual(["GET /connections"]);
        });

        it("updates it where that is wanted", async () => {
            const outcome = await run(create("update"));
            should(outcome).containDeep({ done: "updated", connectionId: "1114", statusCode: 200 });
            platform.scripted.log.should.deepEqual(["GET /connections", "PUT /connections/1114"]);
            should(platform.stored.get("1114")?.body).deepEqual(BODY);
            created.should.equal(0);
        });

        it("leaves it where that is wanted", async () => {
            const outcome = await run(create("skip"));
            should(outcome).containDeep({ done: "existed", connectionId: "1114", statusCode: 200 });
            platform.scripted.log.should.deepEqual(["GET /connections"]);
        });

        it("does not choose between two", async () => {
            platform.add(NAME);
            for (const ifExists of ["update", "skip"] as const) {
                (await failureOf(run(create(ifExists)))).should.match(/that of connection 1114, 1115$/);
            }
        });
    });

    it("creates one connection of a name, however many messages come at once", async () => {
        const outcomes = await Promise.all(Array.from({ length: 50 }, () => run(create("skip"))));
        platform.names.should.deepEqual({ 1114: NAME });
        outcomes.filter(({ done }) => done === "created").should.have.length(1);
        outcomes.filter(({ done }) => done === "existed").should.have.length(49);
        platform.scripted.tokenRequests.should.have.length(1);
    });

    it("creates connections of other names meanwhile", async () => {
        platform.instead = (call) =>
            call === "GET /connections" && platform.scripted.calls.length === 1
                ? new Promise(() => undefined)
                : undefined;
        const held = errorOf(run(create()));
        await run(create("fail", { body: { ...BODY, name: "another" } }));
        platform.names.should.deepEqual({ 1114: "another" });
        bench.stopping.abort();
        await held;
    });

    it("sends the whole configuration with an update, and asks for nothing before", async () => {
        platform.add("old", { configuration: { description: "goes away" } });
        const outcome = await run({ operation: "update", id: "1114", body: BODY, waitUntilOpened: false });
        should(outcome.done).equal("updated");
        should(platform.stored.get("1114")?.body).deepEqual(BODY);
        platform.scripted.log.should.deepEqual(["PUT /connections/1114"]);
    });

    it("keeps updates of one connection in their order", async () => {
        platform.add("old");
        const names = Array.from({ length: 10 }, (_, index) => `name ${index}`);
        await Promise.all(
            names.map((name) =>
                run({ operation: "update", id: "1114", body: { ...BODY, name }, waitUntilOpened: false }),
            ),
        );
        const put = platform.scripted.calls.map(({ body = "" }) => (JSON.parse(body) as ConnectionBody).name);
        put.should.deepEqual(names);
    });

    it("deletes, and says so where it was gone already", async () => {
        platform.add("old");
        should(await run({ operation: "delete", id: "1114" })).deepEqual({
            done: "deleted",
            payload: { id: "1114", deleted: true },
            connectionId: "1114",
            statusCode: 204,
        });
        should(await run({ operation: "delete", id: "1114" })).deepEqual({
            done: "gone",
            payload: { id: "1114", deleted: false },
            connectionId: "1114",
            statusCode: 404,
        });
    });

    it("gets and lists, without secrets", async () => {
        platform.add("old", { connectorId: "actility-aws-iot", secretAccessKey: "aws" });
        const got = await run({ operation: "get", id: "1114" });
        should(got).containDeep({
            done: "read",
            connectionId: "1114",
            statusCode: 200,
            payload: { name: "old" },
        });
        const listed = await run({ operation: "list" });
        should(listed).containDeep({ done: "listed", statusCode: 200, payload: [{ id: "1114" }] });
        should(listed.connectionId).be.undefined();
        const picked = await thingPark.list(bench.signal);
        should(picked).deepEqual(listed.payload);
        JSON.stringify([got, listed]).should.not.containEql('"aws"');
    });

    it("waits until what it created is opened, and does not count the state of the first answer", async () => {
        const shown = (state: string) => ({ status: 200, body: { id: "1114", state } });
        const told = [shown("OPENING"), shown("OPENED")];
        platform.instead = (call, carryOut) => {
            if (call === "POST /connections") {
                carryOut();
                return { status: 201, body: { id: "1114", state: "CLOSED" } };
            }
            return call === "GET /connections/1114" ? told.shift() : undefined;
        };
        const outcome = await bench.waiting(run(create("fail", { waitUntilOpened: true })));
        should(outcome).deepEqual({
            done: "created",
            payload: { id: "1114", state: "OPENED" },
            connectionId: "1114",
            statusCode: 201,
        });
        states.should.deepEqual(["CLOSED", "OPENING", "OPENED"]);
    });

    for (const [what, timeout, limit] of [
        ["WMW's minute", undefined, 120_000],
        ["the connection's own time", 5_000, 65_000],
    ] as const) {
        it(`waits for ${what} and one minute more`, async () => {
            const configuration = { ...BODY.configuration, connectionTimeout: timeout };
            const order = create("fail", { waitUntilOpened: true, body: { ...BODY, configuration } });
            const error = await errorOf(bench.waiting(run(order)));
            error.code.should.equal("WMW_API_NOT_OPENED");
            bench.clock.elapsed().should.be.within(limit - 10_500, limit);
        });
    }

    it("ends all that is under way with WMW_STOPPED, also what waits for its turn", async () => {
        platform.instead = () => new Promise(() => undefined);
        const runs = Array.from({ length: 50 }, () => errorOf(run(create("skip"))));
        bench.stopping.abort();
        for (const { code } of await Promise.all(runs)) code.should.equal("WMW_STOPPED");
    });
});
