/** The element of an ID, which has to be there and of that class: the page and its script belong together. */
export function byId<T extends HTMLElement>(id: string, type: abstract new () => T): T {
    const found = document.getElementById(id);
    if (!(found instanceof type)) throw new Error(`the page has no ${type.name} "${id}"`);
    return found;
}

/** The control of a form by its name. */
export function inputOf(form: HTMLFormElement, name: string): HTMLInputElement {
    const found = form.elements.namedItem(name);
    if (!(found instanceof HTMLInputElement)) throw new Error(`the form has no input "${name}"`);
    return found;
}

/** The items with keys that stand for all that is in them; of two that are the same the second gets another. */
export function keyedByContent<Item>(items: readonly Item[]): [key: string, item: Item][] {
    const keyed = new Map<string, Item>();
    for (const item of items) {
        const content = JSON.stringify(item);
        let key = content;
        for (let copy = 2; keyed.has(key); copy += 1) key = `${copy} ${content}`;
        keyed.set(key, item);
    }
    return [...keyed];
}
