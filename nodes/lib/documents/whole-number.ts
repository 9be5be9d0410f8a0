/**
 * The whole number that a field stands for, or undefined where it is none. In ThingPark's documents numbers
 * come as numbers and as text, often both in one document.
 */
export function wholeNumber(value: unknown): number | undefined {
    if (typeof value === "number") return Number.isInteger(value) ? value : undefined;
    // More digits than 32 bit can have are no number that a field of these documents could hold.
    return typeof value === "string" && /^\d{1,10}$/.test(value) ? Number(value) : undefined;
}
