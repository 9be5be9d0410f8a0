import { type Locator, type Page } from "playwright-core";

/** The box in the dialog of a connection that shows what waits on the server. */
export class QueueBox {
    readonly #page: Page;
    readonly #box: Locator;

    constructor(page: Page) {
        this.#page = page;
        this.#box = page.getByRole("region", { name: "Queue" });
    }

    /** Waits until so many queues are shown, and gives what each of them says. */
    async rows(count: number): Promise<string[]> {
        await this.#box.locator(`li:nth-child(${count}):last-child`).waitFor();
        const rows = await this.#box.getByRole("listitem").all();
        return Promise.all(rows.map(async (row) => (await row.locator("> p").allTextContents()).join(" ")));
    }

    /** A queue, from 0. */
    row(index: number): Locator {
        return this.#box.getByRole("listitem").nth(index);
    }

    /** The queue that says this. */
    rowAbout(text: string): Locator {
        return this.#box.getByRole("listitem").filter({ hasText: text });
    }

    /** What can be done with a queue: the texts of its buttons. */
    async actions(index: number): Promise<string[]> {
        return this.row(index).getByRole("button").allTextContents();
    }

    async press(index: number, button: string): Promise<void> {
        await this.button(index, button).click();
    }

    button(index: number, text: string): Locator {
        return this.row(index).getByRole("button", { name: text });
    }

    /** What is asked before a queue is discarded. */
    question(index: number): Locator {
        return this.row(index).locator("div > p");
    }

    /** All parts of a queue that are to be read, once it is asked whether to discard it. */
    async parts(index: number): Promise<Locator[]> {
        await this.question(index).waitFor();
        const row = this.row(index);
        return [...(await row.locator("p").all()), ...(await row.getByRole("button").all())];
    }

    async isVisible(): Promise<boolean> {
        return this.#box.isVisible();
    }

    /** Waits until there is nothing to show any more. */
    async gone(): Promise<void> {
        await this.#box.waitFor({ state: "hidden" });
    }

    /** Waits for the notification that says this. */
    async told(text: string | RegExp): Promise<void> {
        await this.#page.locator(".red-ui-notification").getByText(text).waitFor();
    }
}
