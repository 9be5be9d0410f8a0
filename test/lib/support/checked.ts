import { type Checked } from "../../../nodes/lib/problem";

/** The value that passed; a test that gets problems instead fails with them. */
export function valueOf<T>(checked: Checked<T>): T {
    if (checked.ok) return checked.value;
    throw new Error(`refused: ${JSON.stringify(checked.problems)}`);
}

/** The problems as `path code`, in their order; none where the value passed. */
export function problemsOf(checked: Checked<unknown>): string[] {
    return checked.ok ? [] : checked.problems.map(({ path, code }) => `${path} ${code}`);
}
