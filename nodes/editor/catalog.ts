import { NUMBER_FIELDS } from "../lib/connection-settings";
import { DOWNLINK_PORT } from "../lib/downlink-settings";
import { type Problem } from "../lib/problem";

/** The catalogue that the dialogs of all nodes share: the one of the connection. */
const CATALOG = "@wmw-nodes/node-red-wmw/wmw-config";

/** A text of the shared catalogue in the user's language. */
export function translated(key: string, values?: Record<string, string | number>): string {
    return RED._(`${CATALOG}:wmw-config.${key}`, values);
}

/** The label of a field of the connection, as its dialog shows it. */
export function fieldLabel(path: string): string {
    return translated(`label.${path}`);
}

/** The fields that hold a whole number within limits. */
const LIMITED_FIELDS = [...Object.values(NUMBER_FIELDS), DOWNLINK_PORT];

/** A problem as the editor tells it, `label: reason`: in the user's language, or in English where there is no text. */
export function reasonOf({ path, code, message }: Problem, label = fieldLabel(path)): string {
    const limits = LIMITED_FIELDS.find((field) => field.path === path);
    const reason = translated(`problem.${code}`, {
        defaultValue: message,
        ...(limits && { min: limits.min, max: limits.max }),
    });
    return labelled(label, reason);
}

/** A reason behind the name of what it is about: languages differ in what stands between them. */
export function labelled(label: string, reason: string): string {
    return translated("reason.labelled", { label, reason });
}

/** Several reasons in one line. */
export function joined(reasons: readonly string[]): string {
    return reasons.join(translated("reason.separator"));
}
