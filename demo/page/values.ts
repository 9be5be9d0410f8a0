import { make } from "../../nodes/editor/elements";
import type { Fields } from "../documents";
import { dateElement } from "./dates";

const VALUES_SHOWN = 16;
const TEXT_SHOWN = 160;

/** The decoded values of a message, as WMW shows them; bounded, whatever a device sends. */
export function valueList(values: Fields): HTMLElement {
    const entries = Object.entries(values);
    const list = make("dl", { class: "values" });
    for (const [name, value] of entries.slice(0, VALUES_SHOWN)) {
        list.append(
            make("div", {}, make("dt", {}, `${cut(name)}:`), make("dd", {}, ...valueContent(name, value))),
        );
    }
    const rest = entries.length - VALUES_SHOWN;
    if (rest > 0) list.append(make("div", { class: "quiet" }, make("dt", {}, `and ${rest} more`)));
    return list;
}

function valueContent(name: string, value: unknown): (Node | string)[] {
    switch (name) {
        case "temperature":
            return [isNumeric(value) ? `${Number(value)}°C` : plain(value)];
        case "relative_humidity":
            return percentage(value, () => "humidity");
        case "battery_level":
            return percentage(value, (level) => (level < 20 ? "bad" : level < 50 ? "fair" : "good"));
        case "timestamp":
            return [dateElement(value) ?? plain(value)];
        default:
            return [plain(value)];
    }
}

/** A bar and its number; what is no percentage is shown as it is. */
function percentage(value: unknown, colourOf: (level: number) => string): (Node | string)[] {
    const level = isNumeric(value) ? Number(value) : NaN;
    if (!(level >= 0 && level <= 100)) return [plain(value)];
    const fill = make("span", { class: `fill ${colourOf(level)}` });
    fill.style.width = `${level}%`;
    // The number beside it says the same.
    return [make("span", { class: "gauge", "aria-hidden": "true" }, fill), `${Number(level.toFixed(1))}%`];
}

function isNumeric(value: unknown): value is string | number {
    if (typeof value === "string") return value.trim() !== "" && Number.isFinite(Number(value));
    return typeof value === "number";
}

function plain(value: unknown): string {
    if (value === "") return "–";
    return cut(typeof value === "string" ? value : JSON.stringify(value));
}

function cut(text: string): string {
    return text.length > TEXT_SHOWN ? `${text.slice(0, TEXT_SHOWN)}…` : text;
}
