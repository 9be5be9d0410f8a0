import { type Locator } from "playwright-core";
import { Dialog } from "./dialog";

/** The dialog of a `wmw-thingpark-api`. */
export class ThingParkDialog extends Dialog {
    /** All fields together. */
    get form(): Locator {
        return this.page.locator("#wmw-thingpark-dialog");
    }

    /** What came of the last try. */
    get result(): Locator {
        return this.page.locator("#wmw-thingpark-dialog .wmw-try-result");
    }

    get tryButton(): Locator {
        return this.page.locator("#wmw-thingpark-dialog .wmw-try");
    }

    /** Presses Try, and waits for what comes of it. */
    async try(): Promise<string> {
        const answered = this.page.waitForResponse(/\/try$/);
        await this.tryButton.click();
        await answered;
        await this.page.locator("#wmw-thingpark-dialog .wmw-try:not([disabled])").waitFor();
        return (await this.result.textContent()) ?? "";
    }
}
