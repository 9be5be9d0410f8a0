/** Where The Things Stack looks for a device. */
export interface TtsAddress {
    /** `app@tenant`. */
    readonly application: string;
    /** Pattern of the device's id, in which `{devEUI}` stands for the DevEUI in lower case. */
    readonly deviceId: string;
}

/** Where ChirpStack looks for a device, beside its DevEUI. */
export interface ChirpStackAddress {
    /** The id of the application, a UUID. */
    readonly application: string;
}

/** The server that commands are made ready for. */
export type CommandFormat =
    | { readonly server: "thingpark" }
    | ({ readonly server: "tts" } & TtsAddress)
    | ({ readonly server: "chirpstack" } & ChirpStackAddress);
