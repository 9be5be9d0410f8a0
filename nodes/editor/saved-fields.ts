import { type SavedType } from "../lib/migrations";
import { isVariable } from "../lib/variable";

/**
 * Shows in the fields of a dialog what Node-RED leaves empty: the run time's default where the node was saved
 * before there was the field, and an environment variable where the field is a list.
 */
export function showSavedFields(
    node: object,
    { defaults }: SavedType,
    field: (name: string) => JQuery,
): void {
    for (const [name, preset] of Object.entries(defaults)) {
        const saved: unknown = Reflect.get(node, name);
        if (saved === undefined) showDefault(field(name), preset);
        else if (isVariable(saved)) showVariable(field(name), saved);
    }
}

function showDefault(input: JQuery, preset: unknown): void {
    if (input.is(":checkbox")) input.prop("checked", preset === true);
    else input.val(String(preset));
}

/** A list without the variable would be saved without it, though nobody has touched it. */
function showVariable(input: JQuery, variable: string): void {
    if (input.is("select")) input.append($("<option>", { value: variable, text: variable }));
    input.val(variable);
}
