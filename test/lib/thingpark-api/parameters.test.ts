import should from "should";
import { checkParameters, readParameters } from "../../../nodes/lib/thingpark-api/parameters";
import { problemsOf, valueOf } from "../support/checked";

const PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

/** Values that are taken, and values that are not, of each common parameter, and the code of that problem. */
const parameters: Readonly<
    Record<string, readonly [good: readonly unknown[], bad: readonly unknown[], code: string]>
> = {
    name: [["Actility To WMW"], ["", "  ", 7, "x".repeat(129)], "connection-name-invalid"],
    active: [[true, false], ["true", 1], "switch-invalid"],
    alarms: [
        [[], [{ uplinkRateMinPerHour: 10, message: "low", recurrence: [{ frequency: "weekly" }] }]],
        [{}, [{}], [7], [{ uplinkRateMinPerHour: -1 }], [{ uplinkRateMinPerHour: "10" }]],
        "alarms-invalid",
    ],
    description: [["", "of house 7"], [7, "x".repeat(1001)], "description-invalid"],
    createDevices: [[true, false], ["no"], "switch-invalid"],
    sendMetadata: [[true, false], [0], "switch-invalid"],
    sendRawDecodedFormat: [[true, false], ["yes"], "switch-invalid"],
    uplinkTimeValidity: [
        ["90s", "1m", "72h", "3d"],
        ["", "5", "0m", "5 m", "1w", 5],
        "time-validity-invalid",
    ],
    downlinkEnabled: [[true, false], [1], "switch-invalid"],
    downlinkAsId: [["TWA_1.1.AS"], ["", 7], "application-server-invalid"],
    downlinkAsKey: [["9311e33d7d44fc52215b0dc789aa1d22"], ["", 7], "application-server-invalid"],
    downlinkPort: [[1, 224], [0, 225, 1.5, "5"], "downlink-port-invalid"],
    reconnectStrategy: [["CALM", "NORMAL", "AGGRESSIVE"], ["normal", ""], "reconnect-strategy-invalid"],
    trustedCaCertficate: [[PEM], ["MIIB", 7], "certificate-invalid"],
    connectionTimeout: [[1, 60_000, 3_600_000], [0, -1, 3_600_001, 0.5, "60000"], "time-out-invalid"],
    actionTimeout: [[60_000], [0, "60000"], "time-out-invalid"],
};

describe("the common parameters", () => {
    for (const [name, [good, bad, code]] of Object.entries(parameters)) {
        it(`take ${name} where it is what it should be`, () => {
            for (const value of good) {
                should(valueOf(readParameters({ [name]: value }))).deepEqual({ [name]: value });
            }
        });

        it(`name ${name} where it is not`, () => {
            for (const value of bad) {
                problemsOf(readParameters({ [name]: value })).should.deepEqual([
                    `parameters.${name} ${code}`,
                ]);
            }
        });
    }

    it("do not show a key that is not valid", () => {
        const checked = readParameters({ downlinkAsKey: `secret${"x".repeat(200)}` });
        JSON.stringify(checked).should.not.containEql("secret");
    });

    for (const [name, code] of Object.entries({
        connectorId: "parameter-fixed",
        brand: "parameter-fixed",
        protocol: "parameter-fixed",
        hostName: "parameter-from-connection",
        username: "parameter-from-connection",
        password: "parameter-from-connection",
        uplinkTopicPattern: "parameter-from-connection",
        downlinkTopicPattern: "parameter-from-connection",
        certificate: "parameter-from-tls",
        privateKey: "parameter-from-tls",
    })) {
        it(`refuse ${name}, which has its place elsewhere, and do not show its value`, () => {
            const checked = readParameters({ [name]: "secret-value" });
            problemsOf(checked).should.deepEqual([`parameters.${name} ${code}`]);
            JSON.stringify(checked).should.not.containEql("secret-value");
        });
    }

    it("refuse names that are none, also those that every object has", () => {
        problemsOf(readParameters({ createDevice: true, constructor: 1, toString: 2 })).should.deepEqual([
            "parameters.createDevice parameter-unknown",
            "parameters.constructor parameter-unknown",
            "parameters.toString parameter-unknown",
        ]);
    });

    it("may stand within configuration, as in ThingPark's documents", () => {
        valueOf(
            readParameters({ active: false, configuration: { createDevices: false, downlinkPort: 5 } }),
        ).should.deepEqual({ active: false, createDevices: false, downlinkPort: 5 });
        problemsOf(
            readParameters({ configuration: { downlinkPort: 0, password: "*****" } }),
        ).should.deepEqual([
            "parameters.configuration.downlinkPort downlink-port-invalid",
            "parameters.configuration.password parameter-from-connection",
        ]);
        problemsOf(readParameters({ configuration: [] })).should.deepEqual([
            "parameters.configuration parameters-invalid",
        ]);
    });

    it("are read from JSON, blank for none, and null for one that is not there", () => {
        for (const blank of ["", undefined, null, "{}", {}])
            valueOf(readParameters(blank)).should.deepEqual({});
        valueOf(readParameters('{"downlinkPort":5,"active":null}')).should.deepEqual({ downlinkPort: 5 });
    });

    it("are one object of JSON, of a bounded depth", () => {
        problemsOf(readParameters("{")).should.deepEqual(["parameters parameters-not-json"]);
        for (const value of ["[]", "7", "null", 7, []]) {
            problemsOf(readParameters(value)).should.deepEqual(["parameters parameters-invalid"]);
        }
        const circle: Record<string, unknown> = {};
        circle.alarms = [circle];
        problemsOf(checkParameters(circle, "payload")).should.deepEqual(["payload parameters-too-deep"]);
    });

    it("are named by where they came from", () => {
        problemsOf(checkParameters({ active: 1 }, "payload")).should.deepEqual([
            "payload.active switch-invalid",
        ]);
    });
});
