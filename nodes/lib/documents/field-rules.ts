import { isAbsent } from "../absent";
import { type FieldRule } from "./check-fields";
import { isDevEui } from "./dev-eui";
import { isJsonObject } from "./json-object";
import { wholeNumber } from "./whole-number";

export const DEV_EUI: FieldRule = {
    code: "dev-eui-invalid",
    expected: "16 hex digits",
    accepts: isDevEui,
    required: true,
};

/** LoRaWAN, section 4.3.2: 8 bit, 0 for MAC commands only. */
export const F_PORT: FieldRule = {
    code: "f-port-invalid",
    expected: "0 to 255",
    accepts: (value) => isWithin(value, 0, 255),
};

/** Frame counters have 32 bit, though only 16 of them travel by air. */
export const COUNTER: FieldRule = {
    code: "counter-invalid",
    expected: "a whole number of 32 bit",
    accepts: (value) => isWithin(value, 0, 0xffff_ffff),
};

export const PAYLOAD_HEX: FieldRule = {
    code: "payload-hex-invalid",
    expected: "an even number of hex digits",
    accepts: isHex,
};

export const HEX: FieldRule = { ...PAYLOAD_HEX, code: "hex-invalid" };

export const OBJECT: FieldRule = { code: "not-an-object", expected: "an object", accepts: isJsonObject };

export const LIST: FieldRule = { code: "not-a-list", expected: "a list", accepts: Array.isArray };

export const TEXT: FieldRule = {
    code: "text-invalid",
    expected: "text",
    accepts: (value) => typeof value === "string",
};

/**
 * A figure about the frame, as a number or as text. What the text says is not judged: a reading is not worth
 * less because a gateway wrote its signal strength as "- 112.0", which does occur.
 */
export const FIGURE: FieldRule = {
    code: "number-invalid",
    expected: "a number",
    accepts: (value) => typeof value === "number" || typeof value === "string",
};

/** Degrees, north of the equator. */
export const LATITUDE = degrees(90);

/** Degrees, east of Greenwich. */
export const LONGITUDE = degrees(180);

/** `{Lrr: [receiver, …]}`, sometimes `{Lrr: receiver}`, sometimes the list itself. */
export const RECEIVERS: FieldRule = {
    code: "receivers-invalid",
    expected: "a list of objects, or an object with such a list in Lrr",
    accepts: (value) => {
        const receivers = isJsonObject(value) ? value.Lrr : value;
        return Array.isArray(receivers)
            ? receivers.every(isJsonObject)
            : isAbsent(receivers) || isJsonObject(receivers);
    },
};

export const CUSTOMER_DATA: FieldRule = {
    code: "customer-data-invalid",
    expected: "an object or the text of one",
    accepts: (value) => typeof value === "string" || isJsonObject(value),
};

/** Whether a value is a whole number within limits, as a number or as text. */
export function isWithin(value: unknown, min: number, max: number): boolean {
    const number = wholeNumber(value);
    return number !== undefined && number >= min && number <= max;
}

/** Whether a value is the text of bytes, two hex digits each. */
export function isHex(value: unknown): value is string {
    return typeof value === "string" && value.length % 2 === 0 && /^[0-9a-f]+$/i.test(value);
}

function degrees(most: number): FieldRule {
    return {
        code: "coordinate-invalid",
        expected: `degrees from -${most} to ${most}`,
        accepts: (value) => {
            const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
            return typeof number === "number" && number >= -most && number <= most;
        },
    };
}
