/** An event of The Things Stack v3 about a device; `fields` holds what happened. */
export function ttsEvent(fields: object, ids: object = {}): Record<string, unknown> {
    return {
        end_device_ids: {
            device_id: "eui-70b3d5e050013950",
            application_ids: { application_id: "app" },
            dev_eui: "70B3D5E050013950",
            join_eui: "D55B58C0DDC074DE",
            dev_addr: "260B5972",
            ...ids,
        },
        correlation_ids: ["gs:uplink:01HMQZVSCX4D7JRDNFA7GJ9D4W"],
        received_at: "2024-01-22T07:06:25.260676101Z",
        ...fields,
    };
}

/** A gateway that received an uplink, as The Things Stack tells. */
export function ttsReceiver(fields: object = {}): Record<string, unknown> {
    return {
        gateway_ids: { gateway_id: "roof", eui: "50313953530A4750" },
        time: "2024-01-22T07:06:25.013878Z",
        rssi: -83,
        channel_rssi: -83,
        snr: 9.5,
        location: { latitude: 53.5, longitude: 9.9, altitude: 10, source: "SOURCE_REGISTRY" },
        uplink_token: "xxxxxxxxxxxxxxxx",
        ...fields,
    };
}

/** An uplink of The Things Stack v3. */
export function ttsUplinkEvent(fields: object = {}, ids: object = {}): Record<string, unknown> {
    return ttsEvent(
        {
            uplink_message: {
                f_port: 20,
                f_cnt: 2,
                frm_payload: "AA5BAf0AxwIAAQ==",
                decoded_payload: { volt: 3.649 },
                rx_metadata: [ttsReceiver()],
                settings: {
                    data_rate: { lora: { bandwidth: 125000, spreading_factor: 9, coding_rate: "4/5" } },
                    frequency: "867500000",
                    time: "2024-01-22T07:06:25.013878Z",
                },
                received_at: "2024-01-22T07:06:25.054442349Z",
                confirmed: true,
                ...fields,
            },
        },
        ids,
    );
}

/** An event of ChirpStack v4 about a device; `fields` holds what happened. */
export function chirpStackEvent(fields: object, deviceInfo: object = {}): Record<string, unknown> {
    return {
        deduplicationId: "1d94e6d8-25cc-4099-ab45-4a7f7faa1634",
        time: "2025-05-15T13:22:08.891648+00:00",
        deviceInfo: {
            tenantName: "ChirpStack",
            applicationId: "bbea74d6-1fc5-4238-af20-d2aecdbb4f8e",
            deviceName: "Thermostat",
            devEui: "70b3d52dd301b3cc",
            tags: { site: "Paris", floor: "2" },
            ...deviceInfo,
        },
        ...fields,
    };
}

/** A gateway that received an uplink, as ChirpStack tells. */
export function chirpStackReceiver(fields: object = {}): Record<string, unknown> {
    return {
        gatewayId: "503035416e314750",
        uplinkId: 55809,
        gwTime: "2025-05-15T13:22:08.891648+00:00",
        rssi: -83,
        snr: 9.5,
        rfChain: 1,
        location: { latitude: 50.69, longitude: 8.47 },
        context: "YOhWvA==",
        crcStatus: "CRC_OK",
        ...fields,
    };
}

/** An uplink of ChirpStack v4. */
export function chirpStackUplinkEvent(fields: object = {}, deviceInfo: object = {}): Record<string, unknown> {
    return chirpStackEvent(
        {
            devAddr: "01b6c24b",
            adr: true,
            dr: 5,
            fCnt: 38547,
            fPort: 2,
            confirmed: true,
            data: "RADjUgC5",
            object: { MotorRange: 478 },
            rxInfo: [chirpStackReceiver()],
            txInfo: {
                frequency: 868500000,
                modulation: { lora: { bandwidth: 125000, spreadingFactor: 7, codeRate: "CR_4_5" } },
            },
            regionConfigId: "eu868",
            ...fields,
        },
        deviceInfo,
    );
}
