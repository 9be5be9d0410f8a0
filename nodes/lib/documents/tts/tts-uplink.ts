import { BASE64, hexOfBase64 } from "../base64";
import { checkFields, type Fields } from "../check-fields";
import { type EventConverter } from "../event-converter";
import { megahertzIn, numberIn, objectIn, objectsIn, textIn } from "../event-fields";
import { COUNTER, F_PORT, LIST, OBJECT } from "../field-rules";
import { cutToMilliseconds } from "../iso-time";
import { isJsonObject, pathOf, type JsonObject } from "../json-object";
import { bestReceiver, receptionFields, type Receiver } from "../receivers";
import { wholeNumber } from "../whole-number";
import { checkTtsDevice, ttsDevice } from "./tts-device";

const uplinkFields: Fields = (uplink, check) => {
    check("f_port", uplink.f_port, F_PORT);
    check("f_cnt", uplink.f_cnt, COUNTER);
    check("frm_payload", uplink.frm_payload, BASE64);
    check("decoded_payload", uplink.decoded_payload, OBJECT);
    check("rx_metadata", uplink.rx_metadata, LIST);
    check("settings", uplink.settings, OBJECT);
};

/**
 * `uplink_message`. The Things Stack omits fields that are 0, false or empty (its documentation, "Data
 * Formats"): FPort and FCntUp are then 0, and so is the SNR of a LoRa frame.
 */
export const ttsUplink: EventConverter = {
    check: (event, path) => [
        ...checkTtsDevice(event, path),
        ...checkFields(pathOf(path, "uplink_message"), objectIn(event.uplink_message), uplinkFields),
    ],
    convert: (event) => {
        const uplink = objectIn(event.uplink_message);
        const settings = objectIn(uplink.settings);
        const dataRate = objectIn(settings.data_rate);
        const receivers = receiversOf(uplink, isLora(dataRate) ? 0 : undefined);
        const payload = textIn(uplink.frm_payload);
        const { DevEUI, DevAddr, CustomerData } = ttsDevice(event);
        return {
            DevEUI_uplink: {
                Time: timeOf([
                    settings.time,
                    bestReceiver(receivers)?.time,
                    uplink.received_at,
                    event.received_at,
                ]),
                DevEUI,
                FPort: wholeNumber(uplink.f_port) ?? 0,
                FCntUp: wholeNumber(uplink.f_cnt) ?? 0,
                MType: uplink.confirmed === true ? 4 : 2,
                payload_hex: payload === undefined ? undefined : hexOfBase64(payload),
                SpFact: numberIn(objectIn(dataRate.lora).spreading_factor),
                ...receptionFields(receivers),
                CustomerData,
                DevAddr,
                Frequency: megahertzIn(settings.frequency),
                payload: isJsonObject(uplink.decoded_payload) ? uplink.decoded_payload : undefined,
            },
        };
    },
};

/** The first of the times that is one. */
function timeOf(times: readonly unknown[]): string | undefined {
    return times.map(cutToMilliseconds).find((time) => time !== undefined);
}

/** Frames of FSK and LR-FHSS have no SNR, so that an omitted one is not 0. */
function isLora(dataRate: JsonObject): boolean {
    return dataRate.fsk === undefined && dataRate.lrfhss === undefined;
}

function receiversOf(uplink: JsonObject, omittedSnr: number | undefined): readonly Receiver[] {
    return objectsIn(uplink.rx_metadata).map((metadata) => {
        const gateway = objectIn(metadata.gateway_ids);
        const location = objectIn(metadata.location);
        return {
            id: textIn(gateway.eui) ?? textIn(gateway.gateway_id),
            chain: numberIn(metadata.antenna_index) ?? 0,
            rssi: numberIn(metadata.rssi),
            snr: metadata.snr === undefined ? omittedSnr : numberIn(metadata.snr),
            latitude: numberIn(location.latitude),
            longitude: numberIn(location.longitude),
            time: metadata.time,
        };
    });
}
