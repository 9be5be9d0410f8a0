import { type Locator, type Page } from "playwright-core";

/** The nodes that the editor offers, in the category `WMW`. */
export class Palette {
    readonly #page: Page;
    readonly #category: Locator;

    constructor(page: Page) {
        this.#page = page;
        this.#category = page.locator("#red-ui-palette-container-WMW");
    }

    /** Waits until the nodes of the package are there. */
    async loaded(): Promise<void> {
        await this.#category.locator(".red-ui-palette-label").first().waitFor();
    }

    async title(): Promise<string> {
        return (await this.#category.locator(".red-ui-palette-header").textContent())?.trim() ?? "";
    }

    async labels(): Promise<string[]> {
        const labels = await this.#category.locator(".red-ui-palette-label").allTextContents();
        // Node-RED breaks them into lines.
        return labels.map((label) => label.replace(/\s+/g, " "));
    }

    /** Narrows the palette down to what holds a text. */
    async search(text: string): Promise<void> {
        // It listens to keys.
        await this.#page.locator("#red-ui-palette-search input").pressSequentially(text);
        await this.#page.locator('[data-palette-type="inject"]').waitFor({ state: "hidden" });
    }

    /** The first paragraphs of what an entry says when one points at it. */
    async tooltip(type: string): Promise<string[]> {
        const tooltip = this.#page.locator(".red-ui-popover");
        await this.#category.locator(`[data-palette-type="${type}"]`).hover();
        await tooltip.waitFor();
        const paragraphs = await tooltip.locator("p").allTextContents();
        await this.#page.mouse.move(0, 0);
        await tooltip.waitFor({ state: "detached" });
        return paragraphs;
    }

    /** The path of the icon of an entry. */
    async icon(type: string): Promise<string> {
        const icon = this.#category.locator(`[data-palette-type="${type}"] [data-palette-icon]`);
        return (await icon.getAttribute("data-palette-icon")) ?? "";
    }
}
