import should from "should";
import { checkDocument } from "../../../nodes/lib/documents/check-document";
import { passed } from "../../../nodes/lib/problem";
import { problemsOf } from "../support/checked";

const DEVICE = { DevEUI: "0018B20000000B20" };

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
    ["fields of any type", { DevEUI_uplink: { ...DEVICE, Time: "", FPort: {} } }, "DevEUI_uplink"],
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

describe("the check of a document", () => {
    for (const [title, document, kind] of accepted) {
        it(`lets ${title} through as ${kind}`, () => should(checkDocument(document)).deepEqual(passed(kind)));
    }

    for (const [title, document, problems] of refused) {
        it(`refuses ${title}`, () => problemsOf(checkDocument(document)).should.deepEqual(problems));
    }
});
