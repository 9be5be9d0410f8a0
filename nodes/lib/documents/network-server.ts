import { isJsonObject, type JsonObject } from "./json-object";

/** An event of another network server, and where it stands: "" at the top, or the key of its envelope. */
export interface ServerEvent {
    readonly server: "tts" | "chirpstack";
    readonly event: JsonObject;
    readonly path: string;
}

/**
 * Tells events of The Things Stack v3, plain or in the envelope of its event stream
 * (`{"name":"as.up.data.forward","data":{…}}`), and of ChirpStack v4 by their shape: each names its device in
 * a way of its own.
 */
export function recogniseServer(document: JsonObject): ServerEvent | undefined {
    if (isOfTts(document)) return { server: "tts", event: document, path: "" };
    if (isJsonObject(document.deviceInfo)) return { server: "chirpstack", event: document, path: "" };
    const { data } = document;
    if (isJsonObject(data) && isOfTts(data)) return { server: "tts", event: data, path: "data" };
    return undefined;
}

function isOfTts(document: JsonObject): boolean {
    return isJsonObject(document.end_device_ids);
}
