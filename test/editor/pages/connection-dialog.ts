import { type Locator } from "playwright-core";
import { ConnectionTestBox } from "./connection-test-box";
import { Dialog } from "./dialog";
import { QueueBox } from "./queue-box";

/** Where the dialog of a connection says that it will lead. */
export interface Preview {
    readonly broker: string;
    readonly uplink: string;
    readonly downlink: string;
}

/** The dialog of a `wmw-config`. */
export class ConnectionDialog extends Dialog {
    get eye(): Locator {
        return this.page.locator("#wmw-connection-dialog .wmw-eye");
    }

    get notConfirmed(): Locator {
        return this.page.locator("#wmw-connection-dialog .wmw-not-confirmed");
    }

    /** The box that shows where the connection leads. */
    get previewBox(): Locator {
        return this.page.locator("#wmw-connection-dialog .wmw-preview");
    }

    get moreSettings(): Locator {
        return this.page.locator("#wmw-connection-dialog summary");
    }

    /** The headings of the rare settings. */
    get groups(): Locator {
        return this.page.locator("#wmw-connection-dialog legend");
    }

    /** The box that shows what waits. */
    get queue(): QueueBox {
        return new QueueBox(this.page);
    }

    /** The test of the connection. */
    get test(): ConnectionTestBox {
        return new ConnectionTestBox(this.page);
    }

    async chooseRegion(key: string): Promise<void> {
        await this.field("region").selectOption(key);
    }

    async preview(): Promise<Preview> {
        const line = async (name: string): Promise<string> =>
            (await this.previewLine(name).textContent()) ?? "";
        return {
            broker: await line("broker"),
            uplink: await line("uplink"),
            downlink: await line("downlink"),
        };
    }

    previewLine(name: string): Locator {
        return this.previewBox.locator(`.wmw-preview-${name}`);
    }

    /** What stands behind a number. */
    unit(name: string): Locator {
        return this.page.locator(".wmw-field", { has: this.field(name) }).locator(".wmw-unit");
    }

    async showMoreSettings(): Promise<void> {
        if (!(await this.field("keepalive").isVisible())) await this.moreSettings.click();
    }
}
