import { uplink } from "../support/documents";

/** The document with this number, as text: each has another length, and letters of more than one byte. */
export function numberedDocument(id: number): string {
    const digits = id.toString(16);
    const bytes = Math.max(1 + (id % 51), Math.ceil(digits.length / 2));
    return JSON.stringify(
        uplink("20635F0100000001", {
            FCntUp: id,
            payload_hex: digits.padStart(2 * bytes, "0"),
            CustomerData: { note: "ü€😀".repeat(id % 40) },
        }),
    );
}

/** The number of such a document; undefined for anything else. */
export function numberOf(document: string): number | undefined {
    const number = /"FCntUp":(\d+)/.exec(document)?.[1];
    return number === undefined ? undefined : Number(number);
}
