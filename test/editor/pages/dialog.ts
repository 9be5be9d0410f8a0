import { type Locator, type Page } from "playwright-core";

// What the function that runs in the page needs of the page.
declare const innerWidth: number;
declare function requestAnimationFrame(callback: (time: number) => void): number;
interface Positioned {
    getBoundingClientRect(): { readonly right: number };
}
interface Identified {
    readonly id: string;
}
interface Readable {
    readonly textContent: string | null;
    getAttribute(name: string): string | null;
}

/** The dialog of a node or a config node in Node-RED's tray: its fields by the names of their properties. */
export class Dialog {
    constructor(
        protected readonly page: Page,
        private readonly kind: "node" | "node-config",
    ) {}

    field(name: string): Locator {
        return this.page.locator(`#${this.kind}-input-${name}`);
    }

    label(name: string): Locator {
        return this.page.locator(`label[for="${this.kind}-input-${name}"]`);
    }

    /** The sentence below a field. */
    hint(name: string): Locator {
        return this.page.locator(`#wmw-hint-${name}`);
    }

    /** Waits until the dialog stands still: by then Node-RED has put the focus into it. */
    async opened(): Promise<this> {
        // Not in the one that it was opened from, which leaves only then.
        const tray = this.page.locator(".red-ui-tray", { has: this.#button("ok") });
        await tray.locator(".red-ui-tray-body *:focus").waitFor();
        return this;
    }

    /** Types in place of what a field holds, and leaves the field. */
    async fill(name: string, text: string): Promise<void> {
        await this.field(name).fill(text);
        await this.field(name).blur();
    }

    async value(name: string): Promise<string> {
        return this.field(name).inputValue();
    }

    /** The values of several fields, by their names. */
    async values(names: readonly string[]): Promise<Record<string, string>> {
        const values = await Promise.all(names.map((name) => this.value(name)));
        return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
    }

    /** Those of the fields that are shown. */
    async visible(names: readonly string[]): Promise<string[]> {
        const shown = await Promise.all(names.map((name) => this.field(name).isVisible()));
        return names.filter((_, index) => shown[index]);
    }

    /** Types into a field, or chooses from it where it is a list. */
    async enter(name: string, value: string): Promise<void> {
        if (await this.field(name).and(this.page.locator("select")).count()) {
            await this.field(name).selectOption(value);
        } else await this.fill(name, value);
    }

    /** The values and texts of a list. */
    async options(name: string): Promise<[value: string, text: string][]> {
        const options = this.field(name).locator("option");
        return options.evaluateAll((all: Readable[]) =>
            all.map((option): [string, string] => [
                option.getAttribute("value") ?? "",
                option.textContent ?? "",
            ]),
        );
    }

    /** The names of the fields that are marked as wrong. */
    async refused(): Promise<string[]> {
        const marked = this.page.locator(".red-ui-tray .input-error");
        const ids = await marked.evaluateAll((fields: Identified[]) => fields.map(({ id }) => id));
        return ids.map((id) => id.replace(`${this.kind}-input-`, ""));
    }

    /** Why a field is marked as wrong: what it says when one points at it. */
    async reason(name: string): Promise<string> {
        const tooltip = this.page.locator(".red-ui-popover").first();
        await this.page.mouse.move(0, 0);
        await tooltip.waitFor({ state: "hidden" });
        await this.field(name).hover();
        return (await tooltip.textContent()) ?? "";
    }

    /** Whatever is wider than the dialog has room for: what one would have to scroll to the right to see. */
    async cutOff(): Promise<string[]> {
        const { x, width } = await this.area();
        const parts = await this.page
            .locator(".wmw-dialog")
            .locator("input, select, textarea, button, p")
            .all();
        const places = await Promise.all(
            parts.map(async (part) => ({ part: String(part), box: await part.boundingBox() })),
        );
        return places.filter(({ box }) => box && box.x + box.width > x + width).map(({ part }) => part);
    }

    /** Opens the help for the type of the node. */
    async showHelp(): Promise<void> {
        await this.page.locator(".red-ui-tray-footer button", { has: this.page.locator(".fa-book") }).click();
    }

    /** Where the dialog is on the page, once it has stopped moving. */
    async area(): Promise<{ x: number; y: number; width: number; height: number }> {
        await this.#button("ok").hover({ trial: true });
        await this.page.mouse.move(0, 0);
        const header = await this.page.locator(".red-ui-tray-header").boundingBox();
        const tray = await this.page.locator(".red-ui-tray").boundingBox();
        if (!header || !tray) throw new Error("there is no dialog");
        // Node-RED 5's tray has a margin that is not part of what one sees.
        return { x: header.x, y: tray.y, width: header.width, height: tray.height };
    }

    async isOpen(): Promise<boolean> {
        return (await this.#button("ok").count()) > 0;
    }

    async save(): Promise<void> {
        await this.#press("ok");
        await this.closed();
    }

    async cancel(): Promise<void> {
        await this.#press("cancel");
        await this.closed();
    }

    /** Waits until the dialog is gone. */
    async closed(): Promise<void> {
        await this.#button("ok").waitFor({ state: "detached" });
    }

    /**
     * A dialog waits for its turn beside the window, where it stands as still as in it: a click would bring it into
     * view by scrolling, and miss it when it begins to move by itself. And a notification that comes down over it
     * would take the click.
     */
    async #press(name: "ok" | "cancel"): Promise<void> {
        const button = this.#button(name);
        await button.waitFor();
        await button.evaluate(async (element: Positioned) => {
            while (element.getBoundingClientRect().right > innerWidth) {
                await new Promise((resolve) => requestAnimationFrame(resolve));
            }
        });
        await button.dispatchEvent("click");
    }

    #button(name: "ok" | "cancel"): Locator {
        return this.page.locator(`#${this.kind}-dialog-${name}`);
    }
}
