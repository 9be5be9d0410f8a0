/** An uplink as ThingPark sends it. */
export function uplink(devEUI = "20635F0100000001", fields: object = {}): Record<string, object> {
    return {
        DevEUI_uplink: {
            Time: "2026-11-02T08:15:00.123+01:00",
            DevEUI: devEUI,
            FPort: 2,
            FCntUp: 7,
            payload_hex: "0109ab",
            LrrRSSI: "-83.000000",
            LrrSNR: 9.5,
            CustomerData: { alr: { pro: "LORA/Generic", ver: "1" } },
            ...fields,
        },
    };
}

/** A command as an operator sends it. */
export function command(devEUI = "20635F0100000001", fields: object = {}): Record<string, object> {
    return {
        DevEUI_downlink: {
            Time: "2026-11-02T08:15:01.000+01:00",
            DevEUI: devEUI,
            FPort: "8",
            payload_hex: "9e1c4852",
            Confirmed: "1",
            ...fields,
        },
    };
}
