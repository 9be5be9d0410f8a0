import { inspect } from "node:util";
import should from "should";
import { checkEnterpriseId, deriveEndpoint, urlOf } from "../../nodes/lib/endpoint";
import { passed } from "../../nodes/lib/problem";
import { KNOWN_REGIONS } from "../../nodes/lib/regions";
import { problemsOf, valueOf } from "./support/checked";

function derive(choice: { region?: unknown; customHostname?: unknown; enterpriseId?: unknown }) {
    const whole = { region: "US", customHostname: "", enterpriseId: "1234", ...choice };
    return deriveEndpoint(whole, KNOWN_REGIONS);
}

describe("the endpoint", () => {
    it("of the region US and the enterprise 1234 is all that WMW's form stands for", () => {
        should(derive({})).deepEqual(
            passed({
                host: "us.mqtt.wmw-hub.com",
                port: 8883,
                url: "mqtts://us.mqtt.wmw-hub.com:8883",
                enterpriseId: "1234",
                uplinkTopic: "uplink_1234",
                downlinkTopic: "downlink_1234",
            }),
        );
    });

    it("takes the custom hostname only with the region custom", () => {
        valueOf(derive({ customHostname: "broker.example.com" })).host.should.equal("us.mqtt.wmw-hub.com");
        const custom = derive({ region: "custom", customHostname: "broker.example.com:8884" });
        valueOf(custom).url.should.equal("mqtts://broker.example.com:8884");
    });

    it("ignores a custom hostname that is no good while another region is chosen", () => {
        problemsOf(derive({ customHostname: "mqtts://" })).should.be.empty();
    });

    it("has every problem at once", () => {
        problemsOf(derive({ region: "custom", enterpriseId: "" })).should.deepEqual([
            "customHostname custom-hostname-missing",
            "enterpriseId enterprise-id-missing",
        ]);
    });

    for (const region of ["EU", "us", "", undefined, 5]) {
        it(`refuses the region ${inspect(region)}`, () => {
            const refused = derive({ region });
            problemsOf(refused).should.deepEqual(["region region-unknown"]);
            JSON.stringify(refused).should.containEql("US, Staging, custom");
        });
    }

    it("writes an IPv6 address in brackets in its URL, and bare as host", () => {
        const { host, url } = valueOf(derive({ region: "custom", customHostname: "[::1]:8884" }));
        [host, url].should.deepEqual(["::1", "mqtts://[::1]:8884"]);
        urlOf({ host: "localhost", port: 1 }).should.equal("mqtts://localhost:1");
    });
});

describe("an enterprise ID", () => {
    const enterpriseIds: [value: unknown, verdict: string][] = [
        ["1234", "1234"],
        [1234, "1234"],
        ["my-Enterprise_1", "my-Enterprise_1"],
        ["x", "x"],
        ["x".repeat(64), "x".repeat(64)],
        [undefined, "enterprise-id-missing"],
        [null, "enterprise-id-missing"],
        ["", "enterprise-id-missing"],
        ["x".repeat(65), "enterprise-id-invalid"],
        [" 1234", "enterprise-id-invalid"],
        ["1234\n", "enterprise-id-invalid"],
        ["12/34", "enterprise-id-invalid"],
        ["#", "enterprise-id-invalid"],
        ["+", "enterprise-id-invalid"],
        ["ürich", "enterprise-id-invalid"],
        [1.5, "enterprise-id-invalid"],
        [{}, "enterprise-id-invalid"],
        ["${ENTERPRISE}", "enterprise-id-invalid"],
    ];

    for (const [value, verdict] of enterpriseIds) {
        it(`${inspect(value)} gives ${verdict}`, () => {
            const checked = checkEnterpriseId(value);
            if (checked.ok) checked.value.should.equal(verdict);
            else problemsOf(checked).should.deepEqual([`enterpriseId ${verdict}`]);
        });
    }
});
