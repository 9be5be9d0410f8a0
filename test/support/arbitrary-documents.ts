import fc from "fast-check";

const HEX_DIGITS = Array.from("0123456789abcdefABCDEF");

/** A number within limits, as ThingPark writes it: as a number or as text. */
export function whole(min: number, max: number): fc.Arbitrary<unknown> {
    return mixed(fc.integer({ min, max }));
}

function mixed(numbers: fc.Arbitrary<number>): fc.Arbitrary<unknown> {
    return fc.oneof(numbers, numbers.map(String));
}

/** Text of so many hex digits, in any case. */
export function hex(min: number, max = min): fc.Arbitrary<string> {
    return fc.string({
        unit: fc.constantFrom(...HEX_DIGITS),
        minLength: min,
        maxLength: max,
    });
}

const bytesAsHex = fc
    .uint8Array({ minLength: 1, maxLength: 50 })
    .map((bytes) => Buffer.from(bytes).toString("hex"));

/** A field that may be there, be empty, or not be there at all. */
function optional(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
    return fc.oneof({ weight: 6, arbitrary: value }, fc.constantFrom("", null));
}

const figure = mixed(
    fc.float({ min: -140, max: 1000, noNaN: true }).map((number) => Math.round(number * 100) / 100),
);
const time = fc.oneof(
    fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date("2099-01-01") })
        .map((date) => date.toISOString()),
    fc.integer({ min: 0 }),
    fc.string(),
);
const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), {
    maxKeys: 4,
    noNullPrototype: true,
});
const receiver = fc.record(
    { Lrrid: hex(8), Chain: whole(0, 3), LrrRSSI: figure, LrrSNR: figure },
    { noNullPrototype: true },
);
const receivers = fc.array(receiver, { maxLength: 3 });

const common = {
    Time: time,
    CustomerData: optional(
        fc.oneof(
            object,
            object.map((data) => JSON.stringify(data)),
        ),
    ),
    CustomerID: optional(mixed(fc.nat())),
};

/** The fields of each kind with sound values; `DevEUI` is required, the others may be missing. */
const FIELDS: Record<string, Record<string, fc.Arbitrary<unknown>>> = {
    DevEUI_uplink: {
        ...common,
        FPort: optional(whole(0, 255)),
        FCntUp: optional(whole(0, 0xffff_ffff)),
        FCntDn: optional(whole(0, 0xffff_ffff)),
        payload_hex: optional(bytesAsHex),
        payload: optional(object),
        LrrRSSI: optional(figure),
        LrrSNR: optional(figure),
        SpFact: optional(whole(7, 12)),
        Frequency: optional(figure),
        DevLrrCnt: optional(whole(0, 20)),
        Lrrs: optional(
            fc.oneof(
                receivers,
                receivers.map((Lrr) => ({ Lrr })),
                receiver.map((Lrr) => ({ Lrr })),
            ),
        ),
        LostUplinksAS: fc.nat(),
        "-xmlns": fc.webUrl(),
    },
    DevEUI_downlink_Sent: {
        ...common,
        FPort: optional(whole(0, 255)),
        FCntDn: optional(whole(0, 0xffff_ffff)),
        DeliveryStatus: optional(whole(0, 1)),
        CorrelationID: optional(hex(16)),
    },
    DevEUI_downlink_Rejected: {
        ...common,
        DeliveryStatus: optional(whole(0, 400)),
        DownlinkRejectionCause: fc.string(),
    },
    DevEUI_location: {
        ...common,
        DevLAT: optional(mixed(fc.integer({ min: -90, max: 90 }))),
        DevLON: optional(mixed(fc.integer({ min: -180, max: 180 }))),
    },
    DevEUI_notification: {
        ...common,
        Type: fc.constantFrom("join", "reset", "devstatusans"),
        Var1: fc.string(),
    },
    DevEUI_alarm: { ...common, ID: whole(0, 200), State: whole(0, 2) },
    DevEUI_multicast_summary: { ...common, TransmissionStatus: fc.string(), LrrCnt: whole(0, 100) },
};

/** What stands under the root key of a kind. */
export function soundContent(kind: string): fc.Arbitrary<Record<string, unknown>> {
    const fields = { DevEUI: hex(16), ...FIELDS[kind] };
    return fc.record(fields, { requiredKeys: ["DevEUI"], noNullPrototype: true });
}

/** A sound document of any kind but alarms of base stations, with keys beside its root key or without. */
export const soundDocument: fc.Arbitrary<Record<string, unknown>> = fc
    .constantFrom(...Object.keys(FIELDS))
    .chain((kind) =>
        fc
            .tuple(soundContent(kind), fc.option(fc.webUrl(), { nil: undefined }))
            .map(([content, downlinkUrl]) => ({
                [kind]: content,
                ...(downlinkUrl === undefined ? {} : { downlinkUrl }),
            })),
    );

/** The content of a sound command that other network servers can carry out. */
export const soundCommand: fc.Arbitrary<Record<string, unknown>> = fc
    .tuple(
        fc.record(
            {
                DevEUI: hex(16),
                FPort: whole(1, 224),
                Confirmed: optional(whole(0, 1)),
                RetryIneligibleGateways: optional(whole(0, 1)),
                ValidityTime: optional(whole(0, 0xffff_ffff)),
                CorrelationID: optional(fc.oneof(hex(16), fc.uuid())),
                AS_ID: optional(fc.string({ minLength: 1 })),
                Token: optional(hex(64)),
            },
            { requiredKeys: ["DevEUI", "FPort"], noNullPrototype: true },
        ),
        fc.oneof(
            bytesAsHex.map((payload_hex) => ({ payload_hex })),
            object.map((payload) => ({ payload })),
        ),
    )
    .map(([fields, payload]) => ({ ...fields, ...payload }));
