import { chirpStackEvent, chirpStackUplinkEvent, ttsEvent, ttsUplinkEvent } from "../support/server-events";

/** What the examples for a network server promise. */
export interface ServerCase {
    readonly server: string;
    readonly uplinkExample: string;
    /** What the uplink example subscribes to, without the name of the event. */
    readonly subscription: string;
    /** The topic of the device, without the name of the event. */
    readonly topic: string;
    /** An event of each kind, what it becomes, and some of what that holds. */
    readonly events: readonly (readonly [name: string, event: object, kind: string, content: object])[];
    readonly commandExample: string;
    readonly application: string;
    /** What the command of `support/documents.ts` becomes. */
    readonly downlink: { readonly topic: string; readonly body: object };
}

const POSITION = { latitude: 48.8, longitude: 2.3 };

export const SERVER_CASES: readonly ServerCase[] = [
    {
        server: "The Things Stack",
        uplinkExample: "the-things-stack-to-wmw",
        subscription: "v3/+/devices/+",
        topic: "v3/app@ttn/devices/eui-70b3d5e050013950",
        events: [
            ["up", ttsUplinkEvent(), "DevEUI_uplink", { FPort: 20, payload_hex: "000e4101fd00c7020001" }],
            ["join", ttsEvent({ join_accept: {} }), "DevEUI_notification", { Type: "join" }],
            ["down/sent", ttsEvent({ downlink_sent: { f_port: 2 } }), "DevEUI_downlink_Sent", { FPort: 2 }],
            [
                "down/failed",
                ttsEvent({ downlink_failed: { downlink: { f_port: 2 } } }),
                "DevEUI_downlink_Rejected",
                { FPort: 2 },
            ],
            [
                "location/solved",
                ttsEvent({ location_solved: { location: POSITION } }),
                "DevEUI_location",
                { DevEUI: "70B3D5E050013950" },
            ],
        ],
        commandExample: "wmw-commands-to-the-things-stack",
        application: "app@ttn",
        downlink: {
            topic: "v3/app@ttn/devices/eui-20635f0100000001/down/push",
            body: {
                downlinks: [{ f_port: 8, frm_payload: "nhxIUg==", confirmed: true, priority: "NORMAL" }],
            },
        },
    },
    {
        server: "ChirpStack",
        uplinkExample: "chirpstack-to-wmw",
        subscription: "application/+/device/+/event",
        topic: "application/bbea74d6-1fc5-4238-af20-d2aecdbb4f8e/device/70b3d52dd301b3cc/event",
        events: [
            ["up", chirpStackUplinkEvent(), "DevEUI_uplink", { FPort: 2, payload_hex: "4400e35200b9" }],
            ["join", chirpStackEvent({ devAddr: "01b6c24b" }), "DevEUI_notification", { Type: "join" }],
            [
                "txack",
                chirpStackEvent({ downlinkId: 7, fCntDown: 12 }),
                "DevEUI_downlink_Sent",
                { FCntDn: 12 },
            ],
            [
                "location",
                chirpStackEvent({ location: POSITION }),
                "DevEUI_location",
                { DevEUI: "70B3D52DD301B3CC" },
            ],
        ],
        commandExample: "wmw-commands-to-chirpstack",
        application: "bbea74d6-1fc5-4238-af20-d2aecdbb4f8e",
        downlink: {
            topic: "application/bbea74d6-1fc5-4238-af20-d2aecdbb4f8e/device/20635f0100000001/command/down",
            body: { devEui: "20635f0100000001", confirmed: true, fPort: 8, data: "nhxIUg==" },
        },
    },
];
