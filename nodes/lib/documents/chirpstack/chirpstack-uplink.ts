import { BASE64, hexOfBase64 } from "../base64";
import { checkFields, type Fields } from "../check-fields";
import { type EventConverter } from "../event-converter";
import { megahertzIn, numberIn, objectIn, objectsIn, textIn } from "../event-fields";
import { COUNTER, F_PORT, LIST, OBJECT } from "../field-rules";
import { cutToMilliseconds } from "../iso-time";
import { isJsonObject, type JsonObject } from "../json-object";
import { receptionFields, type Receiver } from "../receivers";
import { wholeNumber } from "../whole-number";
import { checkChirpStackDevice, chirpStackDevice } from "./chirpstack-device";

const uplinkFields: Fields = (event, check) => {
    check("fPort", event.fPort, F_PORT);
    check("fCnt", event.fCnt, COUNTER);
    check("data", event.data, BASE64);
    check("object", event.object, OBJECT);
    check("rxInfo", event.rxInfo, LIST);
    check("txInfo", event.txInfo, OBJECT);
};

/**
 * Event `up` (`UplinkEvent` of ChirpStack's integration API). Fields that are 0, false or empty may be
 * omitted: FPort, FCntUp and ADRbit are then 0, and so is the SNR of a LoRa frame.
 */
export const chirpStackUplink: EventConverter = {
    check: (event) => [...checkChirpStackDevice(event), ...checkFields("", event, uplinkFields)],
    convert: (event) => {
        const { frequency, modulation } = objectIn(event.txInfo);
        const data = textIn(event.data);
        const { DevEUI, DevAddr, CustomerData } = chirpStackDevice(event);
        return {
            DevEUI_uplink: {
                Time: cutToMilliseconds(event.time),
                DevEUI,
                FPort: wholeNumber(event.fPort) ?? 0,
                FCntUp: wholeNumber(event.fCnt) ?? 0,
                ADRbit: event.adr === true ? 1 : 0,
                MType: event.confirmed === true ? 4 : 2,
                payload_hex: data === undefined ? undefined : hexOfBase64(data),
                SpFact: spreadingFactorIn(modulation),
                ...receptionFields(receiversOf(event, isLora(objectIn(modulation)) ? 0 : undefined)),
                CustomerData,
                DevAddr,
                Frequency: megahertzIn(frequency),
                payload: isJsonObject(event.object) ? event.object : undefined,
            },
        };
    },
};

/** The spreading factor of a LoRa frame; FSK and LR-FHSS have none. */
export function spreadingFactorIn(modulation: unknown): number | undefined {
    return numberIn(objectIn(objectIn(modulation).lora).spreadingFactor);
}

/** Frames of FSK and LR-FHSS have no SNR, so that an omitted one is not 0. */
function isLora(modulation: JsonObject): boolean {
    return modulation.fsk === undefined && modulation.lrFhss === undefined;
}

function receiversOf(event: JsonObject, omittedSnr: number | undefined): readonly Receiver[] {
    return objectsIn(event.rxInfo).map((info) => {
        const location = objectIn(info.location);
        return {
            id: textIn(info.gatewayId),
            chain: numberIn(info.rfChain) ?? 0,
            rssi: numberIn(info.rssi),
            snr: info.snr === undefined ? omittedSnr : numberIn(info.snr),
            latitude: numberIn(location.latitude),
            longitude: numberIn(location.longitude),
            time: info.gwTime,
        };
    });
}
