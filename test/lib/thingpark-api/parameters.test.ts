import should from "should";
import { checkParameters, readParameters } from "../../../nodes/lib/thingpark-api/parameters";
import { problemsOf, valueOf } from "../support/checked";

const PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

/** Values that are taken, and values that are not, of each common parameter. */
const parameters: Readonly<Record<string, readonly [good: readonly unknown[], bad: readonly unknown[]]>> = {
    name: [["Actility To WMW"], ["", "  ", 7, "x".repeat(129)]],
    active: [
        [true, false],
        ["true", 1],
    ],
    alarms: [
        [[], [{ uplinkRateMinPerHour: 10, message: "low", recurrence: [{ frequency: "weekly" }] }]],
        [{}, [{}], [7], [{ uplinkRateMinPerHour: -1 }], [{ uplinkRateMinPerHour: "10" }]],
    ],
    description: [
        ["", "of house 7"],
        [7, "x".repeat(1001)],
    ],
    createDevices: [[true, false], ["no"]],
    sendMetadata: [[true, false], [0]],
    sendRawDecodedFormat: [[true, false], ["yes"]],
    uplinkTimeValidity: [
        ["90s", "1m", "72h", "3d"],
        ["", "5", "0m", "5 m", "1w", 5],
    ],
    downlinkEnabled: [[true, false], [1]],
    downlinkAsId: [["TWA_1.1.AS"], ["", 7]],
    downlinkAsKey: [["9311e33d7d44fc52215b0dc789aa1d22"], ["", 7]],
    downlinkPort: [
        [1, 224],
        [0, 225, 1.5, "5"],
    ],
    reconnectStrategy: [
        ["CALM", "NORMAL", "AGGRESSIVE"],
        ["normal", ""],
    ],
    trustedCaCertficate: [[PEM], ["MIIB", 7]],
    connectionTimeout: [
        [1, 60_000, 3_600_000],
        [0, -1, 3_600_001, 0.5, "60000"],
    ],
    actionTimeout: [[60_000], [0, "60000"]],
};

describe("the common parameters", () => {
    for (const [name, [good, bad]] of Object.entries(parameters)) {
        it(`take ${name} where it is what it should be`, () => {
            for (const value of good) {
                should(valueOf(readParameters({ [name]: value }))).deepEqual({ [name]: value });
            }
        });

        it(`name ${name} where it is not`, () => {
            for (const value of bad) {
                problemsOf(readParameters({ [name]: value })).should.deepEqual([
                    `parameters.${name} parameter-invalid`,
                ]);
            }
        });
    }

    it("do not show a key that is not valid", () => {
        const checked = readParameters({ downlinkAsKey: `secret${"x".repeat(200)}` });
        JSON.stringify(checked).should.not.containEql("secret");
    });

    for (const name of [
        "connectorId",
        "brand",
        "protocol",
        "hostName",
        "username",
        "password",
        "uplinkTopicPattern",
        "downlinkTopicPattern",
        "certificate",
        "privateKey",
    ]) {
        it(`refuse ${name}, which has its place elsewhere, and do not show its value`, () => {
            const checked = readParameters({ [name]: "secret-value" });
            problemsOf(checked).should.deepEqual([`parameters.${name} parameter-fixed`]);
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
            "parameters.configuration.downlinkPort parameter-invalid",
            "parameters.configuration.password parameter-fixed",
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
        for (const value of ["{", "[]", "7", "null", 7, []]) {
            problemsOf(readParameters(value)).should.deepEqual(["parameters parameters-invalid"]);
        }
        const circle: Record<string, unknown> = {};
        circle.alarms = [circle];
        problemsOf(checkParameters(circle, "payload")).should.deepEqual(["payload parameters-invalid"]);
    });

    it("are named by where they came from", () => {
        problemsOf(checkParameters({ active: 1 }, "payload")).should.deepEqual([
            "payload.active parameter-invalid",
        ]);
    });
});
