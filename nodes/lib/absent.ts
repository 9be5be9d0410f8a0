/** Whether an optional field is not there: in ThingPark's documents, and in dialogs, an empty string means the same. */
export function isAbsent(value: unknown): value is undefined | null | "" {
    return value === undefined || value === null || value === "";
}
