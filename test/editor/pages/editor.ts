import { type ConsoleMessage, type Locator, type Page } from "playwright-core";
import { watchErrors } from "../../support/browser";
import { CanvasNode } from "./canvas-node";
import { Dialog } from "./dialog";
import { Help } from "./help";
import { NodeDialog } from "./node-dialog";
import { Palette } from "./palette";

/** Node-RED only logs it when a function of a node's definition throws. */
const DEFINITION_ERROR = /^(oneditprepare|oneditsave|oneditcancel|Validation error|Definition error|Error)/;

// What the function that runs in the page needs of the page.
interface Themed {
    readonly classList: { toggle(name: string, force: boolean): boolean };
}

/** Node-RED's editor in a browser. */
export class Editor {
    readonly palette: Palette;
    readonly help: Help;
    /** What went wrong in the page since it was opened. */
    readonly errors: string[];
    readonly #page: Page;

    constructor(page: Page) {
        this.#page = page;
        this.palette = new Palette(page);
        this.help = new Help(page);
        this.errors = watchErrors(page);
        page.on("console", (message: ConsoleMessage) => {
            if (message.type() !== "error" && DEFINITION_ERROR.test(message.text()))
                this.errors.push(message.text());
        });
    }

    /** Opens the editor, and waits until it has loaded its flows. */
    async open(url: string): Promise<void> {
        await this.#page.goto(url);
        await this.loaded();
    }

    /** Opens the editor of a Node-RED that has no flows yet. */
    async openNew(url: string): Promise<void> {
        await this.#page.goto(url);
        await this.palette.loaded();
    }

    async reload(): Promise<void> {
        await this.#page.reload();
        await this.loaded();
    }

    node(id: string): CanvasNode {
        return new CanvasNode(this.#page, this.#page.locator(`[id="${id}"]`));
    }

    /** A node whose id is not known, as that of an imported one: by its label. */
    nodeCalled(label: string): CanvasNode {
        const has = this.#page.getByText(label, { exact: true });
        return new CanvasNode(this.#page, this.#page.locator(".red-ui-flow-node-group", { has }));
    }

    /** The dialog of a node that is open, or comes back when the one of its connection is closed. */
    openNodeDialog(): NodeDialog {
        return new NodeDialog(this.#page);
    }

    /** Deploys, and waits until the server has taken the flows. */
    async deploy(): Promise<void> {
        const saved = this.#page.waitForResponse(
            (response) => response.request().method() === "POST" && response.url().endsWith("/flows"),
        );
        await this.#page.locator("#red-ui-header-button-deploy").click();
        const response = await saved;
        if (!response.ok()) throw new Error(`deploy: ${response.status()}`);
    }

    /** Imports an example of the package by the menu: the names of its folders and at last its own. */
    async importExample(...path: string[]): Promise<void> {
        await this.chooseExample(...path);
        await this.importChosen();
    }

    /** Chooses an example in the dialog that the menu opens. */
    async chooseExample(...path: string[]): Promise<void> {
        await this.#page.locator("#red-ui-header-button-sidemenu").click();
        await this.#page.locator("#menu-item-import").click();
        await this.#importDialog.locator(".red-ui-tabs").getByText("Examples", { exact: true }).click();
        for (const name of path) await this.#importDialog.getByText(name, { exact: true }).click();
    }

    /** Imports what is chosen in that dialog. */
    async importChosen(): Promise<void> {
        await this.#importDialog.locator("#red-ui-clipboard-dialog-ok").click();
        await this.#importDialog.waitFor({ state: "hidden" });
    }

    get #importDialog(): Locator {
        const has = this.#page.locator("#red-ui-clipboard-dialog-ok");
        return this.#page.locator(".ui-dialog", { has });
    }

    /** Unfolds a debug message, so many levels deep. */
    async unfold(message: Locator, levels: number): Promise<void> {
        for (let level = 0; level < levels; level++) {
            await message.locator(".red-ui-debug-msg-object-handle").nth(level).click();
        }
        await this.#page.mouse.move(0, 0);
        await this.#page.locator(".red-ui-flow-node-highlighted").waitFor({ state: "detached" });
    }

    /** Switches to one of the themes that Node-RED 5 has, as its settings do. */
    async useTheme(theme: "light" | "dark"): Promise<void> {
        await this.#page
            .locator("html")
            .evaluate(
                (html: Themed, isDark) => html.classList.toggle("nr-theme-dark", isDark),
                theme === "dark",
            );
    }

    /** Shows a flow by the tab with its name. */
    async showFlow(name: string): Promise<void> {
        await this.#page.locator("#red-ui-workspace-tabs").getByText(name, { exact: true }).click();
    }

    /** Shows the debug messages in the sidebar, by its keys. */
    async showDebugSidebar(): Promise<void> {
        await this.#page.keyboard.press("Control+g");
        await this.#page.keyboard.press("d");
        await this.#page.locator(".red-ui-debug-content-list").waitFor();
    }

    /** The last debug message that holds a text. */
    debugMessage(text: string): Locator {
        return this.#page.locator(".red-ui-debug-msg", { hasText: text }).last();
    }

    /** Closes the dialogs that a test has left open. */
    async closeDialogs(): Promise<void> {
        // A dialog that was opened from another hides that one until it is closed.
        for (const dialog of [new Dialog(this.#page, "node-config"), new Dialog(this.#page, "node")]) {
            if (await dialog.isOpen()) await dialog.cancel();
        }
        await this.#page.locator(".red-ui-tray").waitFor({ state: "detached" });
    }

    /** Saves the dialogs that are open, the topmost first. */
    async saveDialogs(): Promise<void> {
        for (const dialog of [new Dialog(this.#page, "node-config"), new Dialog(this.#page, "node")]) {
            if (await dialog.isOpen()) await dialog.save();
        }
    }

    private async loaded(): Promise<void> {
        await this.#page.locator("#red-ui-workspace .red-ui-flow-node-group").first().waitFor();
        await this.#page.locator("#red-ui-loading-progress").waitFor({ state: "hidden" });
    }
}
