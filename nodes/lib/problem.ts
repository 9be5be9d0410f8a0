/** One thing that is wrong with a value, told so that its owner can mend it. */
export interface Problem {
    /** Where it is, as the user would write it: `enterpriseId`, `DevEUI_uplink.DevEUI`. */
    readonly path: string;
    /** Constant; statuses and translations are looked up by it. */
    readonly code: string;
    /** What was expected and what came, in English. */
    readonly message: string;
}

/** A value that passed its rules, or every reason why it did not. */
export type Checked<T> =
    { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** A value that passed. */
export function passed<T>(value: T): Checked<T> {
    return { ok: true, value };
}

/** A value that failed for one reason. */
export function failed(path: string, code: string, message: string): Checked<never> {
    return { ok: false, problems: [{ path, code, message }] };
}

const DESCRIBED_PROBLEMS = 20;

/** The problems in one sentence for an error message: `path: message; path: message`; of many, the first. */
export function describeProblems(problems: readonly Problem[]): string {
    const described = problems
        .slice(0, DESCRIBED_PROBLEMS)
        .map(({ path, message }) => `${path}: ${message}`)
        .join("; ");
    const more = problems.length - DESCRIBED_PROBLEMS;
    return more > 0 ? `${described}; and ${more} more` : described;
}

const SHOWN_CHARACTERS = 40;

/** A value as an error message shows it: JSON, cut short, never a whole document. */
export function shown(value: unknown): string {
    switch (typeof value) {
        case "string":
            return JSON.stringify(
                value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value,
            );
        case "number":
        case "boolean":
        case "bigint":
            return String(value);
        case "undefined":
            return "nothing";
        case "object":
            if (value === null) return "null";
            return Array.isArray(value) ? "an array" : "an object";
        default:
            return `a ${typeof value}`;
    }
}

/** The values of all fields where all of them passed, else the problems of all that did not. */
export function combined<T extends object>(fields: { readonly [K in keyof T]: Checked<T[K]> }): Checked<T> {
    const checks = Object.entries<Checked<unknown>>(fields);
    const problems = checks.flatMap(([, checked]) => (checked.ok ? [] : checked.problems));
    if (problems.length > 0) return { ok: false, problems };
    const values = checks.flatMap(([key, checked]) => (checked.ok ? [[key, checked.value]] : []));
    return passed(Object.fromEntries(values) as T);
}
