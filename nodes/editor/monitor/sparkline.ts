import { make, setText } from "../elements";
import { sparklinePoints } from "./sparkline-points";
import { numberText, text } from "./texts";

const BOX = { width: 120, height: 24 };
const SVG = "http://www.w3.org/2000/svg";

/** A line through the counts of the last minutes, and in words what it shows. */
export class Sparkline {
    readonly element: HTMLElement;
    readonly #line = document.createElementNS(SVG, "polyline");
    readonly #words = make("span", { class: "wmw-rate-words" });

    constructor(title: string) {
        const picture = document.createElementNS(SVG, "svg");
        // The words beside it say what it shows.
        picture.setAttribute("aria-hidden", "true");
        picture.setAttribute("viewBox", `-1 -1 ${BOX.width + 2} ${BOX.height + 2}`);
        picture.setAttribute("preserveAspectRatio", "none");
        picture.append(this.#line);
        const heading = make("span", { class: "wmw-rate-title" }, title);
        this.element = make("div", { class: "wmw-rate" }, heading, picture, this.#words);
    }

    show(counts: readonly number[]): void {
        this.#line.setAttribute("points", sparklinePoints(counts, BOX));
        const sum = counts.reduce((total, count) => total + count, 0);
        // The minute that is not over yet would look like a drop.
        const last = counts.at(-2) ?? 0;
        setText(
            this.#words,
            text("rate.words", {
                last: numberText(last),
                sum: numberText(sum),
                minutes: numberText(counts.length),
            }),
        );
    }
}
