/** A new element. Strings become text, never markup: what devices send is foreign data. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    attributes: Readonly<Record<string, string>>,
    ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
}

/** Sets a text, unless it is there already: a screen reader would tell of it again, a selection would be lost. */
export function setText(element: Element, text: string): void {
    if (element.textContent !== text) element.textContent = text;
}
