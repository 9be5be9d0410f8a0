import should from "should";
import { readDocument } from "../../demo/documents";
import { toStatusMessage, type StatusMessage } from "../../demo/status-messages";
import { uplink } from "./support";

const DEVICE = "20635F01000000A1";
const ARRIVAL = new Date("2026-03-01T12:00:00.000Z");

function rowOf(document: object): StatusMessage {
    const { kind, fields } = readDocument(Buffer.from(JSON.stringify(document)));
    if (kind === undefined) throw new Error("not a ThingPark document");
    return toStatusMessage(kind, fields, ARRIVAL);
}

const full: StatusMessage = {
    kind: "DevEUI_uplink",
    date: "2026-03-01T09:00:00.000Z",
    fPort: 2,
    fCount: 7,
    rssi: -83,
    snr: 9.5,
    payload: "0100cc",
    values: { temperature: 20.4 },
};
const payload = { payload_hex: "0100cc", payload: { temperature: 20.4 } };

const rows: [title: string, document: object, row: StatusMessage][] = [
    ["with numbers", uplink(DEVICE, { LrrRSSI: -83.0, LrrSNR: 9.5, ...payload }), full],
    [
        "with numbers written as strings",
        uplink(DEVICE, { FPort: "2", FCntUp: "7", LrrRSSI: "-83.000000", LrrSNR: "9.500000", ...payload }),
        full,
    ],
    ["without its root key", uplink(DEVICE, { LrrRSSI: -83, LrrSNR: 9.5, ...payload }).DevEUI_uplink, full],
    [
        "dated in milliseconds",
        uplink(DEVICE, { Time: "1772355600000", LrrRSSI: -83, LrrSNR: 9.5, ...payload }),
        full,
    ],
    [
        "whose signal is told for each base station only",
        uplink(DEVICE, { Lrrs: { Lrr: [{ LrrRSSI: -83, LrrSNR: 9.5 }] }, ...payload }),
        full,
    ],
    [
        "whose base stations come without a list",
        uplink(DEVICE, { Lrrs: { Lrr: { LrrRSSI: -83, LrrSNR: 9.5 } }, ...payload }),
        full,
    ],
    [
        "that says next to nothing, dated by its arrival",
        { DevEUI_uplink: { DevEUI: DEVICE, Time: "", FPort: "", LrrRSSI: "- 112.0" } },
        {
            kind: "DevEUI_uplink",
            date: "2026-03-01T12:00:00.000Z",
            fPort: null,
            fCount: null,
            rssi: null,
            snr: null,
            payload: null,
            values: null,
        },
    ],
];

describe("a status message", () => {
    for (const [title, document, row] of rows) {
        it(`shows an uplink ${title}`, () => {
            should(rowOf(document)).eql(row);
        });
    }

    it("shows any other kind as it came", () => {
        const event = { DevEUI: DEVICE, Time: "2026-03-01T09:00:00Z", Type: "join" };
        should(rowOf({ DevEUI_notification: event })).eql({
            kind: "DevEUI_notification",
            date: "2026-03-01T09:00:00.000Z",
            event,
        });
    });

    it("keeps keys and tokens of an event to itself", () => {
        const event = { DevEUI: DEVICE, FPort: 1 };
        const secrets = { AS_KEY: "0123", Token: "4567", downlinkUrl: "https://example.com/89ab" };
        should(rowOf({ DevEUI_downlink: { ...event, ...secrets } })).have.property("event", event);
    });
});
