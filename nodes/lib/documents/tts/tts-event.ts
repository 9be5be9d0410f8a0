import { isCorrelationId } from "../correlation-id";
import { checkFields, type Fields } from "../check-fields";
import { type EventConverter } from "../event-converter";
import { objectIn, textIn } from "../event-fields";
import { checkEventLocation, eventLocation } from "../event-location";
import { COUNTER, F_PORT, OBJECT } from "../field-rules";
import { cutToMilliseconds } from "../iso-time";
import { pathOf, type JsonObject } from "../json-object";
import { wholeNumber } from "../whole-number";
import { checkTtsDevice, ttsDevice } from "./tts-device";

const downlinkFields: Fields = (downlink, check) => {
    check("f_port", downlink.f_port, F_PORT);
    check("f_cnt", downlink.f_cnt, COUNTER);
};

/** `join_accept`: the device has joined. */
export const ttsJoin: EventConverter = {
    check: checkTtsDevice,
    convert: (event) => ({
        DevEUI_notification: {
            Time: cutToMilliseconds(objectIn(event.join_accept).received_at) ?? timeOf(event),
            ...ttsDevice(event),
            Type: "join",
        },
    }),
};

/** `downlink_sent`: a gateway has sent the downlink. */
export const ttsSent: EventConverter = {
    check: (event, path) => [
        ...checkTtsDevice(event, path),
        ...checkFields(pathOf(path, "downlink_sent"), objectIn(event.downlink_sent), downlinkFields),
    ],
    convert: (event) => {
        const downlink = objectIn(event.downlink_sent);
        return {
            DevEUI_downlink_Sent: {
                Time: timeOf(event),
                ...ttsDevice(event),
                FPort: wholeNumber(downlink.f_port) ?? 0,
                FCntDn: wholeNumber(downlink.f_cnt) ?? 0,
                DeliveryStatus: 1,
                CorrelationID: correlationIdOf(event, downlink),
            },
        };
    },
};

/** `downlink_failed`: it will never be sent; the error says why. Its frame counter may not be known yet. */
export const ttsFailed: EventConverter = {
    check: (event, path) => {
        const at = pathOf(path, "downlink_failed");
        const failed = objectIn(event.downlink_failed);
        return [
            ...checkTtsDevice(event, path),
            ...checkFields(at, failed, ({ downlink }, check) => {
                check("downlink", downlink, OBJECT);
            }),
            ...checkFields(pathOf(at, "downlink"), objectIn(failed.downlink), downlinkFields),
        ];
    },
    convert: (event) => {
        const failed = objectIn(event.downlink_failed);
        const downlink = objectIn(failed.downlink);
        const error = objectIn(failed.error);
        return {
            DevEUI_downlink_Rejected: {
                Time: timeOf(event),
                ...ttsDevice(event),
                FPort: wholeNumber(downlink.f_port),
                FCntDn: wholeNumber(downlink.f_cnt),
                DownlinkRejectionCause: textIn(error.message_format) ?? textIn(error.name),
                CorrelationID: correlationIdOf(event, downlink),
            },
        };
    },
};

/** `location_solved`: the network, or a service, has found where the device is. */
export const ttsLocation: EventConverter = {
    check: (event, path) => [
        ...checkTtsDevice(event, path),
        ...checkEventLocation(pathOf(path, "location_solved.location"), locationOf(event)),
    ],
    convert: (event) => ({
        DevEUI_location: {
            Time: timeOf(event),
            ...ttsDevice(event),
            ...eventLocation(locationOf(event)),
        },
    }),
};

function timeOf(event: JsonObject): string | undefined {
    return cutToMilliseconds(event.received_at);
}

function locationOf(event: JsonObject): unknown {
    return objectIn(event.location_solved).location;
}

/** The one of the correlation ids that has ThingPark's form; the others are the server's own. */
function correlationIdOf(event: JsonObject, downlink: JsonObject): string | undefined {
    const ids = [downlink.correlation_ids, event.correlation_ids].flat();
    return ids.filter((id) => typeof id === "string").find(isCorrelationId);
}
