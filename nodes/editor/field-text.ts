/** What stands in a field; "" where there is no such field. */
export function textIn(field: JQuery): string {
    const value = field.val();
    return typeof value === "string" ? value : "";
}

/** What Node-RED's list of config nodes holds where none is chosen. */
const NO_CONFIG_NODE = "_ADD_";

/** The same for a field that may be such a list; "" where none is chosen. */
export function textOrChoiceIn(field: JQuery): string {
    const text = textIn(field);
    return text === NO_CONFIG_NODE ? "" : text;
}
