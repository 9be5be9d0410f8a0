import should from "should";
import { ALL_DEVICES } from "../../nodes/lib/dev-eui-filter";
import { readDownlinkIn, readUplinkOut } from "../../nodes/lib/node-settings";
import { passed } from "../../nodes/lib/problem";
import { problemsOf } from "./support/checked";

describe("the settings of wmw-uplink-out", () => {
    const uplinkOut = { version: 1, source: "auto", format: "document", qos: "1" };

    it("give the quality of service as a number", () => {
        should(readUplinkOut(uplinkOut)).deepEqual(passed({ qos: 1 }));
        should(readUplinkOut({ ...uplinkOut, qos: "0" })).deepEqual(passed({ qos: 0 }));
        should(readUplinkOut({ ...uplinkOut, qos: 0, source: "thingpark" })).deepEqual(passed({ qos: 0 }));
    });

    it("of a node written by hand are the defaults", () => {
        should(readUplinkOut({})).deepEqual(passed({ qos: 1 }));
    });

    const refused: [what: string, change: object, problems: string[]][] = [
        ["QoS 2", { qos: "2" }, ["qos settings-invalid"]],
        ["no QoS", { qos: "" }, ["qos settings-invalid"]],
        ["another format", { format: "xml" }, ["format settings-invalid"]],
        ["another source", { source: "tuya" }, ["source settings-invalid"]],
        ["a variable that is not set", { qos: "${QOS}" }, ["qos variable-not-set"]],
        ["a later version", { version: 2 }, ["version newer-version"]],
        [
            "several mistakes, and name them all",
            { source: 1, format: null, qos: true },
            ["source settings-invalid", "format settings-invalid", "qos settings-invalid"],
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
        should(readDownlinkIn({})).deepEqual(passed({ filter: ALL_DEVICES }));
    });

    it("give the filter that the DevEUIs stand for", () => {
        should(readDownlinkIn({ ...downlinkIn, devEUIs: "20635f* 0018B20000000B20" })).deepEqual(
            passed({ filter: { kind: "some", exact: ["0018B20000000B20"], prefixes: ["20635F"] } }),
        );
    });

    const refused: [what: string, change: object, problems: string[]][] = [
        ["a DevEUI that is none", { devEUIs: "123" }, ["devEUIs dev-euis-invalid"]],
        ["another format", { format: "xml" }, ["format settings-invalid"]],
        ["something else to emit", { emit: "everything" }, ["emit settings-invalid"]],
        ["a variable that is not set", { format: "${FORMAT}" }, ["format variable-not-set"]],
        ["DevEUIs of a variable that is not set", { devEUIs: "${DEVICES}" }, ["devEUIs variable-not-set"]],
        ["a later version", { version: 2 }, ["version newer-version"]],
    ];

    for (const [what, change, problems] of refused) {
        it(`refuse ${what}`, () => {
            problemsOf(readDownlinkIn({ ...downlinkIn, ...change })).should.deepEqual(problems);
        });
    }
});
