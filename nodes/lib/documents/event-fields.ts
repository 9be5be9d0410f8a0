import { isDevEui } from "./dev-eui";
import { isJsonObject, type JsonObject } from "./json-object";

// What other network servers leave out, or write in another way than expected, is undefined here: nothing is
// invented. Undefined fields are not there any more once a document is written as JSON.

const NOTHING: JsonObject = {};

/** An object, empty where there is none. */
export function objectIn(value: unknown): JsonObject {
    return isJsonObject(value) ? value : NOTHING;
}

/** The objects of a list; none where there is no list. */
export function objectsIn(value: unknown): readonly JsonObject[] {
    return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** A number; undefined for text, also where it looks like one: these servers write numbers as numbers. */
export function numberIn(value: unknown): number | undefined {
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** Text that is not empty. */
export function textIn(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}

/** A DevEUI in upper case, as ThingPark writes it. */
export function devEuiIn(value: unknown): string | undefined {
    return isDevEui(value) ? value.toUpperCase() : undefined;
}

/** A DevAddr, 8 hex digits, in upper case. */
export function devAddrIn(value: unknown): string | undefined {
    return typeof value === "string" && /^[0-9a-f]{8}$/i.test(value) ? value.toUpperCase() : undefined;
}

/** MHz of a frequency in Hz, which comes as a number or, being of 64 bit, as text. */
export function megahertzIn(value: unknown): number | undefined {
    const hertz = typeof value === "string" && /^\d{1,12}$/.test(value) ? Number(value) : numberIn(value);
    return hertz === undefined || hertz <= 0 ? undefined : hertz / 1e6;
}
