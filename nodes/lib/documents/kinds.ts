import { type Fields } from "./check-fields";
import {
    COUNTER,
    CUSTOMER_DATA,
    DEV_EUI,
    F_PORT,
    FIGURE,
    HEX,
    LATITUDE,
    LONGITUDE,
    OBJECT,
    PAYLOAD_HEX,
    RECEIVERS,
    TEXT,
} from "./field-rules";

/**
 * An uplink, with its root key or without. A join request has `rawJoinRequest` in place of `payload_hex`,
 * writes `Spfact`, and often has neither FPort nor counters.
 */
export const uplinkFields: Fields = (uplink, check) => {
    check("DevEUI", uplink.DevEUI, DEV_EUI);
    check("FPort", uplink.FPort, F_PORT);
    check("FCntUp", uplink.FCntUp, COUNTER);
    check("FCntDn", uplink.FCntDn, COUNTER);
    check("payload_hex", uplink.payload_hex, PAYLOAD_HEX);
    check("rawJoinRequest", uplink.rawJoinRequest, HEX);
    check("payload", uplink.payload, OBJECT);
    check("payloadDecodedError", uplink.payloadDecodedError, OBJECT);
    check("LrrRSSI", uplink.LrrRSSI, FIGURE);
    check("LrrSNR", uplink.LrrSNR, FIGURE);
    check("LrrLAT", uplink.LrrLAT, FIGURE);
    check("LrrLON", uplink.LrrLON, FIGURE);
    check("SpFact", uplink.SpFact, FIGURE);
    check("Spfact", uplink.Spfact, FIGURE);
    check("Frequency", uplink.Frequency, FIGURE);
    check("DevLrrCnt", uplink.DevLrrCnt, FIGURE);
    check("Lrrs", uplink.Lrrs, RECEIVERS);
    check("CustomerData", uplink.CustomerData, CUSTOMER_DATA);
};

const sentFields: Fields = (sent, check) => {
    check("DevEUI", sent.DevEUI, DEV_EUI);
    check("FPort", sent.FPort, F_PORT);
    check("FCntUp", sent.FCntUp, COUNTER);
    check("FCntDn", sent.FCntDn, COUNTER);
    check("SpFact", sent.SpFact, FIGURE);
    check("Frequency", sent.Frequency, FIGURE);
    check("DeliveryStatus", sent.DeliveryStatus, FIGURE);
    check("TransmissionSlot", sent.TransmissionSlot, FIGURE);
    check("CorrelationID", sent.CorrelationID, FIGURE);
    check("CustomerData", sent.CustomerData, CUSTOMER_DATA);
};

const rejectedFields: Fields = (rejected, check) => {
    check("DevEUI", rejected.DevEUI, DEV_EUI);
    check("FPort", rejected.FPort, F_PORT);
    check("FCntDn", rejected.FCntDn, COUNTER);
    check("DeliveryStatus", rejected.DeliveryStatus, FIGURE);
    check("DownlinkRejectionCause", rejected.DownlinkRejectionCause, TEXT);
    check("CustomerData", rejected.CustomerData, CUSTOMER_DATA);
};

const locationFields: Fields = (location, check) => {
    check("DevEUI", location.DevEUI, DEV_EUI);
    check("DevLAT", location.DevLAT, LATITUDE);
    check("DevLON", location.DevLON, LONGITUDE);
    check("DevAlt", location.DevAlt, FIGURE);
    check("DevLocRadius", location.DevLocRadius, FIGURE);
    check("CustomerData", location.CustomerData, CUSTOMER_DATA);
};

const notificationFields: Fields = (notification, check) => {
    check("DevEUI", notification.DevEUI, DEV_EUI);
    check("Type", notification.Type, TEXT);
    check("FCntDn", notification.FCntDn, COUNTER);
    check("CustomerData", notification.CustomerData, CUSTOMER_DATA);
};

const deviceAlarmFields: Fields = (alarm, check) => {
    check("DevEUI", alarm.DevEUI, DEV_EUI);
    check("ID", alarm.ID, FIGURE);
    check("State", alarm.State, FIGURE);
    check("CustomerData", alarm.CustomerData, CUSTOMER_DATA);
};

const baseStationAlarmFields: Fields = (alarm, check) => {
    check("LrrID", alarm.LrrID, FIGURE);
    check("ID", alarm.ID, FIGURE);
    check("State", alarm.State, FIGURE);
};

const multicastFields: Fields = (summary, check) => {
    check("DevEUI", summary.DevEUI, DEV_EUI);
    check("FPort", summary.FPort, F_PORT);
    check("FCntDn", summary.FCntDn, COUNTER);
    check("TransmissionStatus", summary.TransmissionStatus, TEXT);
    check("LrrCnt", summary.LrrCnt, FIGURE);
    check("CorrelationID", summary.CorrelationID, FIGURE);
    check("CustomerData", summary.CustomerData, CUSTOMER_DATA);
};

/**
 * The kinds of ThingPark documents by their root key, each with its fields. ThingPark X IoT Flow documentation,
 * section "Message"; `BS_alarm` is about a base station, all others are about a device.
 */
export const DOCUMENT_KINDS = {
    DevEUI_uplink: uplinkFields,
    DevEUI_downlink_Sent: sentFields,
    DevEUI_downlink_Rejected: rejectedFields,
    DevEUI_location: locationFields,
    DevEUI_notification: notificationFields,
    DevEUI_alarm: deviceAlarmFields,
    BS_alarm: baseStationAlarmFields,
    DevEUI_multicast_summary: multicastFields,
} as const satisfies Record<string, Fields>;

export type DocumentKind = keyof typeof DOCUMENT_KINDS;

/** Whether a key is the root key of a kind. */
export function isDocumentKind(key: string): key is DocumentKind {
    return Object.hasOwn(DOCUMENT_KINDS, key);
}

/** The root key of a command, which travels on the downlink topic only. */
export const COMMAND_ROOT_KEY = "DevEUI_downlink";
