import { failed, passed, shown, type Checked } from "./problem";
import { isVariable, variableNotSet } from "./variable";

/** One of several words; a number counts as its text. */
export function checkChoice<T extends string>(
    path: string,
    value: unknown,
    choices: readonly T[],
): Checked<T> {
    const text = typeof value === "number" ? String(value) : value;
    const choice = choices.find((one) => one === text);
    if (choice !== undefined) return passed(choice);
    if (isVariable(text)) return variableNotSet(path, text);
    return failed(path, "choice-invalid", `expected ${choices.join(" or ")}, got ${shown(value)}`);
}

/** Whether something is switched on; text is taken too, since variables give text. */
export function checkSwitch(path: string, value: unknown): Checked<boolean> {
    if (value === true || value === "true") return passed(true);
    if (value === false || value === "false") return passed(false);
    if (isVariable(value)) return variableNotSet(path, value);
    return failed(path, "switch-invalid", `expected true or false, got ${shown(value)}`);
}
