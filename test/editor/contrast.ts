import { type Locator, type Page } from "playwright-core";

// What the function that runs in the page needs of the page.
interface Element {
    readonly parentElement: Element | null;
}
interface Transition {
    readonly finished: Promise<unknown>;
}
declare const document: { getAnimations(): readonly object[] };
declare const CSSTransition: new () => Transition;
declare function getComputedStyle(element: Element): { color: string; backgroundColor: string };

/** The least contrast of a text: WCAG 2.1, success criterion 1.4.3. */
export const READABLE = 4.5;

/** The contrast of an element's text to what is behind it, 1 to 21, as WCAG 2.1 defines it. */
export async function contrast(element: Locator): Promise<number> {
    await settleColours(element.page());
    const colours = await element.evaluate((inPage: Element) => {
        const backgrounds: string[] = [];
        for (let part: Element | null = inPage; part; part = part.parentElement) {
            backgrounds.push(getComputedStyle(part).backgroundColor);
        }
        const visible = backgrounds.find((colour) => colour !== "rgba(0, 0, 0, 0)");
        return [getComputedStyle(inPage).color, visible ?? "rgb(255, 255, 255)"];
    });
    const [dark = 0, light = 0] = colours.map(luminance).sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
}

/** What is below the mouse has colours of Node-RED's own, and what has just changed is on its way to its colours. */
export async function settleColours(page: Page): Promise<void> {
    await page.mouse.move(0, 0);
    await page.evaluate(async () => {
        const transitions = document.getAnimations().filter((one) => one instanceof CSSTransition);
        await Promise.allSettled(transitions.map(({ finished }) => finished));
    });
}

/** Relative luminance of `rgb(r, g, b)`. */
function luminance(colour: string): number {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((text) => {
        const value = Number(text) / 255;
        return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
