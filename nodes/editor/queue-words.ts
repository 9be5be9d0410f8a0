import { translated } from "./catalog";
import { type WaitingQueue } from "./waiting-queue";

/** `12 documents`, in the user's language. */
export function documentsInWords(count: number): string {
    const key = count === 1 ? "waiting.document" : "waiting.documents";
    return translated(key, { number: count.toLocaleString(RED.i18n.lang()) });
}

/** How many documents wait for where, and since when. */
export function queueInWords({ documents, url, enterpriseId, oldest }: WaitingQueue): string {
    const values = { documents: documentsInWords(documents), url, enterpriseId };
    if (oldest === null) return translated("waiting.undated", values);
    const since = new Date(oldest).toLocaleString(RED.i18n.lang(), {
        dateStyle: "medium",
        timeStyle: "short",
    });
    return translated("waiting.dated", { ...values, oldest: since });
}

/** Why documents wait apart from those of the connection itself, and what becomes of them. */
export function hintFor({ kind, resumable }: WaitingQueue): string | undefined {
    if (kind === "current") return undefined;
    return translated(`waiting.${kind}.${resumable ? "here" : "elsewhere"}`);
}
