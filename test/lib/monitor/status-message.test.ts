import should from "should";
import { type MessageKind } from "../../../nodes/lib/monitor/message-kind";
import { type StatusMessage } from "../../../nodes/lib/monitor/monitor-view";
import { HIDDEN, Redaction } from "../../../nodes/lib/monitor/redaction";
import { type KeptMessage } from "../../../nodes/lib/monitor/seen-message";
import { documentOf, statusMessageOf } from "../../../nodes/lib/monitor/status-message";
import { corpusDocuments, describeCorpus } from "../../support/corpus";

const AT = Date.UTC(2026, 10, 25);
const TIME = "2026-11-02T08:15:00.123+01:00";
const DATE = Date.parse(TIME);
const DEV_EUI = "20635F0100000001";
const NOTHING_HIDDEN = new Redaction([]);

function kept(document: unknown, changes: Partial<KeptMessage> = {}): KeptMessage {
    const payload = typeof document === "string" ? document : JSON.stringify(document);
    return { direction: "uplink", devEUI: DEV_EUI, payload, bytes: 1, number: 7, at: AT, ...changes };
}

function rowOf(document: unknown, changes?: Partial<KeptMessage>): StatusMessage {
    const message = kept(document, changes);
    return statusMessageOf(message, documentOf(message, NOTHING_HIDDEN));
}

const EMPTY = { fPort: null, fCount: null, rssi: null, snr: null, payload: null, values: [] };

/** The rows of documents: what is not named is absent. */
const ROWS: readonly [title: string, document: unknown, row: Partial<StatusMessage>][] = [
    [
        "an uplink",
        {
            DevEUI_uplink: {
                Time: TIME,
                DevEUI: DEV_EUI,
                FPort: "2",
                FCntUp: "7",
                FCntDn: 3,
                LrrRSSI: "-83.000000",
                LrrSNR: 9.5,
                payload_hex: "0109ab",
            },
        },
        { kind: "uplink", date: DATE, fPort: 2, fCount: 7, rssi: -83, snr: 9.5, payload: "0109ab" },
    ],
    [
        "an uplink that was decoded",
        { DevEUI_uplink: { DevEUI: DEV_EUI, payload: { temperature: 20.4 } } },
        { kind: "uplink", values: [{ name: "temperature", value: 20.4, unit: "°C" }] },
    ],
    [
        "an uplink that could not be decoded",
        { DevEUI_uplink: { DevEUI: DEV_EUI, payloadDecodedError: { code: "X", message: "no driver" } } },
        {
            kind: "uplink",
            values: [
                { name: "payloadDecodedError.code", value: "X" },
                { name: "payloadDecodedError.message", value: "no driver" },
            ],
        },
    ],
    [
        "an uplink without its root key",
        { DevEUI: DEV_EUI, Time: String(DATE), FPort: 1 },
        { kind: "uplink", date: DATE, fPort: 1 },
    ],
    [
        "what was decoded, sent alone",
        { temperature: 3 },
        { kind: "uplink", values: [{ name: "temperature", value: 3, unit: "°C" }] },
    ],
    [
        "a join request",
        {
            DevEUI_uplink: {
                DevEUI: DEV_EUI,
                rawJoinRequest: "00",
                Lrrs: { Lrr: [{ LrrRSSI: -92, LrrSNR: 6.25 }, { LrrRSSI: -99 }] },
            },
        },
        { kind: "join", rssi: -92, snr: 6.25, values: [{ name: "rawJoinRequest", value: "00" }] },
    ],
    [
        "what the network says of a join",
        { DevEUI_notification: { Time: TIME, DevEUI: DEV_EUI, Type: "join", Var1: "" } },
        { kind: "join", date: DATE, values: [{ name: "Type", value: "join" }] },
    ],
    [
        "another notification",
        { DevEUI_notification: { DevEUI: DEV_EUI, Type: "reset" } },
        { kind: "notification", values: [{ name: "Type", value: "reset" }] },
    ],
    [
        "a report of a downlink",
        { DevEUI_downlink_Sent: { DevEUI: DEV_EUI, FPort: 2, FCntDn: 4, FCntUp: "9", DeliveryStatus: 1 } },
        {
            kind: "report",
            fPort: 2,
            fCount: 4,
            values: [
                { name: "FCntDn", value: 4 },
                { name: "FCntUp", value: "9" },
                { name: "DeliveryStatus", value: 1 },
            ],
        },
    ],
    [
        "a report of a downlink that was refused",
        { DevEUI_downlink_Rejected: { DevEUI: DEV_EUI, DownlinkRejectionCause: "C0" } },
        { kind: "report", values: [{ name: "DownlinkRejectionCause", value: "C0" }] },
    ],
    [
        "a summary of a multicast",
        { DevEUI_multicast_summary: { DevEUI: DEV_EUI, FCntDn: 4, TransmissionStatus: "COMPLETED" } },
        {
            kind: "report",
            fCount: 4,
            values: [
                { name: "FCntDn", value: 4 },
                { name: "TransmissionStatus", value: "COMPLETED" },
            ],
        },
    ],
    [
        "a location",
        { DevEUI_location: { DevEUI: DEV_EUI, DevLAT: "48.8", DevLON: 2.29, CustomerData: { a: 1 } } },
        {
            kind: "location",
            values: [
                { name: "DevLAT", value: "48.8" },
                { name: "DevLON", value: 2.29 },
            ],
        },
    ],
    [
        "an alarm of a device",
        { DevEUI_alarm: { DevEUI: DEV_EUI, CreationTime: TIME, State: 1 } },
        {
            kind: "alarm",
            date: DATE,
            values: [
                { name: "CreationTime", value: TIME },
                { name: "State", value: 1 },
            ],
        },
    ],
    [
        "an alarm of a base station",
        { BS_alarm: { LrrID: "1" } },
        { kind: "alarm", values: [{ name: "LrrID", value: "1" }] },
    ],
    [
        "a command",
        { DevEUI_downlink: { DevEUI: DEV_EUI, FPort: 2, payload_hex: "01", Confirmed: "0" } },
        { kind: "command", fPort: 2, payload: "01", values: [{ name: "Confirmed", value: "0" }] },
    ],
    ["a list", [1], { kind: "uplink" }],
    ["what is no JSON", "{", { kind: "uplink" }],
];

describe("a status message", () => {
    for (const [title, document, row] of ROWS) {
        it(`is the row of ${title}`, () => {
            should(rowOf(document)).deepEqual({ ...EMPTY, number: 7, date: AT, ...row });
        });
    }

    it("of no device is of another kind than uplinks", () => {
        should(rowOf({ hello: 1 }, { devEUI: undefined })).have.property("kind", "other");
    });

    it("on the downlink topic that is no command is of another kind", () => {
        should(rowOf({ hello: 1 }, { direction: "command", devEUI: undefined })).have.property(
            "kind",
            "other",
        );
    });

    it("reads bytes as well as text", () => {
        const payload = Buffer.from('{"DevEUI_uplink":{"FPort":3}}');
        should(rowOf("", { payload })).have.property("fPort", 3);
    });

    it("and its document hold no secrets", () => {
        const message = kept({
            DevEUI_downlink: { DevEUI: DEV_EUI, AS_KEY: "a1", Token: "b2" },
            downlinkUrl: "c3",
        });
        const document = documentOf(message, NOTHING_HIDDEN);
        should(document).deepEqual({
            DevEUI_downlink: { DevEUI: DEV_EUI, AS_KEY: HIDDEN, Token: HIDDEN },
            downlinkUrl: HIDDEN,
        });
        JSON.stringify(statusMessageOf(message, document)).should.not.match(/a1|b2|c3/);
    });

    it("survives a document of ten thousand brackets", () => {
        should(rowOf(`${"[".repeat(10_000)}${"]".repeat(10_000)}`))
            .have.property("values")
            .deepEqual([]);
    });
});

/** What the documents of a folder are shown as. */
const KINDS_OF_FOLDERS: Readonly<Record<string, readonly MessageKind[]>> = {
    uplink: ["uplink"],
    decoded: ["uplink"],
    "decode-error": ["uplink"],
    legacy: ["uplink"],
    join: ["join"],
    location: ["location"],
    notification: ["notification", "join"],
    sent: ["report"],
    rejected: ["report"],
    multicast: ["report"],
    alarm: ["alarm"],
    "bs-alarm": ["alarm"],
    downlink: ["command"],
};

describeCorpus("a status message of a document that was collected from the field", () => {
    for (const [folder, kinds] of Object.entries(KINDS_OF_FOLDERS)) {
        for (const { name, document } of corpusDocuments([folder])) {
            it(`is of its kind: ${name}`, () => {
                kinds.should.containEql(rowOf(document).kind);
            });
        }
    }
});
