import { type MessageKind } from "../../lib/monitor/message-kind";
import { type StatusMessage } from "../../lib/monitor/monitor-view";
import { make } from "../elements";
import { DocumentBox } from "./document-box";
import { type Shown } from "../keyed-children";
import { dateText, text } from "./texts";
import { valueList } from "./value-list";

const COLUMNS = ["date", "fPort", "fCount", "rssi", "snr", "payload"] as const;

const ICONS: Readonly<Record<MessageKind, string>> = {
    uplink: "fa-arrow-up",
    join: "fa-sign-in",
    report: "fa-check",
    location: "fa-map-marker",
    notification: "fa-bell-o",
    alarm: "fa-exclamation-triangle",
    command: "fa-arrow-down",
    other: "fa-file-o",
};

/** The headings over the rows of messages. */
export function messageHeadings(): HTMLElement {
    const cells = COLUMNS.map((column) =>
        make("th", { role: "columnheader", scope: "col" }, text(`message.${column}`)),
    );
    return make("tr", { role: "row" }, ...cells);
}

/**
 * A status message: a row of its figures, and under it its kind, what was decoded, and the document itself, which
 * is asked for when it is unfolded.
 */
export function messageRow(
    message: StatusMessage,
    fetch: (number: number) => Promise<unknown>,
): Shown<StatusMessage> {
    const { date, fPort, fCount, rssi, snr, payload } = message;
    const figures = make(
        "tr",
        { role: "row" },
        cell("date", dateText(date)),
        cell("fPort", fPort),
        cell("fCount", fCount),
        cell("rssi", rssi),
        cell("snr", snr),
        cell("payload", payload),
    );
    const box = new DocumentBox(() => fetch(message.number));
    const details = make(
        "td",
        { role: "cell", colspan: String(COLUMNS.length) },
        kindBadge(message.kind),
        box.toggle,
        ...(message.values.length > 0 ? [valueList(message.values)] : []),
        box.element,
    );
    const under = make("tr", { role: "row", class: "wmw-under" }, details);
    return {
        element: make("tbody", { role: "rowgroup", class: `wmw-message-${message.kind}` }, figures, under),
    };
}

function kindBadge(kind: MessageKind): HTMLElement {
    const icon = make("i", { class: `fa ${ICONS[kind]}`, "aria-hidden": "true" });
    return make("span", { class: "wmw-kind" }, icon, " ", text(`kind.${kind}`));
}

function cell(column: (typeof COLUMNS)[number], value: string | number | null): HTMLElement {
    const none = value === null ? " wmw-none" : "";
    const attributes = {
        role: "cell",
        class: `wmw-${column}${none}`,
        "data-label": text(`message.${column}`),
    };
    return make("td", attributes, value === null ? "–" : String(value));
}
