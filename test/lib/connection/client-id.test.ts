import { deriveClientId } from "../../../nodes/lib/connection/client-id";

const PARTS = {
    instanceId: "f00d",
    nodeId: "c1",
    host: "us.mqtt.wmw-hub.com",
    enterpriseId: "1234",
    sharedGroup: "",
};

describe("a derived client id", () => {
    it("is wmw and 20 hex digits, which every broker takes", () => {
        deriveClientId(PARTS).should.match(/^wmw[0-9a-f]{20}$/);
        deriveClientId({ ...PARTS, instanceId: "" }).should.match(/^wmw[0-9a-f]{20}$/);
    });

    it("stays the same over restarts and updates of this package", () => {
        deriveClientId(PARTS).should.equal("wmw45413f6dd0cdcfddd648");
    });

    const others: [what: string, change: Partial<typeof PARTS>][] = [
        ["instance of Node-RED", { instanceId: "f00e" }],
        ["configuration", { nodeId: "c2" }],
        ["broker", { host: "staging.mqtt.wmw-hub.com" }],
        ["enterprise", { enterpriseId: "1235" }],
        ["shared group", { sharedGroup: "replicas" }],
    ];

    for (const [what, change] of others) {
        it(`is another one for another ${what}`, () => {
            deriveClientId({ ...PARTS, ...change }).should.not.equal(deriveClientId(PARTS));
        });
    }

    it("does not take parts for each other that read the same when they are put together", () => {
        deriveClientId({ ...PARTS, instanceId: "f00", nodeId: "dc1" }).should.not.equal(
            deriveClientId(PARTS),
        );
    });
});
