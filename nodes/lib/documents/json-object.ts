/** A JSON object whose fields are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object as JSON knows it: neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The path of a field of the object that stands at `path`, "" at the top. */
export function pathOf(path: string, name: string): string {
    return path === "" ? name : `${path}.${name}`;
}

/** Far more than any real document has, and far less than what ends the process when it is copied. */
export const MOST_LEVELS = 100;

/** Whether no object or array in a value lies deeper than so many levels. */
export function isNestedWithin(value: unknown, levels: number): boolean {
    if (typeof value !== "object" || value === null) return true;
    if (levels === 0) return false;
    for (const key in value) {
        if (!isNestedWithin((value as JsonObject)[key], levels - 1)) return false;
    }
    return true;
}
