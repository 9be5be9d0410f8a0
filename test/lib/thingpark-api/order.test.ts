import should from "should";
import { type WmwSide } from "../../../nodes/lib/thingpark-api/connection-body";
import { readConnectionsSettings } from "../../../nodes/lib/thingpark-api/connections-settings";
import { readOrder, type Order, type OrderInput } from "../../../nodes/lib/thingpark-api/order";
import { failed, passed, type Checked } from "../../../nodes/lib/problem";
import { problemsOf, valueOf } from "../support/checked";
import { WMW } from "./support/wmw-side";

const MISSING: Checked<WmwSide> = failed("connection", "no-connection", "expected a WMW connection");

function order(
    saved: object,
    { connectionId, ...input }: Partial<Record<keyof OrderInput, unknown>> = {},
    wmw: Checked<WmwSide> = passed(WMW),
): Checked<Order> {
    const settings = valueOf(readConnectionsSettings({ ...saved }));
    return readOrder(
        settings,
        { operation: undefined, payload: undefined, ...input, connectionId: passed(connectionId) },
        wmw,
    );
}

describe("the settings of wmw-connections", () => {
    it("have WMW's time-outs where nothing else is saved", () => {
        valueOf(readConnectionsSettings({})).should.deepEqual({
            operation: "create",
            idSource: { value: "connectionId", type: "msg" },
            connectionName: "Actility To WMW",
            ifExists: "fail",
            parameters: { connectionTimeout: 60_000, actionTimeout: 60_000 },
            waitUntilOpened: false,
        });
    });

    it("are read from text too, since variables give text", () => {
        const settings = valueOf(
            readConnectionsSettings({ waitUntilOpened: "true", parameters: '{"active":false}' }),
        );
        should(settings.waitUntilOpened).be.true();
        should(settings.parameters).deepEqual({ active: false });
    });

    it("have every problem told at once", () => {
        problemsOf(
            readConnectionsSettings({
                operation: "drop",
                connectionIdType: "date",
                connectionName: "",
                ifExists: "",
                parameters: "{",
                waitUntilOpened: "yes",
            }),
        ).should.deepEqual([
            "operation choice-invalid",
            "connectionIdType choice-invalid",
            "connectionName connection-name-invalid",
            "ifExists choice-invalid",
            "parameters parameters-not-json",
            "waitUntilOpened switch-invalid",
        ]);
        problemsOf(
            readConnectionsSettings({ operation: "${OP}", connectionName: "${NAME}", parameters: "${P}" }),
        ).should.deepEqual([
            "operation variable-not-set",
            "connectionName variable-not-set",
            "parameters variable-not-set",
        ]);
        problemsOf(readConnectionsSettings({ version: 99 })).should.deepEqual(["version newer-version"]);
    });
});

describe("an order", () => {
    it("creates by the settings of the node, whatever an inject node sends", () => {
        for (const payload of [undefined, 1_700_000_000_000, "now", [], Buffer.from("{}"), null]) {
            const made = valueOf(
                order({ connectionName: "n", ifExists: "skip", waitUntilOpened: true }, { payload }),
            );
            should(made).containDeep({ operation: "create", ifExists: "skip", waitUntilOpened: true });
            should(made).have.propertyByPath("body", "name").equal("n");
        }
    });

    it("has the parameters of the message in place of those of the node", () => {
        const made = valueOf(
            order(
                { parameters: { active: true, downlinkPort: 5 } },
                { payload: { name: "House 7", configuration: { downlinkPort: 6 } } },
            ),
        );
        should(made).containDeep({
            body: { name: "House 7", active: true, configuration: { downlinkPort: 6 } },
        });
    });

    it("is that of the message where it names an operation", () => {
        should(valueOf(order({}, { operation: "list" }))).deepEqual({ operation: "list" });
        problemsOf(order({}, { operation: "drop" })).should.deepEqual(["operation choice-invalid"]);
    });

    for (const operation of ["get", "delete"]) {
        it(`to ${operation} needs an id, and nothing else`, () => {
            should(
                valueOf(order({ operation }, { connectionId: 1114, payload: { any: 1 } }, MISSING)),
            ).deepEqual({
                operation,
                id: "1114",
            });
            problemsOf(order({ operation }, {}, MISSING)).should.deepEqual([
                "connectionId connection-id-missing",
            ]);
        });
    }

    it("needs no id that can be read where it needs no id at all", () => {
        const unread = failed("connectionId", "connection-id-invalid", "expected a value");
        for (const operation of ["create", "update", "list", "get"]) {
            const settings = valueOf(readConnectionsSettings({ operation }));
            const made = readOrder(
                settings,
                { operation, payload: undefined, connectionId: unread },
                passed(WMW),
            );
            if (operation === "create" || operation === "list") should(made).have.property("ok", true);
            else problemsOf(made).should.deepEqual(["connectionId connection-id-invalid"]);
        }
    });

    it("to list needs nothing", () => {
        should(valueOf(order({ operation: "list" }, {}, MISSING))).deepEqual({ operation: "list" });
    });

    it("to create or update needs a WMW connection; to update an id as well", () => {
        problemsOf(order({}, {}, MISSING)).should.deepEqual(["connection no-connection"]);
        problemsOf(order({ operation: "update" }, { payload: { active: 1 } }, MISSING)).should.deepEqual([
            "connectionId connection-id-missing",
            "connection no-connection",
            "payload.active switch-invalid",
        ]);
        should(valueOf(order({ operation: "update" }, { connectionId: "1114" }))).containDeep({
            operation: "update",
            id: "1114",
            body: { configuration: { password: "mqtt-password" } },
        });
    });

    it("takes no id that leads elsewhere", () => {
        for (const connectionId of ["..", "1/2", "1?x", "a b", {}, true, "x".repeat(65)]) {
            problemsOf(order({ operation: "delete" }, { connectionId })).should.deepEqual([
                "connectionId connection-id-invalid",
            ]);
        }
    });

    it("refuses what a get gave as parameters: its secrets are masked", () => {
        const payload = { id: "1114", name: "n", configuration: { password: "*****" } };
        problemsOf(order({ operation: "update" }, { connectionId: "1114", payload })).should.deepEqual([
            "payload.id parameter-unknown",
            "payload.configuration.password parameter-from-connection",
        ]);
    });
});
