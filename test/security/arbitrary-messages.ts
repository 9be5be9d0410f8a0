import fc from "fast-check";
import { soundCommand, soundDocument } from "../support/arbitrary-documents";
import { asChirpStackEvent, asTtsEvent, spokenUplink } from "../support/arbitrary-events";
import { arbitraryJson } from "../support/arbitrary-json";

/** What stands where documents and commands hold keys, and must be found nowhere else. */
export const KEY_IN_MESSAGES = "key-that-stands-in-messages";

const DEEP = 10_000;

const secretField = fc.record(
    {
        Token: fc.constantFrom<unknown>(KEY_IN_MESSAGES, [KEY_IN_MESSAGES], { inside: KEY_IN_MESSAGES }),
        AS_KEY: fc.constantFrom<unknown>(KEY_IN_MESSAGES, [KEY_IN_MESSAGES]),
        downlinkUrl: fc.constant(`https://localhost/${KEY_IN_MESSAGES}`),
    },
    { requiredKeys: [], noNullPrototype: true },
);

/** A document, a command or an event, sound or nearly so, or any JSON at all; some with keys in it. */
const json: fc.Arbitrary<unknown> = fc.oneof(
    { weight: 4, arbitrary: withSecrets(soundDocument) },
    { weight: 2, arbitrary: withSecrets(soundCommand).map((DevEUI_downlink) => ({ DevEUI_downlink })) },
    { weight: 1, arbitrary: spokenUplink.map(asTtsEvent) },
    { weight: 1, arbitrary: spokenUplink.map(asChirpStackEvent) },
    { weight: 2, arbitrary: withSecrets(arbitraryJson).map((DevEUI_downlink) => ({ DevEUI_downlink })) },
    { weight: 2, arbitrary: withSecrets(arbitraryJson).map((DevEUI_uplink) => ({ DevEUI_uplink })) },
    { weight: 4, arbitrary: arbitraryJson },
);

/** The same value with keys in its fields, and in those of the object below it. */
function withSecrets(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
    return fc.tuple(values, secretField).map(([value, secrets]) => {
        if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
        const entries = Object.entries(value).map(([key, inner]: [string, unknown]) =>
            key.startsWith("DevEUI_") ? [key, { ...(inner as object), ...secrets }] : [key, inner],
        );
        return { ...(Object.fromEntries(entries) as object), ...secrets };
    });
}

/** JSON as text, some of it cut off or with something else in the middle. */
const text: fc.Arbitrary<string> = fc
    .tuple(
        json.map((value) => JSON.stringify(value)),
        fc.option(fc.tuple(fc.nat(), fc.string({ maxLength: 3 })), { freq: 3 }),
        fc.boolean(),
    )
    .map(([whole, damage, isCut]) => {
        if (!damage) return whole;
        const [place, other] = [damage[0] % (whole.length + 1), damage[1]];
        return whole.slice(0, place) + (isCut ? "" : other + whole.slice(place + 1));
    });

/** Texts that are long, or nested so deeply that whoever descends into them by calling himself falls. */
const hugeText = fc.constantFrom(
    "[".repeat(DEEP),
    `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`,
    `{"DevEUI_uplink":{"DevEUI":"20635F0100000001","payload":${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}}}`,
    `{"DevEUI_downlink":{"DevEUI":"20635F0100000001","payload":${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}}}`,
    `{"DevEUI_uplink":{"DevEUI":"${"a".repeat(50_000)}"}}`,
    `{"DevEUI_downlink":{"DevEUI":"20635F0100000001","FPort":"${"1".repeat(50_000)}"}}`,
    `{"${"k".repeat(50_000)}":1}`,
);

/** Any bytes, most of them JSON or nearly so. */
export const arbitraryBytes: fc.Arbitrary<Buffer> = fc.oneof(
    { weight: 60, arbitrary: text.map((value) => Buffer.from(value)) },
    { weight: 10, arbitrary: fc.tuple(text, fc.nat(), fc.nat(255)).map(withOtherByte) },
    { weight: 10, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 1, arbitrary: hugeText.map((value) => Buffer.from(value)) },
);

function withOtherByte([value, place, byte]: [string, number, number]): Buffer {
    const bytes = Buffer.from(value);
    if (bytes.length > 0) bytes[place % bytes.length] = byte;
    return bytes;
}

/** Made once: it takes longer than all the rest of a message. */
const DEEP_OBJECT = deepObject();

/** What only a Function node can make. */
const unlikely: fc.Arbitrary<unknown> = fc.oneof(
    fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withNullPrototype: true,
        withObjectString: true,
        withSparseArray: true,
        withTypedArray: true,
        withBoxedValues: true,
    }),
    fc
        .constantFrom<() => unknown>(
            () => undefined,
            () => () => 1,
            () => Symbol("symbol"),
            () => new Error(KEY_IN_MESSAGES),
            () => circle(),
            () => DEEP_OBJECT,
            () => ({ DevEUI_uplink: { DevEUI: "20635F0100000001", payload: circle(), n: 1n } }),
            () => ({ DevEUI_uplink: { DevEUI: "20635F0100000001", payload: DEEP_OBJECT } }),
            () => ({ DevEUI_uplink: { toJSON: throwing } }),
            () => ({ toJSON: () => undefined, DevEUI_uplink: { DevEUI: "20635F0100000001" } }),
            () => Object.defineProperty({}, "DevEUI_uplink", { enumerable: true, get: throwing }),
            () => ({
                DevEUI_uplink: Object.defineProperty({}, "DevEUI", { enumerable: true, get: throwing }),
            }),
            () => new Proxy({}, { get: throwingAtNames, ownKeys: throwing }),
            () => Object.create({ DevEUI_uplink: { DevEUI: "20635F0100000001" } }) as unknown,
        )
        .map((make) => make()),
);

function throwing(): never {
    throw new Error(KEY_IN_MESSAGES);
}

/** fast-check looks for symbols of its own. */
function throwingAtNames(_target: object, name: string | symbol): undefined {
    if (typeof name === "string") throwing();
}

function circle(): object {
    const object: Record<string, unknown> = {};
    object.self = object;
    return object;
}

function deepObject(): unknown {
    let object: unknown = 1;
    for (let level = 0; level < DEEP; level += 1) object = { a: object };
    return object;
}

/** What may stand in `msg.payload`. */
const payload: fc.Arbitrary<unknown> = fc.oneof(
    { weight: 30, arbitrary: json },
    { weight: 15, arbitrary: text },
    { weight: 15, arbitrary: arbitraryBytes },
    { weight: 10, arbitrary: fc.array(fc.oneof(json, text, arbitraryBytes, unlikely), { maxLength: 4 }) },
    { weight: 15, arbitrary: unlikely },
    { weight: 1, arbitrary: hugeText },
);

/** Not `error`: Node-RED itself ends by one without a prototype, whatever node fails. */
const names = fc.oneof(
    fc.constantFrom("qos", "retain", "parts", "res", "req", "__proto__", "toString", "wmw"),
    fc.string(),
);

/** Any message of a flow. */
export const arbitraryMessage: fc.Arbitrary<Record<string, unknown>> = fc
    .tuple(payload, unlikely, fc.array(fc.tuple(names, unlikely), { maxLength: 3 }))
    .map(([value, topic, others]) => ({ ...Object.fromEntries(others), topic, payload: value }));
