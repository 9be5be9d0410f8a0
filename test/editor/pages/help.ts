import { type Locator, type Page } from "playwright-core";

/** The help for a type of node, in the sidebar. */
export class Help {
    readonly #page: Page;

    constructor(page: Page) {
        this.#page = page;
    }

    get text(): Locator {
        return this.#page.locator(".red-ui-help > span");
    }

    /** Waits until the help with this title is shown. */
    async shown(title: string): Promise<void> {
        await this.#page.locator(".red-ui-help-title").getByText(title, { exact: true }).waitFor();
    }

    async headings(): Promise<string[]> {
        return this.text.locator("h3").allTextContents();
    }
}
