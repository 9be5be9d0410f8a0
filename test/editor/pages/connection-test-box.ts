import { type Locator, type Page } from "playwright-core";

/** The test of a connection in its dialog: the button, and the box that shows how it goes. */
export class ConnectionTestBox {
    readonly #page: Page;
    readonly #box: Locator;

    constructor(page: Page) {
        this.#page = page;
        this.#box = page.getByRole("region", { name: "Test connection" });
    }

    get button(): Locator {
        return this.#page.locator("#wmw-connection-dialog .wmw-test-button");
    }

    /** The button that copies what ThingPark needs. */
    get copyButton(): Locator {
        return this.#page.locator("#wmw-connection-dialog .wmw-copy-button");
    }

    /** What the box says above its steps. */
    get verdict(): Locator {
        return this.#box.getByRole("status");
    }

    get steps(): Locator {
        return this.#box.getByRole("listitem");
    }

    /** Presses the button and waits for the end of the test; gives what the box then says. */
    async run(): Promise<string> {
        await this.button.click();
        return this.ended();
    }

    /** Waits for the end of the test; gives what the box then says. */
    async ended(): Promise<string> {
        await this.verdict.filter({ hasText: /^(The connection works|The test|To test|Another)/ }).waitFor();
        return (await this.verdict.textContent()) ?? "";
    }

    /** Waits until a step stands so, as those hear it who do not see: `TLS: passed`. */
    async step(text: string): Promise<Locator> {
        const step = this.steps.filter({ hasText: text });
        await step.waitFor();
        return step;
    }

    /** How all steps stand. */
    async states(): Promise<string[]> {
        const states = await this.steps.locator(".wmw-unseen").allTextContents();
        return states.map((text) => text.replace(/^: /, ""));
    }

    /** What the step that failed says. */
    async failure(): Promise<string> {
        const paragraphs = this.#box.locator(".wmw-test-failed p");
        return (await paragraphs.allTextContents()).join(" ");
    }

    async isVisible(): Promise<boolean> {
        return this.#box.isVisible();
    }

    /** How much wider the content is than the box (pixels). */
    async overhang(): Promise<number> {
        return this.#box.evaluate(
            (box: { scrollWidth: number; clientWidth: number }) => box.scrollWidth - box.clientWidth,
        );
    }
}
