import { type ConnectionForm } from "../lib/connection-test/form-settings";
import { CONFIG } from "../lib/saved-nodes";
import { textIn, textOrChoiceIn } from "./field-text";
import { STORED_PASSWORD } from "./stored-password";

/** What stands in the dialog of a connection, saved or not; fields that it does not show are as they were saved. */
export function readConnectionForm(node: object, field: (name: string) => JQuery): ConnectionForm {
    const names = Object.keys(CONFIG.defaults);
    const fields = Object.fromEntries(
        names.map((name) => [name, valueOf(field(name), Reflect.get(node, name))]),
    );
    const password = textIn(field("password"));
    return {
        fields,
        username: textIn(field("username")),
        ...(password === STORED_PASSWORD ? {} : { password }),
    };
}

function valueOf(input: JQuery, saved: unknown): unknown {
    if (input.length === 0) return saved;
    if (input.is(":checkbox")) return input.prop("checked") === true;
    return textOrChoiceIn(input);
}
