/** Sizes (bytes) of the documents that ThingPark sends for an uplink with one receiver. */
export const UPLINK_BYTES = 814;

/** Bytes of a document before it is filled up; the numbers in it may add a few. */
const fillers = new Map<number, string>();

/** Documents smaller than this have the fields only that every network server tells. */
const WHOLE_BYTES = 700;

/** The uplink with this number, of one of so many devices, as a new object that is serialised to about so many bytes. */
export function sampleUplink(number: number, { devices = 1, bytes = UPLINK_BYTES } = {}): object {
    const make = bytes < WHOLE_BYTES ? smallUplink : uplink;
    let filler = fillers.get(bytes);
    if (filler === undefined) {
        const bare = JSON.stringify(make(number, devices, "")).length;
        filler = "x".repeat(Math.max(0, bytes - bare));
        fillers.set(bytes, filler);
    }
    return make(number, devices, filler);
}

/** The CorrelationID of a command that is no part of a measurement. */
export const PROBE = "ffffffffffffffff";

/** A command for one of so many devices. */
export function sampleCommand(number: number, devices = 1, id = String(number)): object {
    return {
        DevEUI_downlink: {
            Time: "2026-01-15T12:00:00.000+00:00",
            DevEUI: sampleDevEui(number % devices),
            FPort: 8,
            payload_hex: "9e1c4852512000220020e3831071",
            FCntDn: 1234,
            Confirmed: 1,
            CorrelationID: id,
        },
    };
}

export function sampleDevEui(device: number): string {
    return `20635F${device.toString(16).toUpperCase().padStart(10, "0")}`;
}

function smallUplink(number: number, devices: number, filler: string): object {
    return {
        DevEUI_uplink: {
            Time: "2026-01-15T12:00:00.000+00:00",
            DevEUI: sampleDevEui(number % devices),
            FPort: 2,
            FCntUp: number,
            payload_hex: "0109ab0700e2",
            filler,
        },
    };
}

function uplink(number: number, devices: number, filler: string): object {
    return {
        DevEUI_uplink: {
            Time: "2026-01-15T12:00:00.000+00:00",
            DevEUI: sampleDevEui(number % devices),
            FPort: 2,
            FCntUp: number,
            FCntDn: 12,
            ADRbit: 1,
            MType: 4,
            payload_hex: "0109ab0700e2",
            mic_hex: "38e7a3b9",
            Lrcid: "00000065",
            LrrRSSI: "-83.000000",
            LrrSNR: "9.500000",
            LrrESP: "-83.461838",
            SpFact: 7,
            SubBand: "G1",
            Channel: "LC1",
            Lrrid: "FF0109A4",
            Late: 0,
            LrrLAT: "43.614922",
            LrrLON: "7.073108",
            DevLrrCnt: 1,
            Lrrs: {
                Lrr: [
                    {
                        Lrrid: "FF0109A4",
                        Chain: 0,
                        LrrRSSI: "-83.000000",
                        LrrSNR: "9.500000",
                        LrrESP: "-83.461838",
                    },
                ],
            },
            CustomerID: "100000507",
            CustomerData: { alr: { pro: "LORA/Generic", ver: "1" } },
            ModelCfg: "0",
            DevAddr: "0405F519",
            filler,
        },
    };
}
