import { isAbsent } from "../absent";
import { type UplinkFormat } from "./uplink-reading";
import { type SourcedDocument } from "./uplink-source";

/**
 * The part of a document that is sent in a format; undefined where nothing of it is. JSON that is none of
 * ThingPark's documents is sent whole.
 */
export function partToSend({ document, recognised }: SourcedDocument, format: UplinkFormat): unknown {
    if (format === "document" || !recognised) return document;
    const { kind, content } = recognised;
    const isUplink = kind === "DevEUI_uplink" || kind === "legacy";
    if (format === "metadata") return isUplink ? content : undefined;
    return isUplink && !isAbsent(content.payload) ? content.payload : document;
}
