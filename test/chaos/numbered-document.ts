import { uplink } from "../support/documents";

/** The document with this number, as text: each has another length, and letters of more than one byte. */
export function numberedDocument(id: number): string {
    return JSON.stringify(
        uplink("20635F0100000001", {
            FCntUp: id,
            payload_hex: id.toString(16).padStart(2 * (1 + (id % 51)), "0"),
            CustomerData: { note: "ü€😀".repeat(id % 40) },
        }),
    );
}

/** The number of such a document; undefined for anything else. */
export function numberOf(document: string): number | undefined {
    const number = /"FCntUp":(\d+)/.exec(document)?.[1];
    return number === undefined ? undefined : Number(number);
}
