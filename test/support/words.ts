import { readFileSync } from "node:fs";
import { join } from "node:path";

const NAMESPACE = "@wmw-nodes/node-red-wmw/wmw-config:";
const LOCALE: unknown = JSON.parse(
    readFileSync(
        join(__dirname, "..", "..", "nodes", "wmw-config", "locales", "en-US", "wmw-config.json"),
        "utf8",
    ),
);

/** The words of the locale for a key of ours, as Node-RED and its editor put them; anything else as it is. */
export function inWords(key: string, values: Readonly<Record<string, string>> = {}): string {
    if (!key.startsWith(NAMESPACE)) return key;
    const words = key.slice(NAMESPACE.length).split(".").reduce(member, LOCALE);
    if (typeof words !== "string") return key;
    return words.replace(/__(\w+)__/g, (placeholder, name: string) => values[name] ?? placeholder);
}

/** The words of all statuses, by their keys. */
export function statusWords(): Readonly<Record<string, string>> {
    return member(LOCALE, "status") as Record<string, string>;
}

function member(value: unknown, name: string): unknown {
    return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
