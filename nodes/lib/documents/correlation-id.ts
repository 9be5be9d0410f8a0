/** Whether a value is a UUID, by which ChirpStack refers to a downlink. */
export function isUuid(value: unknown): value is string {
    return typeof value === "string" && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value);
}

/**
 * Whether a value is an id by which ThingPark's downlink reports refer to their command: a number of 64 bit in
 * hex digits, with its leading zeros or without, or a UUID, as one published document has it.
 */
export function isCorrelationId(value: unknown): value is string {
    return (typeof value === "string" && /^[0-9a-f]{1,16}$/i.test(value)) || isUuid(value);
}
