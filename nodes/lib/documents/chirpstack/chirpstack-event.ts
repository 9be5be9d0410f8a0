import { type Problem } from "../../problem";
import { checkFields, type Fields } from "../check-fields";
import { isCorrelationId } from "../correlation-id";
import { type EventConverter } from "../event-converter";
import { megahertzIn, objectIn, textIn } from "../event-fields";
import { checkEventLocation, eventLocation } from "../event-location";
import { COUNTER, OBJECT } from "../field-rules";
import { cutToMilliseconds } from "../iso-time";
import { type JsonObject } from "../json-object";
import { wholeNumber } from "../whole-number";
import { checkChirpStackDevice, chirpStackDevice } from "./chirpstack-device";
import { spreadingFactorIn } from "./chirpstack-uplink";

const sentFields: Fields = (event, check) => {
    check("fCntDown", event.fCntDown, COUNTER);
    check("txInfo", event.txInfo, OBJECT);
};

/** Event `join`: the device has joined. */
export const chirpStackJoin: EventConverter = {
    check: checkChirpStackDevice,
    convert: (event) => ({
        DevEUI_notification: { Time: timeOf(event), ...chirpStackDevice(event), Type: "join" },
    }),
};

/** Event `txack`: a gateway has taken the downlink to send it. The event does not name its FPort. */
export const chirpStackSent: EventConverter = {
    check: (event) => [...checkChirpStackDevice(event), ...checkFields("", event, sentFields)],
    convert: (event) => {
        const { frequency, modulation } = objectIn(event.txInfo);
        return {
            DevEUI_downlink_Sent: {
                Time: timeOf(event),
                ...chirpStackDevice(event),
                FCntDn: wholeNumber(event.fCntDown) ?? 0,
                SpFact: spreadingFactorIn(modulation),
                Frequency: megahertzIn(frequency),
                Lrrid: textIn(event.gatewayId),
                DeliveryStatus: 1,
                CorrelationID: correlationIdIn(event.queueItemId),
            },
        };
    },
};

/** Event `log` about a downlink that will not be sent. */
export const chirpStackFailed: EventConverter = {
    check: checkChirpStackDevice,
    convert: (event) => ({
        DevEUI_downlink_Rejected: {
            Time: timeOf(event),
            ...chirpStackDevice(event),
            DownlinkRejectionCause: textIn(event.description) ?? textIn(event.code),
            CorrelationID: correlationIdIn(objectIn(event.context).queue_item_id),
        },
    }),
};

/** Event `location`: the network has found where the device is. */
export const chirpStackLocation: EventConverter = {
    check: (event): Problem[] => [
        ...checkChirpStackDevice(event),
        ...checkEventLocation("location", event.location),
    ],
    convert: (event) => ({
        DevEUI_location: {
            Time: timeOf(event),
            ...chirpStackDevice(event),
            ...eventLocation(event.location),
        },
    }),
};

function timeOf(event: JsonObject): string | undefined {
    return cutToMilliseconds(event.time);
}

/** The id of an item of the device's queue, which is that of the command that was put there. */
function correlationIdIn(value: unknown): string | undefined {
    return isCorrelationId(value) ? value : undefined;
}
