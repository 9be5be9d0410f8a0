import { type Locator, type Page } from "playwright-core";
import { NodeDialog } from "./node-dialog";

/** A node on the canvas. */
export class CanvasNode {
    readonly #page: Page;
    readonly #group: Locator;

    constructor(page: Page, group: Locator) {
        this.#page = page;
        this.#group = group;
    }

    async label(): Promise<string> {
        return (await this.#group.locator(".red-ui-flow-node-label").textContent()) ?? "";
    }

    /** Waits until the node shows this status, and gives colour and shape: `dot-green`. */
    async status(text: string): Promise<string> {
        const label = this.#group.locator(".red-ui-flow-node-status-label");
        await label.and(this.#page.getByText(text, { exact: true })).waitFor();
        const classes = await this.#group.locator(".red-ui-flow-node-status").getAttribute("class");
        return classes?.replace(/^.*red-ui-flow-node-status-/, "") ?? "";
    }

    /** The triangle that Node-RED puts on a node that is not set up rightly. */
    get warning(): Locator {
        return this.#group.locator(".red-ui-flow-node-error");
    }

    /** What a port says when one points at it. */
    async portLabel(kind: "input" | "output"): Promise<string> {
        await this.#group.locator(`.red-ui-flow-port-${kind} .red-ui-flow-port`).hover();
        const tooltip = this.#page.locator(".red-ui-flow-port-tooltip");
        const text = await tooltip.textContent();
        await this.#page.mouse.move(0, 0);
        await tooltip.waitFor({ state: "detached" });
        return text ?? "";
    }

    /** Presses the button that an inject node has. */
    async pressButton(): Promise<void> {
        await this.#group.locator(".red-ui-flow-node-button-button").click();
    }

    /** Selects the node and presses Enter, which opens its dialog. */
    async edit(): Promise<NodeDialog> {
        await this.#group.locator(".red-ui-flow-node").click();
        await this.#page.keyboard.press("Enter");
        return new NodeDialog(this.#page).opened();
    }
}
