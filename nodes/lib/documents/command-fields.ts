import { type FieldRule, type Fields } from "./check-fields";
import { isCorrelationId } from "./correlation-id";
import { COUNTER, DEV_EUI, isWithin, OBJECT, PAYLOAD_HEX, TEXT } from "./field-rules";
import { isIsoTime } from "./iso-time";

/** LoRaWAN, section 4.3.2: 1 to 223 are the application's, 224 is for tests. */
const COMMAND_F_PORT: FieldRule = {
    code: "f-port-invalid",
    expected: "1 to 224",
    accepts: (value) => isWithin(value, 1, 224),
};

const FLAG: FieldRule = {
    code: "flag-invalid",
    expected: "0 or 1",
    accepts: (value) => isWithin(value, 0, 1),
};

const TIME: FieldRule = {
    code: "time-invalid",
    expected: "a date with its time of day in ISO 8601",
    accepts: isIsoTime,
};

const VALIDITY_TIME: FieldRule = {
    code: "validity-time-invalid",
    expected: "a date with its time of day in ISO 8601, or seconds",
    accepts: (value) => isIsoTime(value) || isWithin(value, 0, 0xffff_ffff),
};

const AS_KEY: FieldRule = { ...TEXT, secret: true };

const TOKEN: FieldRule = {
    code: "token-invalid",
    expected: "64 hex digits",
    accepts: (value) => typeof value === "string" && /^[0-9a-f]{64}$/i.test(value),
    secret: true,
};

const CORRELATION_ID: FieldRule = {
    code: "correlation-id-invalid",
    expected: "1 to 16 hex digits or a UUID",
    accepts: isCorrelationId,
};

/** The fields of a `DevEUI_downlink`: ThingPark X IoT Flow documentation, "Downlink message". */
export const commandFields: Fields = (command, check) => {
    check("DevEUI", command.DevEUI, DEV_EUI);
    check("FPort", command.FPort, COMMAND_F_PORT);
    check("payload_hex", command.payload_hex, PAYLOAD_HEX);
    check("payload", command.payload, OBJECT);
    check("DriverCfg", command.DriverCfg, OBJECT);
    check("Confirmed", command.Confirmed, FLAG);
    check("FlushDownlinkQueue", command.FlushDownlinkQueue, FLAG);
    check("RetryIneligibleGateways", command.RetryIneligibleGateways, FLAG);
    check("ValidityTime", command.ValidityTime, VALIDITY_TIME);
    check("FCntDn", command.FCntDn, COUNTER);
    check("AFCntDn", command.AFCntDn, COUNTER);
    check("AS_ID", command.AS_ID, TEXT);
    check("AS_KEY", command.AS_KEY, AS_KEY);
    check("Token", command.Token, TOKEN);
    check("CorrelationID", command.CorrelationID, CORRELATION_ID);
    check("Time", command.Time, TIME);
};
