import fc from "fast-check";

/** Names that the checks and conversions look for, and those by which an object's prototype can be reached. */
const KEYS = [
    "DevEUI_uplink",
    "DevEUI_downlink_Sent",
    "DevEUI_location",
    "BS_alarm",
    "DevEUI_downlink",
    "DevEUI",
    "Time",
    "FPort",
    "payload_hex",
    "payload",
    "Lrrs",
    "Lrr",
    "CustomerData",
    "ValidityTime",
    "FlushDownlinkQueue",
    "end_device_ids",
    "dev_eui",
    "uplink_message",
    "rx_metadata",
    "gateway_ids",
    "settings",
    "data_rate",
    "downlink_failed",
    "location_solved",
    "correlation_ids",
    "data",
    "deviceInfo",
    "devEui",
    "tags",
    "rxInfo",
    "txInfo",
    "object",
    "location",
    "latitude",
    "longitude",
    "snr",
    "code",
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "toJSON",
];

const LEAVES = [
    "20635F0100000001",
    "0018b20000000b20",
    "2026-11-02T08:15:00.123456789Z",
    "DOWNLINK_PAYLOAD_SIZE",
    "nhxIUg==",
    "0109ab",
    "867500000",
    "",
    0,
    1,
    255,
    -83.5,
    null,
];

/** Any JSON, most of it made of the names and values that are looked for, in places where they do not belong. */
export const arbitraryJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
        { depthSize: "medium", withCrossShrink: true },
        { weight: 3, arbitrary: fc.constantFrom<unknown>(...LEAVES) },
        { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
        { weight: 1, arbitrary: fc.array(tie("value"), { maxLength: 4 }) },
        {
            weight: 5,
            // As JSON.parse does it, every key becomes a field of the object's own, __proto__ too.
            arbitrary: fc
                .array(
                    fc.tuple(
                        fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...KEYS) }, fc.string()),
                        tie("value"),
                    ),
                    {
                        maxLength: 6,
                    },
                )
                .map((entries) => Object.fromEntries(entries) as unknown),
        },
    ),
})).value;
