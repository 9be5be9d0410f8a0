import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NODES = join(__dirname, "..", "..", "nodes");

/** The language that the others are translated from. */
export const ENGLISH = "en-US";

/** Every folder of `nodes` that has texts of its own. */
export const NAMESPACES = readdirSync(NODES).filter((name) => existsSync(join(NODES, name, "locales")));

/** The languages of a namespace, as its folders name them. */
export function languagesOf(namespace: string): string[] {
    return readdirSync(join(NODES, namespace, "locales")).sort();
}

/** The names of the files of a namespace in one language. */
export function filesOf(namespace: string, language: string): string[] {
    return readdirSync(join(NODES, namespace, "locales", language)).sort();
}

/** The texts of a namespace by their keys, such as `status.connected`, in the order of the file. */
export function textsOf(namespace: string, language: string): Map<string, string> {
    return new Map(leaves(JSON.parse(read(namespace, language, "json")), ""));
}

/** The help of a namespace; undefined where it has none, as a sidebar. */
export function helpOf(namespace: string, language: string): string | undefined {
    const hasHelp = filesOf(namespace, language).includes(`${namespace}.html`);
    return hasHelp ? read(namespace, language, "html") : undefined;
}

function read(namespace: string, language: string, extension: string): string {
    return readFileSync(join(NODES, namespace, "locales", language, `${namespace}.${extension}`), "utf8");
}

function leaves(value: unknown, path: string): [key: string, text: string][] {
    if (typeof value === "string") return [[path, value]];
    return Object.entries(value ?? {}).flatMap(([key, child]) =>
        leaves(child, path === "" ? key : `${path}.${key}`),
    );
}
