import { type Locator, type Page } from "playwright-core";
import { Dialog } from "./dialog";
import { ThingParkDialog } from "./thingpark-dialog";

/** The dialog of a `wmw-connections`. */
export class ConnectionsDialog extends Dialog {
    constructor(page: Page) {
        super(page, "node");
    }

    /** All fields together. */
    get form(): Locator {
        return this.page.locator("#wmw-connections-dialog");
    }

    /** The names of the rows that one sees. */
    async rows(): Promise<string[]> {
        const labels = this.page.locator("#wmw-connections-dialog .form-row:visible > label:first-child");
        return (await labels.allTextContents()).map((text) => text.trim());
    }

    get pickButton(): Locator {
        return this.page.locator("#wmw-connections-dialog .wmw-pick");
    }

    /** The list of what is offered. */
    get picker(): Locator {
        return this.page.locator("#wmw-connections-picker");
    }

    /** Presses Pick; gives the texts of what is offered. */
    async offered(): Promise<string[]> {
        await this.pickButton.click();
        const told = '#wmw-hint-connectionId:visible:not(:has-text("Asking"))';
        await this.page.locator(`#wmw-connections-picker:visible, ${told}`).waitFor();
        const texts = await this.picker.locator("option").allTextContents();
        return texts.filter((text) => !text.startsWith("choose"));
    }

    async pick(id: string): Promise<void> {
        await this.picker.selectOption(id);
    }

    /** Types parameters, and leaves the field. */
    async enterParameters(text: string): Promise<void> {
        const field = this.page.locator(
            "#node-input-parameters + .red-ui-typedInput-container input[type='text']",
        );
        await field.fill(text);
        await field.blur();
    }

    /** Opens the API that is chosen, by the pencil beside it. */
    async editApi(): Promise<ThingParkDialog> {
        await this.page.locator("#node-input-btn-api-edit").click();
        return new ThingParkDialog(this.page, "node-config").opened();
    }
}
