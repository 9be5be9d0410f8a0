import { readFileSync } from "node:fs";
import { join } from "node:path";

const NODES = join(__dirname, "..", "..", "nodes");

/** The types of nodes that have texts of their own. */
type Namespace = "wmw-config" | "wmw-connections";

const OUR_KEY = /^@wmw-nodes\/node-red-wmw\/(wmw-[a-z-]+):(.+)$/;

/** The words of the locales for a key of ours, as Node-RED and its editor put them; anything else as it is. */
export function inWords(key: string, values: Readonly<Record<string, string>> = {}): string {
    const [, namespace, path] = OUR_KEY.exec(key) ?? [];
    if (namespace === undefined || path === undefined) return key;
    const words = path.split(".").reduce(member, localeOf(namespace));
    if (typeof words !== "string") return key;
    return words.replace(/__(\w+)__/g, (placeholder, name: string) => values[name] ?? placeholder);
}

/** The words of all statuses of a type, by their keys; of groups of them by keys such as `state.opened`. */
export function statusWords(namespace: Namespace): Readonly<Record<string, string>> {
    return Object.fromEntries(leaves(member(localeOf(namespace), "status")));
}

function localeOf(namespace: string): unknown {
    const file = join(NODES, namespace, "locales", "en-US", `${namespace}.json`);
    return JSON.parse(readFileSync(file, "utf8"));
}

function member(value: unknown, name: string): unknown {
    return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function leaves(value: unknown, path: readonly string[] = []): [key: string, words: string][] {
    if (typeof value === "string") return [[path.join("."), value]];
    return Object.entries(value ?? {}).flatMap(([key, child]) => leaves(child, [...path, key]));
}
