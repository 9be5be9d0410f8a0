import { isFields, type DocumentKind, type Fields, type ReadDocument } from "./documents";

/** A row of a device's "Status messages", as WMW shows it for an uplink. */
export interface UplinkMessage {
    readonly kind: "DevEUI_uplink";
    /** ISO 8601, UTC: the document's `Time`, or that of its arrival where it has no sound one. */
    readonly date: string;
    readonly fPort: number | null;
    readonly fCount: number | null;
    /** dBm, of the base station that received it best. */
    readonly rssi: number | null;
    /** dB. */
    readonly snr: number | null;
    /** `payload_hex` as it came. */
    readonly payload: string | null;
    /** The values that ThingPark's driver decoded. */
    readonly values: Fields | null;
}

/** A row for any other kind of document: a report, a notification, a location, an alarm. */
export interface EventMessage {
    readonly kind: Exclude<DocumentKind, "DevEUI_uplink">;
    readonly date: string;
    /** What stands under the root key, but for keys and tokens. */
    readonly event: Fields;
}

export type StatusMessage = UplinkMessage | EventMessage;

/** The row that a document becomes; `kind` is the kind of that document. */
export function toStatusMessage(
    kind: DocumentKind,
    fields: ReadDocument["fields"],
    receivedAt: Date,
): StatusMessage {
    const date = (toDate(fields.Time) ?? receivedAt).toISOString();
    if (kind !== "DevEUI_uplink") return { kind, date, event: withoutSecrets(fields) };
    const receiver = "LrrRSSI" in fields ? fields : firstReceiver(fields.Lrrs);
    return {
        kind,
        date,
        fPort: toNumber(fields.FPort),
        fCount: toNumber(fields.FCntUp),
        rssi: toNumber(receiver.LrrRSSI),
        snr: toNumber(receiver.LrrSNR),
        payload: toText(fields.payload_hex),
        values: isFields(fields.payload) ? fields.payload : null,
    };
}

// These open the door to a network: they are for nobody's eyes.
const SECRETS: ReadonlySet<string> = new Set(["AS_KEY", "Token", "downlinkUrl"]);

function withoutSecrets(fields: Fields): Fields {
    return Object.fromEntries(Object.entries(fields).filter(([name]) => !SECRETS.has(name)));
}

// ThingPark writes numbers as numbers or as strings, mixed within one document; an empty string stands for none.
function toNumber(value: unknown): number | null {
    if (typeof value === "string" && value.trim() === "") return null;
    const number = typeof value === "string" || typeof value === "number" ? Number(value) : NaN;
    return Number.isFinite(number) ? number : null;
}

function toText(value: unknown): string | null {
    return typeof value === "string" && value !== "" ? value : null;
}

// ISO 8601, or in legacy documents the milliseconds since 1970, as a number or a string.
function toDate(value: unknown): Date | undefined {
    const text = toText(value);
    const date = new Date(toNumber(value) ?? text ?? NaN);
    return Number.isNaN(date.getTime()) ? undefined : date;
}

// `Lrrs.Lrr` is an array, sometimes one object, and sometimes `Lrrs` is the array. The best comes first.
function firstReceiver(lrrs: unknown): Fields {
    const list: unknown = isFields(lrrs) ? lrrs.Lrr : lrrs;
    const first: unknown = Array.isArray(list) ? list[0] : list;
    return isFields(first) ? first : {};
}
