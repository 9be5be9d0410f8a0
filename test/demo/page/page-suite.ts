import type { MqttClient } from "mqtt";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Platform, PlatformOptions } from "../../../demo/platform";
import { launchBrowser } from "../../support/browser";
import { Cleanup } from "../support";
import { PlatformPage } from "./platform-page";

export const DEVICE = "20635F01000000A1";
export const OTHER = "20635F01000000A2";
export const STRANGER = "20635F01000000FF";
export const TYPE = "Elsys ELT-2 External temperature";

/** What a suite on the platform's page has: a browser as long as it runs. To be made in the suite's `describe`. */
export class PageSuite {
    readonly cleanup = new Cleanup();
    #browser: Browser | undefined;
    /** One that all tests use that want no other: to make one takes longer than most of them do. */
    #tab: Page | undefined;

    constructor() {
        before(async () => {
            this.#browser = await launchBrowser();
            this.#tab = await this.openTab({});
        });
        after(() => this.#browser?.close());
    }

    /** A platform whose enterprise 1234 has one device. */
    async platformWithDevice(options: PlatformOptions = {}): Promise<Platform> {
        const platform = await this.cleanup.platform(options);
        platform.addDevice("1234", { uniqueIdentifier: DEVICE, deviceType: TYPE });
        return platform;
    }

    /** A tab of a reader in Paris. */
    async openTab(options: BrowserContextOptions): Promise<Page> {
        if (!this.#browser) throw new Error("the browser runs only while tests do");
        return this.#browser.newPage({ timezoneId: "Europe/Paris", ...options });
    }

    /** Opens the page of a platform in the common tab; `hash` is where on it. */
    async open(platform: Platform, hash?: string): Promise<PlatformPage> {
        if (!this.#tab) throw new Error("the browser runs only while tests do");
        const page = await PlatformPage.open(this.#tab, platform.httpUrl, hash);
        this.cleanup.add(() => page.leave());
        return page;
    }
}

/** Sends documents of enterprise 1234, one after the other; resolves when the platform has all of them. */
export async function send(client: MqttClient, ...documents: object[]): Promise<void> {
    for (const document of documents) {
        await client.publishAsync("uplink_1234", JSON.stringify(document), { qos: 1 });
    }
}
