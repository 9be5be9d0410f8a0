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

/** What stands on the page for an item of a list. */
export interface Row<Item> {
    readonly element: Element;
    /** Shows what has become of the item; not there: it never changes. */
    update?(item: Item): void;
}

/**
 * The children of an element that stand for the items of a list. An item that is in the next list too keeps its
 * element, where it is: with its focus and with what is selected in it.
 */
export class KeyedChildren<Item> {
    readonly #parent: Element;
    readonly #create: (item: Item) => Row<Item>;
    #rows = new Map<string, Row<Item>>();

    /** What else is in `parent` stays in front. */
    constructor(parent: Element, create: (item: Item) => Row<Item>) {
        this.#parent = parent;
        this.#create = create;
    }

    /** Shows these items, in this order. */
    show(items: ReadonlyMap<string, Item>): void {
        for (const [key, { element }] of this.#rows) if (!items.has(key)) element.remove();
        const rows = new Map<string, Row<Item>>();
        // From the last to the first: whatever is in front of its successor already is not touched.
        let next: Element | null = null;
        for (const [key, item] of [...items].reverse()) {
            const row: Row<Item> = this.#rows.get(key) ?? this.#create(item);
            row.update?.(item);
            const { element } = row;
            if (element.parentElement !== this.#parent || element.nextElementSibling !== next) {
                this.#parent.insertBefore(element, next);
            }
            rows.set(key, row);
            next = element;
        }
        this.#rows = rows;
    }
}

/** The items under keys that stand for all that is in them; of two that are the same the second gets another. */
export function keyedByContent<Item>(items: readonly Item[]): Map<string, Item> {
    const keyed = new Map<string, Item>();
    for (const item of items) {
        const content = JSON.stringify(item);
        let key = content;
        for (let copy = 2; keyed.has(key); copy += 1) key = `${copy} ${content}`;
        keyed.set(key, item);
    }
    return keyed;
}
