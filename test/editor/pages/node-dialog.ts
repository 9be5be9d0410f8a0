import { type Page } from "playwright-core";
import { ConnectionDialog } from "./connection-dialog";
import { Dialog } from "./dialog";

/** The dialog of a `wmw-uplink-out` or a `wmw-downlink-in`. */
export class NodeDialog extends Dialog {
    constructor(page: Page) {
        super(page, "node");
    }

    /** Opens the connection that is chosen, by the pencil beside it. */
    async editConnection(): Promise<ConnectionDialog> {
        await this.page.locator("#node-input-btn-connection-edit").click();
        return new ConnectionDialog(this.page, "node-config").opened();
    }

    /** Opens a new connection, by the plus beside the list. */
    async addConnection(): Promise<ConnectionDialog> {
        await this.page.locator("#node-input-btn-connection-add").click();
        return new ConnectionDialog(this.page, "node-config").opened();
    }
}
