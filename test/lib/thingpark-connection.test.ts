import should from "should";
import { KNOWN_REGIONS } from "../../nodes/lib/regions";
import { CONFIG } from "../../nodes/lib/saved-nodes";
import { type ConnectionBody } from "../../nodes/lib/thingpark-api/connection-body";
import { thingparkConnection } from "../../nodes/lib/thingpark-connection";
import { problemsOf, valueOf } from "./support/checked";

/** A configuration with the sample values of the document. */
const SAMPLE = {
    ...CONFIG.defaults,
    region: "custom",
    customHostname: "my.hostname.com",
    enterpriseId: "1234",
};

function connectionOf(changes: Record<string, unknown> = {}, username = "mqtt-username"): ConnectionBody {
    return valueOf(thingparkConnection({ ...SAMPLE, ...changes }, username, KNOWN_REGIONS));
}

function refusals(changes: Record<string, unknown>, username = "mqtt-username"): string[] {
    return problemsOf(thingparkConnection({ ...SAMPLE, ...changes }, username, KNOWN_REGIONS));
}

describe("the connection that ThingPark needs", () => {
    it("is the document's example, with WMW's own time-outs and a place for the password", () => {
        connectionOf().should.deepEqual({
            name: "Actility To WMW",
            connectorId: "actility-mqtt-iot",
            active: true,
            configuration: {
                hostName: "my.hostname.com:8883",
                protocol: "SSL",
                username: "mqtt-username",
                password: "<password>",
                uplinkTopicPattern: "uplink_1234",
                downlinkTopicPattern: "downlink_1234",
                downlinkEnabled: true,
                reconnectStrategy: "NORMAL",
                connectionTimeout: 60_000,
                actionTimeout: 60_000,
            },
            brand: "WMW",
        });
    });

    it("carries the name and every common parameter that the configuration has", () => {
        const { name, active, configuration } = connectionOf({
            name: "mine",
            active: false,
            description: "for people",
            uplinkTimeValidity: " 72 h",
            downlinkEnabled: false,
            downlinkPort: "10",
            downlinkAsId: "TWA_1",
            reconnectStrategy: "calm",
            connectTimeout: "30",
            actionTimeout: 20,
        });
        should({ name, active }).deepEqual({ name: "mine", active: false });
        configuration.should.have.properties({
            description: "for people",
            uplinkTimeValidity: "72h",
            downlinkEnabled: false,
            downlinkPort: 10,
            downlinkAsId: "TWA_1",
            reconnectStrategy: "CALM",
            connectionTimeout: 30_000,
            actionTimeout: 20_000,
        });
    });

    const hosts: [changes: Record<string, unknown>, hostName: string][] = [
        [{ region: "Staging" }, "staging.mqtt.wmw-hub.com:8883"],
        [{ customHostname: "broker.example.com:1234" }, "broker.example.com:1234"],
        [{ customHostname: "[2001:db8::1]" }, "[2001:db8::1]:8883"],
    ];
    for (const [changes, hostName] of hosts) {
        it(`leads to ${hostName}`, () => {
            should(connectionOf(changes).configuration.hostName).equal(hostName);
        });
    }

    it("leaves a missing username to be filled in, and what was never saved to its default", () => {
        connectionOf({ downlinkEnabled: undefined }, "").configuration.should.have.properties({
            username: "<username>",
            downlinkEnabled: true,
        });
    });

    it("does not depend on settings that ThingPark does not have", () => {
        refusals({ keepalive: "soon", clientId: "${CLIENT_ID}", queueLimit: 0 }).should.be.empty();
    });

    it("is not there where a setting is no good", () => {
        refusals({ enterpriseId: "", actionTimeout: "soon" }).should.deepEqual([
            "enterpriseId enterprise-id-missing",
            "actionTimeout number-invalid",
        ]);
    });

    it("is not there where a variable would have to be known to ThingPark", () => {
        refusals({ enterpriseId: "${ENTERPRISE}" }).should.deepEqual(["enterpriseId variable-for-thingpark"]);
        refusals({}, "${USERNAME}").should.deepEqual(["username variable-for-thingpark"]);
    });

    it("never holds a secret, even where the saved node does", () => {
        const text = JSON.stringify(connectionOf({ password: "s3cret", downlinkAsKey: "s3cret" }));
        should(text).not.containEql("s3cret");
    });
});
