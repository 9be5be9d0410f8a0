import fc from "fast-check";
import { hex } from "./arbitrary-documents";
import { chirpStackReceiver, chirpStackUplinkEvent, ttsReceiver, ttsUplinkEvent } from "./server-events";

/** What two network servers may say of one uplink; undefined where they omit it. */
export interface SpokenUplink {
    readonly devEui: string;
    readonly port: number | undefined;
    readonly counter: number | undefined;
    readonly bytes: Uint8Array | undefined;
    readonly spreadingFactor: number | undefined;
    /** Hz. */
    readonly frequency: number;
    readonly receivers: readonly { readonly rssi: number; readonly snr: number | undefined }[];
}

const receiver = fc.record(
    {
        rssi: fc.integer({ min: -140, max: -1 }),
        snr: fc.option(
            fc.integer({ min: -100, max: 60 }).map((quarters) => quarters / 4),
            { nil: undefined },
        ),
    },
    { noNullPrototype: true },
);

/** An uplink of LoRa, with zeros and empty fields omitted. */
export const spokenUplink: fc.Arbitrary<SpokenUplink> = fc.record(
    {
        devEui: hex(16),
        port: fc.option(fc.integer({ min: 1, max: 255 }), { nil: undefined }),
        counter: fc.option(fc.integer({ min: 1, max: 0xffff_ffff }), { nil: undefined }),
        bytes: fc.option(fc.uint8Array({ minLength: 1, maxLength: 60 }), { nil: undefined }),
        spreadingFactor: fc.option(fc.integer({ min: 5, max: 12 }), { nil: undefined }),
        frequency: fc.integer({ min: 1, max: 9_999 }).map((tenths) => tenths * 100_000),
        receivers: fc.array(receiver, { minLength: 1, maxLength: 5 }),
    },
    { noNullPrototype: true },
);

/** The uplink as The Things Stack tells it. */
export function asTtsEvent(uplink: SpokenUplink): Record<string, unknown> {
    const { spreadingFactor } = uplink;
    return ttsUplinkEvent(
        {
            f_port: uplink.port,
            f_cnt: uplink.counter,
            frm_payload: base64(uplink.bytes),
            rx_metadata: uplink.receivers.map(ttsReceiver),
            settings: {
                data_rate: { lora: { spreading_factor: spreadingFactor } },
                frequency: String(uplink.frequency),
            },
        },
        { dev_eui: uplink.devEui },
    );
}

/** The uplink as ChirpStack tells it. */
export function asChirpStackEvent(uplink: SpokenUplink): Record<string, unknown> {
    const { spreadingFactor } = uplink;
    return chirpStackUplinkEvent(
        {
            fPort: uplink.port,
            fCnt: uplink.counter,
            data: base64(uplink.bytes),
            rxInfo: uplink.receivers.map(chirpStackReceiver),
            txInfo: { frequency: uplink.frequency, modulation: { lora: { spreadingFactor } } },
        },
        { devEui: uplink.devEui },
    );
}

function base64(bytes: Uint8Array | undefined): string | undefined {
    return bytes && Buffer.from(bytes).toString("base64");
}
