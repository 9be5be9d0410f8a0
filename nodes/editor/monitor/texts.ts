const CATALOG = "@wmw-nodes/node-red-wmw/wmw-monitor";

/** A text of the sidebar in the user's language. */
export function text(key: string, values?: Readonly<Record<string, string | number>>): string {
    return RED._(`${CATALOG}:wmw-monitor.${key}`, { ...values });
}

/** A state as the nodes show it, in the user's language. */
export function stateText(key: string): string {
    return RED._(`@wmw-nodes/node-red-wmw/wmw-config:status.${key}`);
}

/** A number as people write it. */
export function numberText(number: number): string {
    return number.toLocaleString(RED.i18n.lang());
}

/** A size in a unit that suits it. */
export function sizeText(bytes: number): string {
    const [size, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
    return `${size.toLocaleString(RED.i18n.lang(), { maximumFractionDigits: 1 })} ${unit}`;
}

/** A date and a time of day, in the reader's time zone. */
export function dateText(moment: number): string {
    return new Date(moment).toLocaleString(RED.i18n.lang(), { dateStyle: "short", timeStyle: "medium" });
}

const UNITS = [
    ["day", 86_400_000],
    ["hour", 3_600_000],
    ["minute", 60_000],
    ["second", 1_000],
] as const;

/** How long ago, or in how long, something is: `2 minutes ago`. */
export function sinceText(milliseconds: number): string {
    const [unit, length] = UNITS.find(([, size]) => Math.abs(milliseconds) >= size) ?? ["second", 1_000];
    const format = new Intl.RelativeTimeFormat(RED.i18n.lang(), { numeric: "always", style: "short" });
    return format.format(-Math.round(milliseconds / length), unit);
}
