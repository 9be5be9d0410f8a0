import { make } from "../../nodes/editor/elements";

/** A date and time in the reader's own time zone; undefined where the value is none. */
export function dateElement(value: unknown): HTMLTimeElement | undefined {
    if (typeof value !== "string" && typeof value !== "number") return undefined;
    // ISO 8601 or, as ThingPark's legacy documents write it, the milliseconds since 1970 as number or string.
    const date = new Date(typeof value === "string" && /^\d{12,}$/.test(value) ? Number(value) : value);
    if (Number.isNaN(date.getTime())) return undefined;
    const iso = date.toISOString();
    const [day, time] = localTexts(date);
    // Where there is no room for both in one line, each stays whole.
    return make("time", { datetime: iso, title: iso }, make("span", {}, day), " ", make("span", {}, time));
}

/** Puts a date into an element in place of the one that was there; null is none yet. */
export function showDate(element: Element, value: string | null): void {
    const shown = element.querySelector("time")?.dateTime ?? null;
    if (shown === value && element.hasChildNodes()) return;
    element.replaceChildren((value === null ? undefined : dateElement(value)) ?? "–");
}

function localTexts(date: Date): [day: string, time: string] {
    const two = (number: number): string => String(number).padStart(2, "0");
    const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
    const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
    return [day, time];
}
