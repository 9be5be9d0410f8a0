import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

interface EditorProperty {
    readonly value: unknown;
    readonly label?: string;
    readonly validate?: (this: unknown, value: unknown, options: { readonly label?: string }) => unknown;
}

/** A text by its key, `owner:key`, with values for its placeholders. */
type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** A definition as a node's script hands it to the editor. */
export interface EditorDefinition {
    readonly category: string;
    readonly defaults: Readonly<Record<string, EditorProperty>>;
    readonly credentials?: Readonly<Record<string, { readonly type: string; readonly label?: string }>>;
}

const ROOT = join(__dirname, "..", "..");

export const NODE_TYPES = [
    "wmw-config",
    "wmw-uplink-out",
    "wmw-downlink-in",
    "wmw-thingpark-api",
    "wmw-connections",
] as const;

export type NodeType = (typeof NODE_TYPES)[number];

/** The HTML file that the build has made for a node. */
export function builtHtml(type: NodeType): string {
    return readFileSync(join(ROOT, "dist", "nodes", type, `${type}.html`), "utf8");
}

/** What stands between the tags of the scripts of this type. */
export function scripts(html: string, type: string): string[] {
    const pattern = new RegExp(`<script type="${type}"[^>]*>(.*?)</script>`, "gs");
    return [...html.matchAll(pattern)].map(([, text]) => text ?? "");
}

/** Runs a node's script as the editor does, far enough to see what it registers, by type. */
export function registered(
    type: NodeType,
    translate: Translate = (key) => key,
): Map<string, EditorDefinition> {
    const definitions = new Map<string, EditorDefinition>();
    const RED = {
        _: translate,
        nodes: {
            registerType: (name: string, definition: EditorDefinition) => definitions.set(name, definition),
        },
    };
    for (const script of scripts(builtHtml(type), "text/javascript")) runInNewContext(script, { RED, URL });
    return definitions;
}

/** A locale file of a node, in English. */
export function texts(type: NodeType): unknown {
    return JSON.parse(readFileSync(join(ROOT, "nodes", type, "locales", "en-US", `${type}.json`), "utf8"));
}
