import should from "should";
import type { Locator, Page } from "playwright-core";
import { watchErrors } from "../../support/browser";

/** The platform's page in a browser, as a user works with it; each step waits until it can be taken. */
export class PlatformPage {
    readonly page: Page;
    /** The addresses that the browser has asked for. */
    readonly requests: string[] = [];
    readonly #address: string;
    readonly #errors: string[];

    private constructor(page: Page, address: string) {
        this.page = page;
        this.#address = address;
        this.#errors = watchErrors(page);
        page.on("request", (request) => this.requests.push(request.url()));
    }

    /** Opens the platform's page in a tab; `hash` is where on it. */
    static async open(tab: Page, address: string, hash = ""): Promise<PlatformPage> {
        const opened = new PlatformPage(tab, address);
        await tab.goto(`${address}/${hash}`);
        await opened.sees("Live");
        return opened;
    }

    /** Leaves the tab to the next one. */
    async leave(): Promise<void> {
        for (const event of ["request", "pageerror", "console"]) this.page.removeAllListeners(event);
        await this.page.unrouteAll();
        await this.page.goto("about:blank");
    }

    /** Waits until a text, or one that matches, is to be seen. */
    async sees(text: string | RegExp): Promise<void> {
        await this.#visible(text).waitFor();
    }

    /** Waits until no such text is to be seen. */
    async seesNo(text: string): Promise<void> {
        await this.#visible(text).waitFor({ state: "hidden" });
    }

    /** Waits for the row of a device in the list, and gives its cells. */
    async deviceCells(devEUI: string): Promise<string[]> {
        const row = this.table("Devices").getByRole("row", { name: devEUI });
        await row.waitFor();
        return row.getByRole("cell").allInnerTexts();
    }

    /** Waits until so many MQTT clients are connected. */
    async seesClients(count: number): Promise<void> {
        await this.page
            .locator("div")
            .filter({ hasText: new RegExp(`^\\s*MQTT clients\\s*${count}\\s*$`) })
            .waitFor();
    }

    table(name: string): Locator {
        return this.page.getByRole("table", { name });
    }

    /** Waits for the list of devices that are not registered, and gives its rows but for their buttons. */
    async unknownDevices(): Promise<string[]> {
        const items = this.page.getByRole("list", { name: "Not registered" }).getByRole("listitem");
        await items.first().waitFor();
        const texts = await items.allInnerTexts();
        return texts.map((text) => text.replace(/\s+/g, " ").replace(/ Add$/, ""));
    }

    async openDevice(devEUI: string): Promise<void> {
        await this.page.getByRole("link", { name: devEUI }).click();
        await this.page.getByRole("heading", { name: devEUI }).waitFor();
    }

    /** The rows of the status messages, newest first, without the head; waits for a text in one of them. */
    async statusMessages(expected: string): Promise<string[]> {
        const rows = this.table("Status messages").getByRole("row");
        await rows.filter({ hasText: expected }).first().waitFor();
        const texts = await rows.allInnerTexts();
        return texts.slice(1).map((text) => text.replace(/\s+/g, " ").trim());
    }

    /** Waits for the last message to be this one. */
    async seesNewest(text: string): Promise<void> {
        const newest = this.table("Status messages").locator("tbody").first();
        await newest.filter({ hasText: text }).waitFor();
    }

    async startToAdd(): Promise<void> {
        await this.page.getByRole("button", { name: "Add a device" }).click();
    }

    /** Fills in and sends the dialog for a device. */
    async fillInDevice(device: { identifier?: string; type?: string }): Promise<void> {
        const dialog = this.dialog();
        if (device.identifier !== undefined) {
            await dialog.getByLabel("Unique device identifier").fill(device.identifier);
        }
        if (device.type !== undefined) await dialog.getByLabel("Device type").fill(device.type);
        await dialog.getByRole("button", { name: "Add" }).click();
    }

    dialog(): Locator {
        return this.page.getByRole("dialog", { name: "Add a device" });
    }

    async sendDownlink(downlink: { fPort?: string; payload: string; confirmed?: boolean }): Promise<void> {
        const form = this.page.getByRole("region", { name: "Send a downlink" });
        if (downlink.fPort !== undefined) await form.getByLabel("FPort").fill(downlink.fPort);
        await form.getByLabel("Payload (hex)").fill(downlink.payload);
        await form.getByLabel("Confirmed").setChecked(downlink.confirmed ?? false);
        await form.getByRole("button", { name: "Send" }).click();
    }

    async chooseEnterprise(id: string): Promise<void> {
        await this.page.getByLabel("Enterprise").selectOption(id);
    }

    /** The name of the element that has the focus, as a test of keyboards wants to know it. */
    async focused(): Promise<string> {
        const focused = this.page.locator(":focus");
        return (await focused.getAttribute("aria-label")) ?? (await focused.innerText());
    }

    /** How many pixels wide the page is, to be compared with the screen. */
    async width(): Promise<number> {
        return this.page.evaluate<number>("document.documentElement.scrollWidth");
    }

    /** That the browser was told of a refusal by this status is as it should be, and no error any more. */
    expectRefusal(status: number): void {
        const index = this.#errors.findIndex((error) => error.includes(`status of ${status}`));
        should(index).not.equal(-1, `no answer of ${status}`);
        this.#errors.splice(index, 1);
    }

    /** What failed while the platform was away is no error. */
    forgetLostConnections(): void {
        const others = this.#errors.filter((error) => !/net::ERR_(CONNECTION|INCOMPLETE|EMPTY)/.test(error));
        this.#errors.splice(0, this.#errors.length, ...others);
    }

    /** Nothing went wrong that was not expected, and nobody but the platform was asked for anything. */
    assertQuiet(): void {
        should(this.#errors).eql([]);
        should(this.requests.filter((url) => !url.startsWith(`${this.#address}/`))).eql([]);
    }

    #visible(text: string | RegExp): Locator {
        return this.page.getByText(text, { exact: true }).filter({ visible: true }).first();
    }
}
