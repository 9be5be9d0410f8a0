import { EventEmitter } from "node:events";
import { util } from "node-red";
import should from "should";
import { readDocument } from "../../demo/documents";
import { connectionId, EXAMPLE_DEVICES, exampleFlows, readExample } from "../../demo/example";
import type { FlowNode } from "../../demo/user-directory";

/** What an inject node sends: its payload is an expression, since a document is dated with the present. */
async function injectedPayload(inject: FlowNode): Promise<unknown> {
    // The expressions use nothing of the node that they belong to.
    const node = new EventEmitter() as Parameters<typeof util.prepareJSONataExpression>[1];
    const expression = util.prepareJSONataExpression(String(inject.payload), node);
    return new Promise((resolve, reject) => {
        util.evaluateJSONataExpression(expression, {}, (error: Error | null, result: unknown) =>
            error ? reject(error) : resolve(result),
        );
    });
}

describe("the example flow", () => {
    const nodes = readExample();
    const ofType = (type: string): FlowNode[] => nodes.filter((node) => node.type === type);
    const wiredTo = (node: FlowNode): unknown[] => (node.wires as unknown[][]).flat();

    it("has one connection, to the stand-in, for both directions", () => {
        const [config] = ofType("wmw-config");
        should(ofType("wmw-config")).have.length(1);
        should(config).have.properties({
            region: "custom",
            customHostname: "localhost:8883",
            enterpriseId: "1234",
        });
        for (const type of ["wmw-uplink-out", "wmw-downlink-in"]) {
            should(ofType(type).map(({ connection }) => connection)).eql([connectionId(nodes)]);
        }
    });

    it("sends documents of six kinds, of devices that the stand-in knows, dated now", async () => {
        const known = EXAMPLE_DEVICES.map(({ uniqueIdentifier }) => uniqueIdentifier);
        const kinds = new Set<unknown>();
        const uplinks: object[] = [];
        const [uplinkOut] = ofType("wmw-uplink-out");
        for (const inject of ofType("inject")) {
            const document = await injectedPayload(inject);
            const { kind, devEUI, fields } = readDocument(Buffer.from(JSON.stringify(document)));
            should(kind).be.a.String();
            kinds.add(kind);
            if (kind === "DevEUI_uplink") uplinks.push(fields);
            should(known).containEql(devEUI);
            const age = Date.now() - Date.parse(String(fields.Time ?? fields.CreationTime));
            should(age).be.within(0, 60_000);
            should(wiredTo(inject)).eql([uplinkOut?.id]);
        }
        should(uplinks.some((fields) => "payload" in fields)).be.true();
        should(uplinks.some((fields) => "rawJoinRequest" in fields)).be.true();
        should([...kinds].sort()).eql([
            "DevEUI_alarm",
            "DevEUI_downlink_Sent",
            "DevEUI_location",
            "DevEUI_multicast_summary",
            "DevEUI_notification",
            "DevEUI_uplink",
        ]);
    });

    it("fires each inject once, one after another, and repeats one of them", () => {
        const injects = ofType("inject");
        should(injects.length).be.aboveOrEqual(7);
        should(injects.every(({ once }) => once === true)).be.true();
        should(new Set(injects.map(({ onceDelay }) => onceDelay)).size).equal(injects.length);
        should(injects.filter(({ repeat }) => Number(repeat) > 0)).have.length(1);
    });

    it("is handed to Node-RED as it is, but for the port", () => {
        should(exampleFlows(8883)).eql(nodes);
        const moved = exampleFlows(18_883);
        const changed = moved.filter((node, index) => JSON.stringify(node) !== JSON.stringify(nodes[index]));
        should(changed.map(({ type, customHostname }) => ({ type, customHostname }))).eql([
            { type: "wmw-config", customHostname: "localhost:18883" },
        ]);
    });
});
