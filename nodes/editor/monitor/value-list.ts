import { type DecodedValue } from "../../lib/monitor/decoded-values";
import { make } from "../elements";
import { dateText } from "./texts";

/** Decoded values as WMW shows them: with their units, and percentages as bars. */
export function valueList(values: readonly DecodedValue[]): HTMLElement {
    return make(
        "dl",
        { class: "wmw-values" },
        ...values.map((value) =>
            make("div", {}, make("dt", {}, value.name), make("dd", {}, ...valueContent(value))),
        ),
    );
}

/** A value with its unit, behind a bar where it is a percentage. */
export function valueContent(value: DecodedValue): (Node | string)[] {
    const level = percentageOf(value);
    const words = valueText(value);
    if (level === undefined) return [words];
    const fill = make("span", { class: `wmw-fill wmw-${rankOf(value.name, level)}` });
    fill.style.width = `${level}%`;
    // The number beside it says the same.
    return [make("span", { class: "wmw-gauge", "aria-hidden": "true" }, fill), words];
}

function valueText({ name, value, unit }: DecodedValue): string {
    if (value === null || value === "") return "–";
    if (/timestamp$/i.test(name)) return momentText(value) ?? String(value);
    return unit === undefined ? String(value) : `${value}\u202f${unit}`;
}

function percentageOf({ value, unit }: DecodedValue): number | undefined {
    const level = unit === "%" ? Number(value) : NaN;
    return level >= 0 && level <= 100 ? level : undefined;
}

/** A battery that runs down is marked; other percentages are neither good nor bad. */
function rankOf(name: string, level: number): "plain" | "good" | "fair" | "bad" {
    if (!/bat/i.test(name)) return "plain";
    if (level < 20) return "bad";
    return level < 50 ? "fair" : "good";
}

/** ISO 8601, or seconds or milliseconds since 1970. */
function momentText(value: DecodedValue["value"]): string | undefined {
    const number = Number(value);
    const moment = Number.isFinite(number) ? number * (number < 1e11 ? 1_000 : 1) : Date.parse(String(value));
    return Number.isNaN(moment) ? undefined : dateText(moment);
}
