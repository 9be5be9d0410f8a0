/** A field of the dialog of a node, by the name of its property. */
export function nodeField(name: string): JQuery {
    return $(`#node-input-${name}`);
}

/** The sentence below it. */
export function nodeHint(name: string): JQuery {
    return $(`#wmw-hint-${name}`);
}
