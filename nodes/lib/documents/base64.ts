import { type FieldRule } from "./check-fields";

/** Bytes as other network servers write them, in either alphabet of RFC 4648, with padding or without. */
export const BASE64: FieldRule = {
    code: "base64-invalid",
    expected: "bytes in base64",
    accepts: (value) => typeof value === "string" && isBase64(value),
};

/** The hex digits, in lower case, of bytes in base64. */
export function hexOfBase64(text: string): string {
    return Buffer.from(text, "base64").toString("hex");
}

function isBase64(text: string): boolean {
    const match = /^([A-Za-z0-9+/_-]*)(={0,2})$/.exec(text);
    if (!match) return false;
    const [, digits = "", padding = ""] = match;
    // Four digits are three bytes; what is left over has to be a whole number of bytes.
    return digits.length % 4 !== 1 && (padding === "" || text.length % 4 === 0);
}
