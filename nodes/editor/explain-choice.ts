import { isVariable } from "../lib/variable";
import { translated } from "./catalog";

/** Keeps the sentence below a list in step with the choice: `textOf` gives the sentence of a choice of the list. */
export function explainChoice(select: JQuery, hint: JQuery, textOf: (choice: string) => string): void {
    const explain = (): void => {
        const sentence = sentenceFor(select.val(), textOf);
        // A screen reader reads again whatever is set again.
        if (hint.text() !== sentence) hint.text(sentence);
    };
    select.on("change", explain);
    explain();
}

function sentenceFor(choice: unknown, textOf: (choice: string) => string): string {
    // What it chooses is known at run time only.
    if (isVariable(choice)) return translated("variable-hint");
    return typeof choice === "string" ? textOf(choice) : "";
}
