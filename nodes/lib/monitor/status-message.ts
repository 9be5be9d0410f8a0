import { documentTime } from "../documents/document-time";
import { isJsonObject, type JsonObject } from "../documents/json-object";
import { decodedValues, type DecodedValue } from "./decoded-values";
import { figureOf } from "./figures";
import { tellDocument, type MessageKind, type ToldDocument } from "./message-kind";
import { type StatusMessage } from "./monitor-view";
import { type Redaction } from "./redaction";
import { type KeptMessage } from "./seen-message";

/** The document that a message holds, without its secrets; undefined where it is no JSON. */
export function documentOf({ payload }: KeptMessage, redaction: Redaction): unknown {
    try {
        return redaction.of(JSON.parse(payload.toString()));
    } catch {
        return undefined;
    }
}

/** The row of a message that holds this document. */
export function statusMessageOf(message: KeptMessage, document: unknown): StatusMessage {
    const told = tellDocument(document);
    const { kind, content } = told;
    const receiver = "LrrRSSI" in content ? content : bestReceiver(content.Lrrs);
    const { payload_hex: payload } = content;
    return {
        number: message.number,
        kind: kindOf(message, told),
        date: documentTime(content.Time ?? content.CreationTime) ?? message.at,
        fPort: figureOf(content.FPort),
        fCount: figureOf(kind === "report" || kind === "command" ? content.FCntDn : content.FCntUp),
        rssi: figureOf(receiver.LrrRSSI),
        snr: figureOf(receiver.LrrSNR),
        payload: typeof payload === "string" && payload !== "" ? payload : null,
        values: valuesOf(told, document),
    };
}

/** A device sends only uplinks without any mark: what was decoded and sent alone is one as well. */
function kindOf({ direction, devEUI }: KeptMessage, { kind }: ToldDocument): MessageKind {
    return kind === "other" && direction === "uplink" && devEUI !== undefined ? "uplink" : kind;
}

// They stand in columns of their own, or are what the whole list is about.
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set([
    "DevEUI",
    "Time",
    "FPort",
    "payload_hex",
    "LrrRSSI",
    "LrrSNR",
]);

function valuesOf({ kind, content }: ToldDocument, document: unknown): readonly DecodedValue[] {
    if (isJsonObject(content.payload)) return decodedValues(content.payload);
    if (isJsonObject(content.payloadDecodedError)) {
        const { payloadDecodedError } = content;
        return decodedValues({ payloadDecodedError });
    }
    if (kind === "uplink") return [];
    if (kind === "other") return isJsonObject(document) ? decodedValues(document) : [];
    // What is nested is for those who open the document itself.
    const plain = Object.entries(content).filter(
        ([name, value]) => !SHOWN_ELSEWHERE.has(name) && typeof value !== "object" && value !== "",
    );
    return decodedValues(Object.fromEntries(plain));
}

/** `Lrrs.Lrr` is an array, sometimes one object, and sometimes `Lrrs` is the array; the best comes first. */
function bestReceiver(lrrs: unknown): JsonObject {
    const list: unknown = isJsonObject(lrrs) ? lrrs.Lrr : lrrs;
    const first: unknown = Array.isArray(list) ? list[0] : list;
    return isJsonObject(first) ? first : {};
}
