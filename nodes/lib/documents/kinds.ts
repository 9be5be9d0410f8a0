/**
 * The kinds of ThingPark documents by their root key, and whether a document of the kind names a device.
 * ThingPark X IoT Flow documentation, section "Message"; `BS_alarm` is about a base station.
 */
export const DOCUMENT_KINDS = {
    DevEUI_uplink: { device: true },
    DevEUI_downlink_Sent: { device: true },
    DevEUI_downlink_Rejected: { device: true },
    DevEUI_location: { device: true },
    DevEUI_notification: { device: true },
    DevEUI_alarm: { device: true },
    BS_alarm: { device: false },
    DevEUI_multicast_summary: { device: true },
} as const satisfies Record<string, { device: boolean }>;

export type DocumentKind = keyof typeof DOCUMENT_KINDS;

/** The root keys, in the order in which they are looked for: uplinks are by far the most. */
export const ROOT_KEYS = Object.keys(DOCUMENT_KINDS) as readonly DocumentKind[];

/** The root key of a command, which travels on the downlink topic only. */
export const COMMAND_ROOT_KEY = "DevEUI_downlink";
