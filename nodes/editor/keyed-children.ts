/** What stands on the page for an item of a list. */
export interface Shown<Item> {
    readonly element: Element;
    /** Shows what has become of the item; not there: it never changes. */
    readonly update?: (item: Item) => void;
}

/**
 * The children of an element that stand for the items of a list. An item that is in the next list too keeps its
 * element, with its focus and whatever is selected or unfolded in it.
 */
export class KeyedChildren<Key, Item> {
    readonly #parent: Element;
    readonly #keyOf: (item: Item) => Key;
    readonly #create: (item: Item) => Shown<Item>;
    /** What is there already stays in front. */
    readonly #front: Element | null;
    #shown = new Map<Key, Shown<Item>>();

    constructor(parent: Element, keyOf: (item: Item) => Key, create: (item: Item) => Shown<Item>) {
        this.#parent = parent;
        this.#keyOf = keyOf;
        this.#create = create;
        this.#front = parent.lastElementChild;
    }

    /** Shows these items, in this order. */
    show(items: readonly Item[]): void {
        const before = this.#shown;
        this.#shown = new Map();
        for (const item of items) this.#shown.set(this.#keyOf(item), this.#shownFor(item, before));
        for (const [key, { element }] of before) if (!this.#shown.has(key)) element.remove();
        this.#arrange();
    }

    #shownFor(item: Item, before: ReadonlyMap<Key, Shown<Item>>): Shown<Item> {
        const known = before.get(this.#keyOf(item));
        if (!known) return this.#create(item);
        known.update?.(item);
        return known;
    }

    /** Whatever is in its place already is not touched: it would lose the focus. */
    #arrange(): void {
        let place = this.#front ? this.#front.nextElementSibling : this.#parent.firstElementChild;
        for (const { element } of this.#shown.values()) {
            if (element === place) place = place.nextElementSibling;
            else this.#parent.insertBefore(element, place);
        }
    }
}
