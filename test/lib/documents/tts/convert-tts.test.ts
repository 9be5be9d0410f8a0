import should from "should";
import { checkDocument } from "../../../../nodes/lib/documents/check-document";
import { convertTts } from "../../../../nodes/lib/documents/tts/convert-tts";
import { ttsEvent, ttsReceiver, ttsUplinkEvent } from "../../../support/server-events";
import { problemsOf, valueOf } from "../../support/checked";

/** The document that an event becomes, as it is written; it has to pass our own check. */
function converted(event: Record<string, unknown>): Record<string, Record<string, unknown>> {
    const document = valueOf(convertTts(event, ""));
    problemsOf(checkDocument(document)).should.be.empty();
    return JSON.parse(JSON.stringify(document)) as Record<string, Record<string, unknown>>;
}

/** The uplink that an `uplink_message` with these fields becomes. */
function uplinkOf(fields: object): Record<string, unknown> {
    return converted(ttsUplinkEvent(fields)).DevEUI_uplink ?? {};
}

const NAME = { CustomerData: { name: "eui-70b3d5e050013950" } };
const DEVICE = { DevEUI: "70B3D5E050013950", DevAddr: "260B5972", ...NAME };
const RECEIVED_AT = "2024-01-22T07:06:25.260Z";

describe("an uplink of The Things Stack", () => {
    it("becomes a DevEUI_uplink with all that it says", () => {
        should(converted(ttsUplinkEvent())).deepEqual({
            DevEUI_uplink: {
                Time: "2024-01-22T07:06:25.013Z",
                ...DEVICE,
                FPort: 20,
                FCntUp: 2,
                MType: 4,
                payload_hex: "000e4101fd00c7020001",
                SpFact: 9,
                LrrRSSI: -83,
                LrrSNR: 9.5,
                DevLrrCnt: 1,
                Lrrid: "50313953530A4750",
                LrrLAT: 53.5,
                LrrLON: 9.9,
                Lrrs: {
                    Lrr: [
                        {
                            Lrrid: "50313953530A4750",
                            Chain: 0,
                            LrrRSSI: -83,
                            LrrSNR: 9.5,
                            LrrESP: -83.461838,
                        },
                    ],
                },
                Frequency: 867.5,
                payload: { volt: 3.649 },
            },
        });
    });

    it("that says hardly anything invents nothing but the zeros that were omitted", () => {
        should(converted(ttsEvent({ uplink_message: {} }, { dev_addr: undefined, device_id: "" }))).deepEqual(
            {
                DevEUI_uplink: {
                    Time: RECEIVED_AT,
                    DevEUI: DEVICE.DevEUI,
                    FPort: 0,
                    FCntUp: 0,
                    MType: 2,
                },
            },
        );
    });

    const times: [what: string, fields: object, time: string][] = [
        ["of its settings", {}, "2024-01-22T07:06:25.013Z"],
        [
            "of the gateway that heard it best",
            {
                settings: {},
                rx_metadata: [
                    ttsReceiver({ snr: -5, time: "2024-01-22T01:00:00Z" }),
                    ttsReceiver({ snr: 5, time: "2024-01-22T02:00:00.5Z" }),
                ],
            },
            "2024-01-22T02:00:00.5Z",
        ],
        [
            "of its arrival at the network server where the gateway has none",
            { settings: {}, rx_metadata: [ttsReceiver({ time: undefined })] },
            "2024-01-22T07:06:25.054Z",
        ],
        [
            "of its arrival at the application server where nothing else is told",
            { settings: {}, rx_metadata: [], received_at: "" },
            RECEIVED_AT,
        ],
    ];

    for (const [what, fields, time] of times) {
        it(`has the time ${what}`, () => should(uplinkOf(fields)).have.property("Time", time));
    }

    it("names the gateway with the highest SNR, the first of equals, and lists all", () => {
        const gateway = (gateway_id: string, snr: number) =>
            ttsReceiver({ gateway_ids: { gateway_id }, snr });
        const uplink = uplinkOf({
            rx_metadata: [gateway("a", -8.2), gateway("b", 14), gateway("c", 14), gateway("d", 0)],
        });
        should(uplink).have.properties({ Lrrid: "b", LrrSNR: 14, DevLrrCnt: 4 });
        should(uplink)
            .have.propertyByPath("Lrrs", "Lrr")
            .match((receivers: { Lrrid: string }[]) =>
                receivers.map(({ Lrrid }) => Lrrid).should.deepEqual(["a", "b", "c", "d"]),
            );
    });

    it("takes an SNR that was omitted for 0, where the frame is one of LoRa", () => {
        const rx_metadata = [ttsReceiver({ snr: -3 }), ttsReceiver({ snr: undefined, rssi: -100 })];
        should(uplinkOf({ rx_metadata })).have.properties({ LrrSNR: 0, LrrRSSI: -100 });
    });

    for (const data_rate of [{ fsk: { bit_rate: 50000 } }, { lrfhss: { modulation_type: 0 } }]) {
        it(`of ${Object.keys(data_rate).join()} has neither spreading factor nor SNR`, () => {
            const uplink = uplinkOf({
                settings: { data_rate },
                rx_metadata: [ttsReceiver({ snr: undefined })],
            });
            should(uplink).not.have.any.keys("SpFact", "LrrSNR", "Frequency");
            should(uplink).deepEqual({ ...uplink, LrrRSSI: -83 });
            JSON.stringify(uplink.Lrrs).should.not.containEql("LrrESP");
        });
    }

    const refused: [what: string, event: Record<string, unknown>, problems: string[]][] = [
        [
            "without a DevEUI",
            ttsUplinkEvent({}, { dev_eui: undefined }),
            ["end_device_ids.dev_eui dev-eui-invalid"],
        ],
        ["with another FPort", ttsUplinkEvent({ f_port: 256 }), ["uplink_message.f_port f-port-invalid"]],
        ["with a negative counter", ttsUplinkEvent({ f_cnt: -1 }), ["uplink_message.f_cnt counter-invalid"]],
        [
            "with a payload that is not base64",
            ttsUplinkEvent({ frm_payload: "a" }),
            ["uplink_message.frm_payload base64-invalid"],
        ],
        [
            "with receivers that are no list",
            ttsUplinkEvent({ rx_metadata: {} }),
            ["uplink_message.rx_metadata not-a-list"],
        ],
        [
            "with settings that are no object",
            ttsUplinkEvent({ settings: [] }),
            ["uplink_message.settings not-an-object"],
        ],
        ["that is no object", ttsEvent({ uplink_message: "x" }), ["uplink_message not-an-object"]],
        [
            "with several faults, and names them all",
            ttsUplinkEvent({ f_port: "x", decoded_payload: 1 }, { dev_eui: "1" }),
            [
                "end_device_ids.dev_eui dev-eui-invalid",
                "uplink_message.f_port f-port-invalid",
                "uplink_message.decoded_payload not-an-object",
            ],
        ],
    ];

    for (const [what, event, problems] of refused) {
        it(`is refused ${what}`, () => problemsOf(convertTts(event, "")).should.deepEqual(problems));
    }

    it("in an envelope is refused with the whole path", () => {
        problemsOf(convertTts(ttsUplinkEvent({ f_port: -1 }), "data")).should.deepEqual([
            "data.uplink_message.f_port f-port-invalid",
        ]);
    });
});

describe("another event of The Things Stack", () => {
    const cases: [what: string, fields: object, kind: string, content: object][] = [
        [
            "join_accept",
            { join_accept: { session_key_id: "A", received_at: "2020-02-17T07:49:01.123456Z" } },
            "DevEUI_notification",
            { Time: "2020-02-17T07:49:01.123Z", Type: "join" },
        ],
        [
            "join_accept without a time of its own",
            { join_accept: {} },
            "DevEUI_notification",
            { Time: RECEIVED_AT, Type: "join" },
        ],
        [
            "downlink_sent",
            {
                downlink_sent: {
                    f_port: 15,
                    f_cnt: 7,
                    frm_payload: "AA==",
                    correlation_ids: ["as:downlink:01", "4434704901C7450B"],
                },
            },
            "DevEUI_downlink_Sent",
            { Time: RECEIVED_AT, FPort: 15, FCntDn: 7, DeliveryStatus: 1, CorrelationID: "4434704901C7450B" },
        ],
        [
            "downlink_sent with zeros omitted",
            { downlink_sent: {} },
            "DevEUI_downlink_Sent",
            { Time: RECEIVED_AT, FPort: 0, FCntDn: 0, DeliveryStatus: 1 },
        ],
        [
            "downlink_failed",
            {
                downlink_failed: {
                    downlink: { f_port: 15, frm_payload: "AA==" },
                    error: {
                        namespace: "pkg/networkserver",
                        name: "too_long",
                        message_format: "payload too long",
                    },
                },
            },
            "DevEUI_downlink_Rejected",
            { Time: RECEIVED_AT, FPort: 15, DownlinkRejectionCause: "payload too long" },
        ],
        [
            "downlink_failed without a reason",
            { downlink_failed: {} },
            "DevEUI_downlink_Rejected",
            { Time: RECEIVED_AT },
        ],
        [
            "location_solved",
            { location_solved: { location: { latitude: 43.6, longitude: 7.1, altitude: 50, accuracy: 20 } } },
            "DevEUI_location",
            { Time: RECEIVED_AT, DevLAT: 43.6, DevLON: 7.1, DevAlt: 50, DevLocRadius: 20 },
        ],
        [
            "location_solved on the prime meridian",
            { location_solved: { location: { latitude: 51.5 } } },
            "DevEUI_location",
            { Time: RECEIVED_AT, DevLAT: 51.5, DevLON: 0 },
        ],
    ];

    for (const [what, fields, kind, content] of cases) {
        it(`${what} becomes a ${kind}`, () => {
            should(converted(ttsEvent(fields))).deepEqual({ [kind]: { ...DEVICE, ...content } });
        });
    }

    const refused: [fields: object, problems: string[]][] = [
        [{ downlink_queued: {} }, ["downlink_queued event-not-convertible"]],
        [{ downlink_ack: {} }, ["downlink_ack event-not-convertible"]],
        [{ service_data: {} }, ["service_data event-not-convertible"]],
        [{}, ["payload event-not-convertible"]],
        [{ downlink_sent: { f_port: 300 } }, ["downlink_sent.f_port f-port-invalid"]],
        [
            { downlink_failed: { downlink: { f_cnt: -1 } } },
            ["downlink_failed.downlink.f_cnt counter-invalid"],
        ],
        [{ downlink_failed: { downlink: [] } }, ["downlink_failed.downlink not-an-object"]],
        [{ location_solved: {} }, ["location_solved.location coordinate-invalid"]],
        [
            { location_solved: { location: { latitude: 91, longitude: 0 } } },
            ["location_solved.location.latitude coordinate-invalid"],
        ],
    ];

    for (const [fields, problems] of refused) {
        it(`${JSON.stringify(fields)} is refused`, () => {
            problemsOf(convertTts(ttsEvent(fields), "")).should.deepEqual(problems);
        });
    }

    for (const fields of [
        { join_accept: {} },
        { downlink_sent: {} },
        { location_solved: { location: { latitude: 1 } } },
    ]) {
        it(`${JSON.stringify(fields)} is refused without a DevEUI`, () => {
            problemsOf(convertTts(ttsEvent(fields, { dev_eui: "1234" }), "")).should.deepEqual([
                "end_device_ids.dev_eui dev-eui-invalid",
            ]);
        });
    }
});
