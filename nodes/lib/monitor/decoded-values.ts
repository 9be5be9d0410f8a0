import { isJsonObject, pathOf, type JsonObject } from "../documents/json-object";
import { figureOf } from "./figures";

/** A value as it is shown: a measured value with its unit, or whatever else a driver decoded. */
export interface DecodedValue {
    /** Where it stands, such as `temperature` or `battery.value`. */
    readonly name: string;
    readonly value: string | number | boolean | null;
    readonly unit?: string;
}

const MOST_VALUES = 64;
const MOST_CHARACTERS = 200;

/** The names of quantities whose unit every driver agrees on, as words in lower case. */
const UNITS: readonly (readonly [name: RegExp, unit: string])[] = [
    [/\b(fahrenheit|temperature f)\b/, "°F"],
    [/\b(temperature|temp)\b/, "°C"],
    [/\b(humidity|percent|percentage)\b|\bbattery (level|percent)\b/, "%"],
    [/\bvoltage\b|\b(bat|battery) v$| v$/, "V"],
    [/\bco2\b/, "ppm"],
];

/**
 * The values that stand in what a driver decoded, in their order, those in inner objects by their path. An
 * object of a value and its unit is one value. Of very many, the first; long texts are cut.
 */
export function decodedValues(decoded: JsonObject): readonly DecodedValue[] {
    const values: DecodedValue[] = [];
    collect(decoded, "", values);
    return values;
}

function collect(object: JsonObject, path: string, into: DecodedValue[]): void {
    for (const [key, value] of Object.entries(object)) {
        if (into.length >= MOST_VALUES) return;
        const name = pathOf(path, key);
        if (!isJsonObject(value)) into.push(measured(name, value));
        else if (isMeasurement(value)) into.push({ ...measured(name, value.value), unit: cut(value.unit) });
        else collect(value, name, into);
    }
}

function isMeasurement(value: JsonObject): value is JsonObject & { readonly unit: string } {
    return typeof value.unit === "string" && value.unit !== "" && !isJsonObject(value.value);
}

function measured(path: string, value: unknown): DecodedValue {
    const name = cut(path);
    const shown = shownValue(value);
    const unit = figureOf(value) === null ? undefined : unitOf(name);
    return unit === undefined ? { name, value: shown } : { name, value: shown, unit };
}

function shownValue(value: unknown): DecodedValue["value"] {
    if (typeof value === "string") return cut(value);
    if (typeof value === "number" || typeof value === "boolean") return value;
    return value === null || value === undefined ? null : cut(JSON.stringify(value));
}

/** The unit of a quantity by its name, in whatever way the name is written; undefined where it is not known. */
function unitOf(name: string): string | undefined {
    const words = name
        .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
        .replaceAll(/[^A-Za-z\d]+/g, " ")
        .toLowerCase();
    return UNITS.find(([pattern]) => pattern.test(words))?.[1];
}

function cut(text: string): string {
    return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
