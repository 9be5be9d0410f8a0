/**
 * Whether a value is a reference to an environment variable (`${NAME}`), which the Node-RED runtime replaces
 * before a node sees it. Only a value that is nothing but the reference is replaced.
 */
export function isVariable(value: unknown): value is string {
    return typeof value === "string" && /^\$\{\S+\}$/.test(value);
}
