import { type StatusMessage } from "./monitor-view";

const COLUMNS = ["Date", "Kind", "FPort", "FCount", "RSSI", "SNR", "Payload"];

/**
 * Status messages as CSV (RFC 4180) with a header: the columns of the table, then one for each decoded value,
 * with its unit in its name. The date is ISO 8601, UTC.
 */
export function messagesCsv(messages: readonly StatusMessage[]): string {
    const names = [...new Set(messages.flatMap(({ values }) => values.map(columnOf)))];
    const rows = messages.map((message) => {
        const values = new Map(message.values.map((value) => [columnOf(value), value.value]));
        const { date, kind, fPort, fCount, rssi, snr, payload } = message;
        const figures = [new Date(date).toISOString(), kind, fPort, fCount, rssi, snr, payload];
        return [...figures, ...names.map((name) => values.get(name) ?? null)];
    });
    return [[...COLUMNS, ...names], ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function columnOf({ name, unit }: StatusMessage["values"][number]): string {
    return unit === undefined ? name : `${name} (${unit})`;
}

function cell(value: string | number | boolean | null): string {
    if (value === null) return "";
    if (typeof value !== "string") return String(value);
    // A spreadsheet takes such a text for a formula, and devices send whatever they like.
    const isFormula = /^[=+\-@\t\r]/.test(value) && !Number.isFinite(Number(value));
    const text = isFormula ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
