import should from "should";
import { checkDocument } from "../../../../nodes/lib/documents/check-document";
import { convertChirpStack } from "../../../../nodes/lib/documents/chirpstack/convert-chirpstack";
import { chirpStackEvent, chirpStackReceiver, chirpStackUplinkEvent } from "../../../support/server-events";
import { problemsOf, valueOf } from "../../support/checked";

/** The document that an event becomes, as it is written; it has to pass our own check. */
function converted(event: Record<string, unknown>): Record<string, Record<string, unknown>> {
    const document = valueOf(convertChirpStack(event));
    problemsOf(checkDocument(document)).should.be.empty();
    return JSON.parse(JSON.stringify(document)) as Record<string, Record<string, unknown>>;
}

function uplinkOf(fields: object): Record<string, unknown> {
    return converted(chirpStackUplinkEvent(fields)).DevEUI_uplink ?? {};
}

const TIME = "2025-05-15T13:22:08.891+00:00";
const DEVICE = {
    DevEUI: "70B3D52DD301B3CC",
    CustomerData: { name: "Thermostat", tags: ["site=Paris", "floor=2"] },
};

describe("an uplink of ChirpStack", () => {
    it("becomes a DevEUI_uplink with all that it says", () => {
        should(converted(chirpStackUplinkEvent())).deepEqual({
            DevEUI_uplink: {
                Time: TIME,
                ...DEVICE,
                DevAddr: "01B6C24B",
                FPort: 2,
                FCntUp: 38547,
                ADRbit: 1,
                MType: 4,
                payload_hex: "4400e35200b9",
                SpFact: 7,
                LrrRSSI: -83,
                LrrSNR: 9.5,
                DevLrrCnt: 1,
                Lrrid: "503035416e314750",
                LrrLAT: 50.69,
                LrrLON: 8.47,
                Lrrs: {
                    Lrr: [
                        {
                            Lrrid: "503035416e314750",
                            Chain: 1,
                            LrrRSSI: -83,
                            LrrSNR: 9.5,
                            LrrESP: -83.461838,
                        },
                    ],
                },
                Frequency: 868.5,
                payload: { MotorRange: 478 },
            },
        });
    });

    it("that says hardly anything invents nothing but the zeros that were omitted", () => {
        const device = { deviceName: undefined, tags: {} };
        should(converted(chirpStackEvent({ time: undefined, rxInfo: [] }, device))).deepEqual({
            DevEUI_uplink: { DevEUI: DEVICE.DevEUI, FPort: 0, FCntUp: 0, ADRbit: 0, MType: 2 },
        });
    });

    it("names the gateway with the highest SNR, where an omitted one is 0", () => {
        const rxInfo = [
            chirpStackReceiver({ gatewayId: "a", snr: -3 }),
            chirpStackReceiver({
                gatewayId: "b",
                snr: undefined,
                rssi: -100,
                rfChain: undefined,
                location: {},
            }),
        ];
        const uplink = uplinkOf({ rxInfo });
        should(uplink).have.properties({ Lrrid: "b", LrrSNR: 0, LrrRSSI: -100, DevLrrCnt: 2 });
        should(uplink).not.have.any.keys("LrrLAT", "LrrLON");
        should(uplink).have.propertyByPath("Lrrs", "Lrr", "1", "Chain").eql(0);
    });

    for (const modulation of [{ fsk: { datarate: 50000 } }, { lrFhss: { codeRate: "CR_1_3" } }]) {
        it(`of ${Object.keys(modulation).join()} has neither spreading factor nor SNR`, () => {
            const uplink = uplinkOf({
                txInfo: { modulation },
                rxInfo: [chirpStackReceiver({ snr: undefined })],
            });
            should(uplink).not.have.any.keys("SpFact", "LrrSNR", "Frequency");
            JSON.stringify(uplink.Lrrs).should.not.containEql("LrrESP");
        });
    }

    const refused: [what: string, event: Record<string, unknown>, problems: string[]][] = [
        [
            "without a DevEUI",
            chirpStackUplinkEvent({}, { devEui: "" }),
            ["deviceInfo.devEui dev-eui-invalid"],
        ],
        ["with another FPort", chirpStackUplinkEvent({ fPort: -1 }), ["fPort f-port-invalid"]],
        ["with half a counter", chirpStackUplinkEvent({ fCnt: 0.5 }), ["fCnt counter-invalid"]],
        [
            "with data that are not base64",
            chirpStackUplinkEvent({ data: "0d3e..." }),
            ["data base64-invalid"],
        ],
        ["with a decoded text", chirpStackUplinkEvent({ object: "x" }), ["object not-an-object"]],
        ["with receivers that are no list", chirpStackUplinkEvent({ rxInfo: "x" }), ["rxInfo not-a-list"]],
        [
            "with several faults, and names them all",
            chirpStackUplinkEvent({ fPort: 300, txInfo: [] }, { devEui: 1 }),
            ["deviceInfo.devEui dev-eui-invalid", "fPort f-port-invalid", "txInfo not-an-object"],
        ],
    ];

    for (const [what, event, problems] of refused) {
        it(`is refused ${what}`, () => problemsOf(convertChirpStack(event)).should.deepEqual(problems));
    }
});

const QUEUE_ITEM = "7ce2f9a4-3a5e-4a15-8f4c-0a2f6a4f6a51";

describe("another event of ChirpStack", () => {
    const cases: [what: string, fields: object, kind: string, content: object][] = [
        [
            "join",
            { devAddr: "01b6c24b", regionConfigId: "eu868" },
            "DevEUI_notification",
            { DevAddr: "01B6C24B", Type: "join" },
        ],
        [
            "txack",
            {
                deduplicationId: undefined,
                downlinkId: 4213,
                queueItemId: QUEUE_ITEM,
                fCntDown: 12,
                gatewayId: "503035416e314750",
                txInfo: { frequency: 869525000, power: 27, modulation: { lora: { spreadingFactor: 9 } } },
            },
            "DevEUI_downlink_Sent",
            {
                FCntDn: 12,
                SpFact: 9,
                Frequency: 869.525,
                Lrrid: "503035416e314750",
                DeliveryStatus: 1,
                CorrelationID: QUEUE_ITEM,
            },
        ],
        [
            "txack with zeros omitted",
            { gatewayId: "503035416e314750" },
            "DevEUI_downlink_Sent",
            { FCntDn: 0, Lrrid: "503035416e314750", DeliveryStatus: 1 },
        ],
        [
            "log of a payload that is too long",
            {
                level: "ERROR",
                code: "DOWNLINK_PAYLOAD_SIZE",
                description: "Device queue-item discarded because it exceeds the max. payload size",
                context: { queue_item_id: QUEUE_ITEM },
            },
            "DevEUI_downlink_Rejected",
            {
                DownlinkRejectionCause:
                    "Device queue-item discarded because it exceeds the max. payload size",
                CorrelationID: QUEUE_ITEM,
            },
        ],
        [
            "log of a downlink without a description",
            { code: "DOWNLINK_GATEWAY" },
            "DevEUI_downlink_Rejected",
            { DownlinkRejectionCause: "DOWNLINK_GATEWAY" },
        ],
        [
            "location",
            {
                location: {
                    latitude: 43.6,
                    longitude: 7.1,
                    altitude: 50,
                    source: "GEO_RESOLVER_TDOA",
                    accuracy: 20,
                },
            },
            "DevEUI_location",
            { DevLAT: 43.6, DevLON: 7.1, DevAlt: 50, DevLocRadius: 20 },
        ],
        [
            "location on the equator",
            { location: { longitude: 9.4 } },
            "DevEUI_location",
            { DevLAT: 0, DevLON: 9.4 },
        ],
    ];

    for (const [what, fields, kind, content] of cases) {
        it(`${what} becomes a ${kind}`, () => {
            should(converted(chirpStackEvent(fields))).deepEqual({
                [kind]: { Time: TIME, ...DEVICE, ...content },
            });
        });
    }

    const refused: [what: string, fields: object, problems: string[]][] = [
        [
            "ack",
            { queueItemId: QUEUE_ITEM, acknowledged: true, fCntDown: 10 },
            ["payload event-not-convertible"],
        ],
        ["ack that timed out", { queueItemId: QUEUE_ITEM }, ["payload event-not-convertible"]],
        ["status", { margin: 7, batteryLevel: 75 }, ["payload event-not-convertible"]],
        [
            "log about uplinks",
            { level: "WARNING", code: "UPLINK_F_CNT_RETRANSMISSION" },
            ["payload event-not-convertible"],
        ],
        [
            "integration",
            { integrationName: "loraCloud", eventType: "DAS", object: {} },
            ["payload event-not-convertible"],
        ],
        ["one that says nothing", {}, ["payload event-not-convertible"]],
        ["txack with a broken counter", { downlinkId: 1, fCntDown: "x" }, ["fCntDown counter-invalid"]],
        ["location without a position", { location: {} }, ["location coordinate-invalid"]],
        [
            "location beyond the pole",
            { location: { latitude: 91, longitude: 181 } },
            ["location.latitude coordinate-invalid", "location.longitude coordinate-invalid"],
        ],
    ];

    for (const [what, fields, problems] of refused) {
        it(`${what} is refused`, () => {
            problemsOf(convertChirpStack(chirpStackEvent(fields))).should.deepEqual(problems);
        });
    }

    for (const fields of [
        { devAddr: "01b6c24b" },
        { downlinkId: 1 },
        { code: "EXPIRED" },
        { location: { latitude: 1 } },
    ]) {
        it(`${JSON.stringify(fields)} is refused without a DevEUI`, () => {
            problemsOf(convertChirpStack(chirpStackEvent(fields, { devEui: undefined }))).should.deepEqual([
                "deviceInfo.devEui dev-eui-invalid",
            ]);
        });
    }

    it("says what it was that cannot be converted", () => {
        const checked = convertChirpStack(chirpStackEvent({ margin: 7 }));
        JSON.stringify(checked).should.containEql("got status");
    });
});
