/**
 * Where documents come from: `auto` is whichever of the three servers, `any` is JSON that is not checked.
 * `tts` is The Things Stack v3, `chirpstack` is ChirpStack v4.
 */
export const UPLINK_SOURCES = ["auto", "thingpark", "tts", "chirpstack", "any"] as const;

export type UplinkSource = (typeof UPLINK_SOURCES)[number];

/**
 * What is sent of a document: all of it; `metadata`, as with `sendMetadata` of ThingPark X IoT Flow, uplinks
 * only and without their root key; `payload`, as with `sendRawDecodedFormat`, only what was decoded.
 */
export const UPLINK_FORMATS = ["document", "metadata", "payload"] as const;

export type UplinkFormat = (typeof UPLINK_FORMATS)[number];

/** How the input of `wmw-uplink-out` is read. */
export interface UplinkReading {
    readonly source: UplinkSource;
    readonly format: UplinkFormat;
}
