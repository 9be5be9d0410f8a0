import { make } from "../elements";
import { numberText, text } from "./texts";

/**
 * Counts by their names, as a list of terms: those in `always` in any case, the others only where there is
 * something to tell.
 */
export class CountList<Name extends string> {
    readonly element = make("dl", { class: "wmw-counts" });
    readonly #texts: string;
    readonly #always: ReadonlySet<Name>;
    #shown = "";

    /** @param texts where the names of the counts stand in the catalogue */
    constructor(texts: string, always: readonly Name[]) {
        this.#texts = texts;
        this.#always = new Set(always);
    }

    show(counts: Readonly<Record<Name, number>>): void {
        const told = (Object.entries(counts) as [Name, number][]).filter(
            ([name, count]) => count > 0 || this.#always.has(name),
        );
        const shown = JSON.stringify(told);
        if (shown === this.#shown) return;
        this.#shown = shown;
        this.element.replaceChildren(
            ...told.map(([name, count]) =>
                make(
                    "div",
                    {},
                    make("dt", {}, text(`${this.#texts}.${name}`)),
                    make("dd", {}, numberText(count)),
                ),
            ),
        );
    }
}
