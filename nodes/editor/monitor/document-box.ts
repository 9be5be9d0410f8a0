import { make } from "../elements";
import { button } from "./button";
import { text } from "./texts";

/** A document as it travelled, folded until somebody wants to see it; it can be copied. */
export class DocumentBox {
    /** Folds and unfolds it. */
    readonly toggle: HTMLButtonElement;
    readonly element = make("div", { class: "wmw-document" });
    readonly #fetch: () => Promise<unknown>;

    constructor(fetch: () => Promise<unknown>) {
        this.#fetch = fetch;
        this.element.hidden = true;
        this.toggle = button(text("document.title"), "fa-code", () => {
            if (this.element.hidden) void this.#unfold();
            else this.#fold();
        });
        this.#fold();
    }

    #fold(): void {
        this.element.hidden = true;
        this.element.replaceChildren();
        this.toggle.setAttribute("aria-expanded", "false");
    }

    async #unfold(): Promise<void> {
        this.element.hidden = false;
        this.toggle.setAttribute("aria-expanded", "true");
        const document = await this.#fetch();
        if (document === undefined) {
            this.element.replaceChildren(make("p", {}, text("document.gone")));
            return;
        }
        const json = JSON.stringify(document, null, 2);
        const copy = button(text("document.copy"), "fa-clipboard", () => {
            RED.clipboard?.copyText?.(json, copy, text("document.copied"));
        });
        copy.hidden = RED.clipboard?.copyText === undefined;
        // It scrolls, and is to do so by the keyboard as well.
        const pre = make(
            "pre",
            { tabindex: "0", role: "region", "aria-label": text("document.title") },
            json,
        );
        this.element.replaceChildren(copy, pre);
    }
}
