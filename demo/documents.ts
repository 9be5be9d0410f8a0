/** Any JSON object: what a document looks like before one knows more. */
export type Fields = Readonly<Record<string, unknown>>;

const KINDS = [
    "DevEUI_uplink",
    "DevEUI_downlink_Sent",
    "DevEUI_downlink_Rejected",
    "DevEUI_location",
    "DevEUI_notification",
    "DevEUI_alarm",
    "DevEUI_multicast_summary",
    "DevEUI_downlink",
    "BS_alarm",
] as const;

/** The root key of a ThingPark document says what it is. */
export type DocumentKind = (typeof KINDS)[number];

/** What the platform makes of a message. */
export interface ReadDocument {
    /** The parsed JSON; undefined: it is not JSON. */
    readonly document: unknown;
    /** undefined: JSON that is no ThingPark document, which WMW takes as well. */
    readonly kind: DocumentKind | undefined;
    /** In upper case; undefined: the document names no device, or not properly. */
    readonly devEUI: string | undefined;
    /** What stands under the root key; for a document without one, its top level. */
    readonly fields: Fields;
}

/** Parses a message. Never throws: WMW ignores what is not JSON and accepts all the rest. */
export function readDocument(payload: Uint8Array): ReadDocument {
    const document = parseJson(payload);
    if (!isFields(document)) return { document, kind: undefined, devEUI: undefined, fields: {} };
    for (const kind of KINDS) {
        const fields = document[kind];
        if (isFields(fields)) return { document, kind, devEUI: normalDevEUI(fields.DevEUI), fields };
    }
    // The legacy form, also what a connection with `sendMetadata` sends: an uplink without its root key.
    const devEUI = normalDevEUI(document.DevEUI);
    return { document, kind: devEUI === undefined ? undefined : "DevEUI_uplink", devEUI, fields: document };
}

/** A DevEUI in upper case; undefined where the value is not one. */
export function normalDevEUI(value: unknown): string | undefined {
    return typeof value === "string" && /^[0-9A-F]{16}$/i.test(value) ? value.toUpperCase() : undefined;
}

/** Whether a value is a JSON object, so neither null nor an array. */
export function isFields(value: unknown): value is Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

// A byte order mark is kept, which JSON does not allow.
const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

function parseJson(payload: Uint8Array): unknown {
    try {
        return JSON.parse(UTF8.decode(payload));
    } catch {
        return undefined;
    }
}
