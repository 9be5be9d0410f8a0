import { readFileSync } from "node:fs";
import { type Locator, type Page } from "playwright-core";

// What the function that runs in the page needs of the page.
interface Scrolling {
    readonly scrollWidth: number;
    readonly clientWidth: number;
}

/** The sidebar's tab with devices and status messages. */
export class MonitorSidebar {
    readonly content: Locator;
    readonly #page: Page;

    constructor(page: Page) {
        this.#page = page;
        this.content = page.locator(".wmw-monitor");
    }

    /** Shows it, as the editor's menu does. */
    async show(): Promise<void> {
        await this.#page.evaluate('RED.sidebar.show("wmw-monitor")');
        await this.content.waitFor();
    }

    /** Shows another tab in its place. */
    async hide(): Promise<void> {
        await this.#page.evaluate('RED.sidebar.show("info")');
        await this.content.waitFor({ state: "hidden" });
    }

    /** Has it as wide as this, whatever the sidebar is. */
    async setWidth(pixels: number): Promise<void> {
        await this.#page.addStyleTag({ content: `.wmw-monitor { width: ${pixels}px !important; }` });
    }

    /** Drags the edge of the editor's sidebar until it is about as wide as this. */
    async widenSidebar(pixels: number): Promise<void> {
        const edge = await this.#page
            .locator("#red-ui-sidebar-separator, .red-ui-sidebar-separator")
            .last()
            .boundingBox();
        const sidebar = await this.content.boundingBox();
        if (!edge || !sidebar) throw new Error("The sidebar is not in sight.");
        const [x, y] = [edge.x + edge.width / 2, edge.y + edge.height / 2];
        await this.#page.mouse.move(x, y);
        await this.#page.mouse.down();
        await this.#page.mouse.move(x - (pixels - sidebar.width), y, { steps: 5 });
        await this.#page.mouse.up();
    }

    /** Whether something in it is wider than its place. */
    async overflows(): Promise<boolean> {
        const places = await this.content.or(this.content.locator(".wmw-connection-body")).all();
        const found = places.map((place) =>
            place.evaluate(({ scrollWidth, clientWidth }: Scrolling) => scrollWidth > clientWidth),
        );
        return (await Promise.all(found)).includes(true);
    }

    button(name: string): Locator {
        return this.content.getByRole("button", { name, exact: true });
    }

    /** The heading of a connection, which says its name and its state. */
    connection(name: string): Locator {
        return this.content.locator(".wmw-connection", { hasText: name });
    }

    /** Waits until a connection says this. */
    async says(text: string | RegExp): Promise<void> {
        await this.content.getByText(text).filter({ visible: true }).first().waitFor();
    }

    /** A count by its name, such as `acknowledged`, once it is this. */
    async count(name: string, number: number): Promise<void> {
        const term = this.content.locator(".wmw-counts > div", { hasText: name }).filter({ visible: true });
        await term.getByText(number.toLocaleString("en-US"), { exact: true }).waitFor();
    }

    get devices(): Locator {
        return this.content.locator(".wmw-devices tbody > tr").filter({ visible: true });
    }

    device(name: string): Locator {
        return this.devices.filter({ hasText: name });
    }

    /** The names of the devices, from the top. */
    async deviceNames(): Promise<string[]> {
        return this.content.locator(".wmw-device-name").allTextContents();
    }

    /** Opens the messages of a device. */
    async open(name: string): Promise<void> {
        await this.button(name).click();
        await this.messages.first().waitFor();
    }

    get filter(): Locator {
        return this.content.getByRole("searchbox");
    }

    heading(column: string): Locator {
        return this.content.getByRole("columnheader", { name: column });
    }

    /** The messages of the open device, the newest first. */
    get messages(): Locator {
        return this.content.locator(".wmw-messages > tbody");
    }

    /** Unfolds the document of the newest message, or folds it. */
    async toggleDocument(): Promise<void> {
        await this.messages.first().getByRole("button", { name: "Document" }).click();
    }

    /** What a press of a button downloads: the file's name and its text. */
    async download(name: string): Promise<[name: string, text: string]> {
        const download = this.#page.waitForEvent("download");
        await this.button(name).click();
        const file = await download;
        return [file.suggestedFilename(), readFileSync(await file.path(), "utf8")];
    }
}
