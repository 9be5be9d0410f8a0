import { readConnectionSettings } from "../../../nodes/lib/connection-settings";
import { planTest } from "../../../nodes/lib/connection-test/test-plan";
import { KNOWN_REGIONS } from "../../../nodes/lib/regions";
import { CONFIG } from "../../../nodes/lib/saved-nodes";
import { valueOf } from "../support/checked";

const RANDOM = "0123456789abcdef";

function plan(changes: Record<string, unknown> = {}): ReturnType<typeof planTest> {
    const fields = { ...CONFIG.defaults, enterpriseId: "1234", ...changes };
    return planTest(valueOf(readConnectionSettings(fields, {}, KNOWN_REGIONS)), { ca: "CA" }, RANDOM);
}

describe("the plan of a test", () => {
    it("has a client id of its own, and a session that ends with it, whatever the connection has", () => {
        const { dial } = plan({ clientId: "mine" });
        dial.should.have.properties({ clientId: `wmwtest${RANDOM}`, session: "clean" });
        dial.clientId.should.have.length(23);
    });

    it("takes version, time-out and TLS settings of the connection", () => {
        plan({ protocolVersion: "5", connectTimeout: 7 }).dial.should.have.properties({
            protocolVersion: 5,
            connectTimeout: 7_000,
            tls: { ca: "CA" },
        });
    });

    it("subscribes where commands are wanted, to the plain topic even in a shared group", () => {
        const { subscribes, endpoint } = plan({ sharedGroup: "group" });
        ({ subscribes, topic: endpoint.downlinkTopic }).should.deepEqual({
            subscribes: true,
            topic: "downlink_1234",
        });
        plan({ downlinkEnabled: false }).subscribes.should.be.false();
    });
});
