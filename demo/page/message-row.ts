import { make } from "../../nodes/editor/elements";
import type { Fields } from "../documents";
import type { EventMessage, StatusMessage, UplinkMessage } from "../status-messages";
import { dateElement } from "./dates";
import { valueList } from "./values";

const COLUMNS = 6;
// These stand in the row already, or are what the whole page is about.
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(["DevEUI", "Time"]);

/** A status message: a row of its figures and, under it, one of what was decoded. */
export function messageRow(message: StatusMessage): HTMLElement {
    const rows = message.kind === "DevEUI_uplink" ? uplinkRows(message) : eventRows(message);
    return make("tbody", { role: "rowgroup" }, ...rows);
}

function uplinkRows({ date, fPort, fCount, rssi, snr, payload, values }: UplinkMessage): Node[] {
    const figures = [fPort, fCount, rssi, snr].map((figure) => cell({ class: "number" }, figure));
    const main = row({}, dateCell(date), ...figures, cell({ class: "mono payload" }, payload));
    return values ? [main, detailRow(values)] : [main];
}

function eventRows({ date, kind, event }: EventMessage): Node[] {
    const details = Object.entries(event).filter(
        // What is nested is for those who read the document itself.
        ([name, value]) => !SHOWN_ELSEWHERE.has(name) && typeof value !== "object" && value !== "",
    );
    const kindCell = cell(
        { class: "rest", colspan: String(COLUMNS - 1) },
        make("span", { class: "kind" }, kind),
    );
    const main = row({}, dateCell(date), kindCell);
    return details.length > 0 ? [main, detailRow(Object.fromEntries(details))] : [main];
}

function detailRow(values: Fields): Node {
    return row({ class: "detail" }, cell({ class: "all", colspan: String(COLUMNS) }, valueList(values)));
}

function dateCell(date: string): Node {
    return cell({}, dateElement(date) ?? null);
}

// The roles stand there since a narrow screen lays the table out anew, which takes the implied ones away.
function row(attributes: Readonly<Record<string, string>>, ...cells: readonly Node[]): Node {
    return make("tr", { role: "row", ...attributes }, ...cells);
}

function cell(
    attributes: Readonly<Record<string, string>>,
    content: Node | string | number | null,
): HTMLTableCellElement {
    const shown = typeof content === "number" ? String(content) : (content ?? "–");
    return make("td", { role: "cell", ...attributes }, shown);
}
