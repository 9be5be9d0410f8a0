import { isAbsent } from "../absent";

/** The number that a field stands for: documents write numbers as numbers and as text; null where it is none. */
export function figureOf(value: unknown): number | null {
    if (isAbsent(value) || (typeof value === "string" && value.trim() === "")) return null;
    const number = typeof value === "string" || typeof value === "number" ? Number(value) : NaN;
    return Number.isFinite(number) ? number : null;
}
