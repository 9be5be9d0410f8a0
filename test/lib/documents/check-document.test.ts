import should from "should";
import { checkDocument } from "../../../nodes/lib/documents/check-document";
import { WmwError } from "../../../nodes/lib/errors";
import { type Problem } from "../../../nodes/lib/problem";
import { problemsOf, valueOf } from "../support/checked";

const DEVICE = { DevEUI: "0018B20000000B20" };

/** `JSON.parse` makes fields of these names, where an object literal would not. */
const OWN_KEYS = `{"DevEUI_uplink":{"__proto__":{"x":1},"constructor":{"prototype":{}},"DevEUI":"${DEVICE.DevEUI}"}}`;

const accepted: [title: string, document: unknown, kind: string][] = [
    ["an uplink", { DevEUI_uplink: DEVICE }, "DevEUI_uplink"],
    ["a downlink report", { DevEUI_downlink_Sent: DEVICE }, "DevEUI_downlink_Sent"],
    ["a rejected downlink", { DevEUI_downlink_Rejected: DEVICE }, "DevEUI_downlink_Rejected"],
    ["a location", { DevEUI_location: DEVICE }, "DevEUI_location"],
    ["a notification", { DevEUI_notification: DEVICE }, "DevEUI_notification"],
    ["a device alarm", { DevEUI_alarm: DEVICE }, "DevEUI_alarm"],
    ["a base station alarm, which names no device", { BS_alarm: { LrrID: "1" } }, "BS_alarm"],
    ["a multicast report", { DevEUI_multicast_summary: DEVICE }, "DevEUI_multicast_summary"],
    ["an uplink without its root key", { ...DEVICE, FPort: "1" }, "legacy"],
    ["a DevEUI in lower case", { DevEUI_uplink: { DevEUI: "0018b20000000b20" } }, "DevEUI_uplink"],
    ["keys beside the root key", { downlinkUrl: "https://x", DevEUI_uplink: DEVICE }, "DevEUI_uplink"],
    ["a join, which has no payload", { DevEUI_uplink: { ...DEVICE, rawJoinRequest: "00" } }, "DevEUI_uplink"],
    ["unknown fields of any type", { DevEUI_uplink: { ...DEVICE, Relayid: {}, temp: [] } }, "DevEUI_uplink"],
    ["its own keys __proto__ and constructor", JSON.parse(OWN_KEYS), "DevEUI_uplink"],
];

const refused: [title: string, document: unknown, problems: string[]][] = [
    ["a command", { DevEUI_downlink: DEVICE }, ["DevEUI_downlink is-a-command"]],
    [
        "a command beside an uplink",
        { DevEUI_uplink: DEVICE, DevEUI_downlink: DEVICE },
        ["DevEUI_downlink is-a-command"],
    ],
    ["an unknown root key", { DevEUI_something: DEVICE }, ["payload root-key-unknown"]],
    ["a root key in another case", { deveui_uplink: DEVICE }, ["payload root-key-unknown"]],
    ["an inherited root key", Object.create({ DevEUI_uplink: DEVICE }), ["payload root-key-unknown"]],
    ["an empty object", {}, ["payload root-key-unknown"]],
    ["a list", [], ["payload not-an-object"]],
    ["null", null, ["payload not-an-object"]],
    ["a number", 1, ["payload not-an-object"]],
    ["a root key without content", { DevEUI_uplink: null }, ["DevEUI_uplink not-an-object"]],
    ["a root key with a list", { BS_alarm: [] }, ["BS_alarm not-an-object"]],
    ["no DevEUI", { DevEUI_uplink: {} }, ["DevEUI_uplink.DevEUI dev-eui-invalid"]],
    [
        "a masked DevEUI",
        { DevEUI_uplink: { DevEUI: "XXXXXXXXXXXXXXXX" } },
        ["DevEUI_uplink.DevEUI dev-eui-invalid"],
    ],
    [
        "a DevEUI with a tail",
        { DevEUI_downlink_Sent: { DevEUI: "0018B20000000B20\n" } },
        ["DevEUI_downlink_Sent.DevEUI dev-eui-invalid"],
    ],
    ["a short DevEUI without a root key", { DevEUI: "A3" }, ["DevEUI dev-eui-invalid"]],
    [
        "two kinds at once, naming what is wrong in each",
        { DevEUI_uplink: {}, DevEUI_location: 1 },
        ["DevEUI_uplink.DevEUI dev-eui-invalid", "DevEUI_location not-an-object"],
    ],
];

/** Values that real documents hold, which a check must let pass. */
const soundFields: [kind: string, field: string, values: unknown[]][] = [
    [
        "DevEUI_uplink",
        "Time",
        ["", null, 1473419836813, "1473419836813", "yesterday", "2015-01-27T10:00.123:46+01:00"],
    ],
    ["DevEUI_uplink", "FPort", [0, 255, "0", "255", "", null]],
    ["DevEUI_uplink", "FCntUp", [0, 272806, "272806", 4294967295, "4294967295", ""]],
    ["DevEUI_uplink", "FCntDn", [208640, "208640", ""]],
    ["DevEUI_uplink", "payload_hex", ["0d3e0001", "AABBCC", "aA", "", null]],
    ["DevEUI_uplink", "rawJoinRequest", ["003246524144b21800200b000000b2180052ff36f5e390"]],
    ["DevEUI_uplink", "payload", [{}, { temperature: 20.4 }, ""]],
    ["DevEUI_uplink", "payloadDecodedError", [{ code: "com-5002", message: "Invalid fPort!" }]],
    ["DevEUI_uplink", "LrrRSSI", [-73.600006, "-80.000000", "- 112.000000", ""]],
    ["DevEUI_uplink", "Spfact", [12, "12"]],
    ["DevEUI_uplink", "DevLrrCnt", [8, "8"]],
    [
        "DevEUI_uplink",
        "Lrrs",
        [{ Lrr: [] }, { Lrr: [{}] }, { Lrr: {} }, [{ Lrrid: "1" }], [], {}, { Lrr: "" }, ""],
    ],
    ["DevEUI_uplink", "CustomerData", [{ loc: null }, '{"alr":{}}', "", null]],
    ["DevEUI_uplink", "CustomerID", ["100000507", 100006356]],
    ["DevEUI_uplink", "ModelCfg", ["0", 0, "1:TWA_100002157.11278.AS"]],
    ["DevEUI_downlink_Sent", "DeliveryStatus", [0, 1, "1", ""]],
    ["DevEUI_downlink_Sent", "CorrelationID", ["4434704901C7450B", "5f3e4d2c-0000-1111-2222-333344445555"]],
    ["DevEUI_downlink_Rejected", "DeliveryStatus", [350]],
    ["DevEUI_location", "DevLAT", [-90, 90, "10.11212", ""]],
    ["DevEUI_location", "DevLON", [-180, 180, "7.44464", ""]],
    ["DevEUI_notification", "Var1", ["", "admin_reset", 98]],
    ["DevEUI_alarm", "State", [1, "1"]],
    ["BS_alarm", "LrrID", ["100001C2", 1]],
    ["DevEUI_multicast_summary", "TransmissionStatus", ["ABORTED"]],
];

const brokenFields: [kind: string, field: string, code: string, values: unknown[]][] = [
    [
        "DevEUI_uplink",
        "DevEUI",
        "dev-eui-invalid",
        ["", null, 1, "XXXXXXXXXXXXXXXX", "000000000F1D8693</DevEUI", {}],
    ],
    ["DevEUI_uplink", "FPort", "f-port-invalid", [-1, 256, "256", 1.5, "1.0", " 1", "0x1", true, [], {}]],
    [
        "DevEUI_uplink",
        "FCntUp",
        "counter-invalid",
        [-1, 4294967296, "4294967296", "12345678901", 0.5, "x", []],
    ],
    ["DevEUI_uplink", "FCntDn", "counter-invalid", [-1, "-1", {}]],
    [
        "DevEUI_uplink",
        "payload_hex",
        "payload-hex-invalid",
        ["0d3e...", "123", "0g", "00 ", "00\n", 12, [], {}],
    ],
    ["DevEUI_uplink", "rawJoinRequest", "hex-invalid", ["0", "xx", 12]],
    ["DevEUI_uplink", "payload", "not-an-object", ["text", 1, [], true]],
    ["DevEUI_uplink", "payloadDecodedError", "not-an-object", ["text", []]],
    ["DevEUI_uplink", "LrrRSSI", "number-invalid", [{}, [], true]],
    ["DevEUI_uplink", "SpFact", "number-invalid", [{}]],
    ["DevEUI_uplink", "Spfact", "number-invalid", [[]]],
    ["DevEUI_uplink", "Lrrs", "receivers-invalid", ["x", 1, [1], { Lrr: [null] }, { Lrr: "x" }, [[]]]],
    ["DevEUI_uplink", "CustomerData", "customer-data-invalid", [1, [], true]],
    ["DevEUI_downlink_Sent", "FPort", "f-port-invalid", [300]],
    ["DevEUI_downlink_Sent", "DeliveryStatus", "number-invalid", [{}, true]],
    ["DevEUI_downlink_Rejected", "DownlinkRejectionCause", "text-invalid", [350, {}]],
    ["DevEUI_location", "DevLAT", "coordinate-invalid", [90.1, "-91", "north", " ", {}, true]],
    ["DevEUI_location", "DevLON", "coordinate-invalid", [180.1, "-181", []]],
    ["DevEUI_notification", "Type", "text-invalid", [1, {}]],
    ["DevEUI_alarm", "ID", "number-invalid", [[]]],
    ["BS_alarm", "LrrID", "number-invalid", [{}]],
    ["DevEUI_multicast_summary", "FCntDn", "counter-invalid", ["x"]],
];

describe("the check of a document", () => {
    for (const [title, document, kind] of accepted) {
        it(`lets ${title} through as ${kind}`, () => {
            valueOf(checkDocument(document)).kind.should.equal(kind);
        });
    }

    it("gives what stands under the root key, which of a legacy document is all", () => {
        const legacy = { ...DEVICE, FPort: 1 };
        should(valueOf(checkDocument({ DevEUI_location: DEVICE })).content).equal(DEVICE);
        should(valueOf(checkDocument(legacy)).content).equal(legacy);
    });

    for (const [title, document, problems] of refused) {
        it(`refuses ${title}`, () => problemsOf(checkDocument(document)).should.deepEqual(problems));
    }

    for (const [kind, field, values] of soundFields) {
        it(`lets ${values.map((value) => JSON.stringify(value)).join(", ")} pass as ${field} of ${kind}`, () => {
            for (const value of values) {
                problemsOf(checkDocument({ [kind]: { ...DEVICE, [field]: value } })).should.be.empty();
            }
        });
    }

    for (const [kind, field, code, values] of brokenFields) {
        it(`refuses ${values.map((value) => JSON.stringify(value)).join(", ")} as ${field} of ${kind}`, () => {
            for (const value of values) {
                problemsOf(checkDocument({ [kind]: { ...DEVICE, [field]: value } })).should.deepEqual([
                    `${kind}.${field} ${code}`,
                ]);
            }
        });
    }

    it("checks the fields of an uplink without its root key as well", () => {
        const document = { ...DEVICE, FPort: 256, payload_hex: "0d3e...", Lrrs: 1 };
        problemsOf(checkDocument(document)).should.deepEqual([
            "FPort f-port-invalid",
            "payload_hex payload-hex-invalid",
            "Lrrs receivers-invalid",
        ]);
    });

    it("says where each problem is, what was expected and what came", () => {
        const document = { DevEUI_uplink: { DevEUI: "XXXXXXXXXXXXXXXX", FPort: 256 } };
        WmwError.ofProblems("WMW_BAD_DOCUMENT", checkedProblems(document)).message.should.equal(
            'DevEUI_uplink.DevEUI: expected 16 hex digits, got "XXXXXXXXXXXXXXXX"; ' +
                "DevEUI_uplink.FPort: expected 0 to 255, got 256",
        );
    });

    it("bears a document of megabytes, and shows none of it whole", () => {
        const receivers = Array.from({ length: 100_000 }, () => ({ Lrrid: "x".repeat(10) }));
        const content = { ...DEVICE, payload_hex: "x".repeat(10_000_000), Lrrs: { Lrr: [...receivers, 1] } };
        JSON.stringify(checkedProblems({ DevEUI_uplink: content })).length.should.be.below(500);
    });
});

function checkedProblems(document: unknown): readonly Problem[] {
    const checked = checkDocument(document);
    return checked.ok ? [] : checked.problems;
}
