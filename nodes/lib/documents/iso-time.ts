const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$/;

/** Whether a value is a date with its time of day in ISO 8601, with its offset from UTC or without. */
export function isIsoTime(value: unknown): value is string {
    return typeof value === "string" && ISO_TIME.test(value);
}

/**
 * A date and time of ISO 8601 as ThingPark writes it: its fraction cut to milliseconds, where other network
 * servers write nanoseconds, its offset as it stands. Undefined for whatever is none.
 */
export function cutToMilliseconds(value: unknown): string | undefined {
    return isIsoTime(value) ? value.replace(/(\.\d{3})\d+/, "$1") : undefined;
}
