import should from "should";
import { connectionBody } from "../../../nodes/lib/thingpark-api/connection-body";
import { readParameters } from "../../../nodes/lib/thingpark-api/parameters";
import { DOCUMENT_BODY } from "../../support/thingpark-nodes";
import { problemsOf, valueOf } from "../support/checked";
import { WMW } from "./support/wmw-side";

const NAME = "Actility To WMW";

describe("the body that creates a connection", () => {
    it("is the example of the document, field by field", () => {
        const body = valueOf(connectionBody(WMW, { name: NAME, parameters: {} }));
        should(body).deepEqual(DOCUMENT_BODY);
    });

    it("has the common parameters in their places", () => {
        const given = {
            name: "House 7",
            active: false,
            alarms: [{ uplinkRateMinPerHour: 10 }],
            description: "of house 7",
            createDevices: false,
            connectionTimeout: 60_000,
            actionTimeout: 60_000,
            reconnectStrategy: "CALM",
        };
        const parameters = valueOf(readParameters(given));
        const { name, active, alarms, configuration } = valueOf(
            connectionBody(WMW, { name: NAME, parameters }),
        );
        const { name: ownName, active: ownActive, alarms: ownAlarms, ...within } = given;
        should({ name, active, alarms }).deepEqual({ name: ownName, active: ownActive, alarms: ownAlarms });
        should(configuration).containDeep(within);
    });

    it("leaves out a username and a password that are not there", () => {
        const body = valueOf(
            connectionBody({ ...WMW, login: { username: "", password: "" } }, { name: NAME, parameters: {} }),
        );
        should(body.configuration).not.have.any.keys("username", "password");
    });

    it("puts an IPv6 address into brackets", () => {
        const endpoint = { ...WMW.endpoint, host: "2001:db8::1", port: 8884 };
        const { configuration } = valueOf(
            connectionBody({ ...WMW, endpoint }, { name: NAME, parameters: {} }),
        );
        should(configuration.hostName).equal("[2001:db8::1]:8884");
    });

    it("has certificate, key and CA of the TLS settings; a CA of the parameters goes first", () => {
        const tls = { certificate: "cert", privateKey: "key", trustedCa: "ca" };
        const plain = valueOf(connectionBody({ ...WMW, tls }, { name: NAME, parameters: {} }));
        should(plain.configuration).containDeep({
            certificate: "cert",
            privateKey: "key",
            trustedCaCertficate: "ca",
        });
        const parameters = { trustedCaCertficate: "other" };
        const own = valueOf(connectionBody({ ...WMW, tls }, { name: NAME, parameters }));
        should(own.configuration.trustedCaCertficate).equal("other");
    });

    it("takes the stored key of an AS_ID, and of no other", () => {
        const commands = { asId: "TWA_1.1.AS", asKey: "stored-key" };
        const keyFor = (parameters: object): unknown =>
            valueOf(connectionBody({ ...WMW, commands }, { name: NAME, parameters: { ...parameters } }))
                .configuration.downlinkAsKey;
        should(keyFor({ downlinkAsId: "TWA_1.1.AS" })).equal("stored-key");
        should(keyFor({ downlinkAsId: "TWA_1.1.AS", downlinkAsKey: "given" })).equal("given");
        should(keyFor({ downlinkAsId: "TWA_2.2.AS" })).be.undefined();
        should(keyFor({})).be.undefined();
    });

    it("is refused where it holds what stands for a secret", () => {
        const masked = { ...WMW, login: { username: "mqtt-username", password: "*****" } };
        problemsOf(connectionBody(masked, { name: NAME, parameters: {} })).should.deepEqual([
            "configuration.password masked-secret",
        ]);
        problemsOf(
            connectionBody(WMW, { name: NAME, parameters: { downlinkAsKey: "*****" } }),
        ).should.deepEqual(["configuration.downlinkAsKey masked-secret"]);
    });
});
