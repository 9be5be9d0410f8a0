import { isNestedWithin, MOST_LEVELS } from "./json-object";

/**
 * The value that a text of JSON stands for; undefined where it is not JSON, or nested deeper than any real document.
 * `JSON.parse` knows no limit of depth, but copying does, here and in flows: one message of ten thousand brackets
 * would end the process.
 */
export function valueOfJson(text: string): unknown {
    try {
        const value: unknown = JSON.parse(text);
        return isNestedWithin(value, MOST_LEVELS) ? value : undefined;
    } catch {
        return undefined;
    }
}
