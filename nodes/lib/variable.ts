import { type Checked, type Problem } from "./problem";

/**
 * Whether a value is a reference to an environment variable (`${NAME}`), which the Node-RED runtime replaces
 * before a node sees it. Only a value that is nothing but the reference is replaced.
 */
export function isVariable(value: unknown): value is string {
    return typeof value === "string" && /^\$\{\S+\}$/.test(value);
}

/** What a field is checked to in which a node still finds a variable: that is not set. */
export function variableNotSet(path: string, variable: string): Checked<never> {
    return { ok: false, problems: [notSet(path, variable)] };
}

/** A problem for each field that names a variable which is not set; `nameOf` says how that is called. */
export function unsetVariables(
    fields: Readonly<Record<string, unknown>>,
    nameOf: (variable: string) => string,
): Problem[] {
    return Object.entries(fields).flatMap(([path, value]) => {
        return isVariable(value) ? [notSet(path, nameOf(value))] : [];
    });
}

function notSet(path: string, name: string): Problem {
    return {
        path,
        code: "variable-not-set",
        message: `expected the environment variable ${name} to be set`,
    };
}
