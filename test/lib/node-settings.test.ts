import should from "should";
import { ALL_DEVICES } from "../../nodes/lib/dev-eui-filter";
import { readDownlinkIn, readUplinkOut } from "../../nodes/lib/node-settings";
import { passed } from "../../nodes/lib/problem";
import { problemsOf, valueOf } from "./support/checked";

describe("the settings of wmw-uplink-out", () => {
    const uplinkOut = { version: 1, source: "auto", format: "document", qos: "1" };

    it("give the quality of service as a number", () => {
        for (const [qos, number] of [
            ["1", 1],
            ["0", 0],
            [0, 0],
        ] as const) {
            should(valueOf(readUplinkOut({ ...uplinkOut, qos })).qos).equal(number);
        }
    });

    it("of a node written by hand are the defaults", () => {
        should(readUplinkOut({})).deepEqual(passed({ source: "auto", format: "document", qos: 1 }));
    });

    for (const source of ["auto", "thingpark", "tts", "chirpstack", "any"]) {
        it(`take ${source} as source`, () => {
            should(valueOf(readUplinkOut({ ...uplinkOut, source })).source).equal(source);
        });
    }

    for (const format of ["document", "metadata", "payload"]) {
        it(`take ${format} as format`, () => {
            should(valueOf(readUplinkOut({ ...uplinkOut, format })).format).equal(format);
        });
    }

    const refused: [what: string, change: object, problems: string[]][] = [
        ["QoS 2", { qos: "2" }, ["qos choice-invalid"]],
        ["no QoS", { qos: "" }, ["qos choice-invalid"]],
        ["another format", { format: "xml" }, ["format choice-invalid"]],
        ["another source", { source: "tuya" }, ["source choice-invalid"]],
        ["a variable that is not set", { qos: "${QOS}" }, ["qos variable-not-set"]],
        ["a later version", { version: 2 }, ["version newer-version"]],
        [
            "several mistakes, and name them all",
            { source: 1, format: null, qos: true },
            ["source choice-invalid", "format choice-invalid", "qos choice-invalid"],
        ],
    ];

    for (const [what, change, problems] of refused) {
        it(`refuse ${what}`, () => {
            problemsOf(readUplinkOut({ ...uplinkOut, ...change })).should.deepEqual(problems);
        });
    }
});

describe("the settings of wmw-downlink-in", () => {
    const downlinkIn = { version: 1, devEUIs: "", emit: "commands", format: "thingpark" };

    it("of a node written by hand take all devices", () => {
        should(readDownlinkIn({})).deepEqual(
            passed({ filter: ALL_DEVICES, emit: "commands", format: { server: "thingpark" } }),
        );
    });

    it("give the filter that the DevEUIs stand for", () => {
        const { filter } = valueOf(readDownlinkIn({ ...downlinkIn, devEUIs: "20635f* 0018B20000000B20" }));
        should(filter).deepEqual({ kind: "some", exact: ["0018B20000000B20"], prefixes: ["20635F"] });
    });

    it("say what is emitted beside commands", () => {
        should(valueOf(readDownlinkIn({ ...downlinkIn, emit: "all" })).emit).equal("all");
    });

    const addresses: [what: string, change: object, format: object][] = [
        [
            "ThingPark, whatever else is saved",
            { format: "thingpark", application: "+" },
            { server: "thingpark" },
        ],
        [
            "an application of The Things Stack",
            { format: "tts", application: "app@ttn", deviceId: "dev-{devEUI}" },
            { server: "tts", application: "app@ttn", deviceId: "dev-{devEUI}" },
        ],
        [
            "an application of ChirpStack",
            { format: "chirpstack", application: "bbea74d6-1fc5-4238-af20-d2aecdbb4f8e" },
            { server: "chirpstack", application: "bbea74d6-1fc5-4238-af20-d2aecdbb4f8e" },
        ],
    ];

    for (const [what, change, format] of addresses) {
        it(`make commands ready for ${what}`, () => {
            should(valueOf(readDownlinkIn({ ...downlinkIn, ...change })).format).deepEqual(format);
        });
    }

    const refused: [what: string, change: object, problems: string[]][] = [
        ["a DevEUI that is none", { devEUIs: "123" }, ["devEUIs dev-euis-invalid"]],
        ["another format", { format: "xml" }, ["format choice-invalid"]],
        ["something else to emit", { emit: "everything" }, ["emit choice-invalid"]],
        ["a variable that is not set", { format: "${FORMAT}" }, ["format variable-not-set"]],
        ["DevEUIs of a variable that is not set", { devEUIs: "${DEVICES}" }, ["devEUIs variable-not-set"]],
        ["a later version", { version: 2 }, ["version newer-version"]],
        [
            "The Things Stack without an application and a device id",
            { format: "tts", application: "", deviceId: "" },
            ["application topic-level-invalid", "deviceId topic-level-invalid"],
        ],
        ["ChirpStack without an application", { format: "chirpstack" }, ["application topic-level-invalid"]],
        [
            "a device id that would reach into another topic",
            { format: "tts", application: "app@ttn", deviceId: "x/{devEUI}" },
            ["deviceId topic-level-invalid"],
        ],
        [
            "an application of a variable that is not set",
            { format: "chirpstack", application: "${APPLICATION}" },
            ["application variable-not-set"],
        ],
    ];

    for (const application of ["a+b", "a#", "a/b", "a b", "a\n", "x".repeat(129), 1, null]) {
        it(`refuse ${JSON.stringify(application).slice(0, 20)} as application`, () => {
            problemsOf(readDownlinkIn({ ...downlinkIn, format: "chirpstack", application })).should.deepEqual(
                ["application topic-level-invalid"],
            );
        });
    }

    for (const [what, change, problems] of refused) {
        it(`refuse ${what}`, () => {
            problemsOf(readDownlinkIn({ ...downlinkIn, ...change })).should.deepEqual(problems);
        });
    }
});
