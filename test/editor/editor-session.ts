import { type APIResponse, type Page } from "playwright-core";
import { nodeRedRequire } from "../../demo/node-red-install";
import { startNodeRed } from "../../demo/node-red-process";
import { startPlatform, type Platform } from "../../demo/platform";
import { type Credentials, type FlowNode } from "../../demo/user-directory";
import { launchBrowser, withoutAnimations } from "../support/browser";
import { LIGHT_SETTINGS } from "../support/light-settings";
import { Editor } from "./pages/editor";

export interface EditorSetup {
    readonly flows: readonly FlowNode[];
    readonly credentials?: Credentials;
    readonly settings?: Readonly<Record<string, unknown>>;
    /** The language of the browser, which the editor speaks; English unless one is given. */
    readonly locale?: string;
}

const { version } = nodeRedRequire("./package.json") as { version: string };

/** Whether this Node-RED has a dark theme beside the light one. */
export const hasDarkTheme = Number.parseInt(version) >= 5;

/** The themes that this Node-RED has. */
export const THEMES = hasDarkTheme ? (["light", "dark"] as const) : (["light"] as const);

const TIMEOUT_MS = 30_000;

/** Else the editor asks the internet for the nodes that could be installed. */
export const OFFLINE = { externalModules: { palette: { allowInstall: false } } };

/** A stand-in platform, a Node-RED of its own that trusts it, and a browser with its editor open. */
export class EditorSession {
    readonly #steps: (() => unknown)[];

    private constructor(
        readonly platform: Platform,
        readonly page: Page,
        readonly editor: Editor,
        steps: (() => unknown)[],
    ) {
        this.#steps = steps;
    }

    /** Starts all of it; what has been started is stopped again where a later step fails. */
    static async start(
        setup: (platform: Platform) => EditorSetup | Promise<EditorSetup>,
    ): Promise<EditorSession> {
        const steps: (() => unknown)[] = [];
        try {
            const platform = await startPlatform();
            steps.push(() => platform.close());
            const { flows, credentials = {}, settings = {}, locale = "en-US" } = await setup(platform);
            const nodeRed = await startNodeRed({
                flows,
                credentials,
                settings: { ...OFFLINE, ...LIGHT_SETTINGS, ...settings },
                caPem: platform.caPem,
            });
            steps.push(() => nodeRed.stop());
            const browser = await launchBrowser();
            steps.push(() => browser.close());
            const page = await browser.newPage({ locale, viewport: { width: 1300, height: 1000 } });
            await withoutAnimations(page);
            page.setDefaultTimeout(TIMEOUT_MS);
            const editor = new Editor(page);
            await nodeRed.ready;
            await editor.open(nodeRed.url);
            return new EditorSession(platform, page, editor, steps);
        } catch (error) {
            await stopAll(steps);
            throw error;
        }
    }

    /**
     * Asks Node-RED past its page: by a GET, or by a POST where there is something to post. Each time by a connection
     * of its own: Node-RED closes one that nobody uses for 5 s, on a slow machine just when it is to be used again.
     */
    async ask(path: string, post?: object): Promise<APIResponse> {
        return this.page.request.fetch(new URL(path, this.page.url()).href, {
            headers: { connection: "close" },
            ...(post ? { method: "POST", data: post } : {}),
        });
    }

    /** Makes the window so small that Node-RED leaves 400 pixels for a dialog. */
    async useNarrowDialogs(): Promise<void> {
        await this.page.setViewportSize({ width: 730, height: 800 });
    }

    async stop(): Promise<void> {
        await stopAll(this.#steps);
    }
}

async function stopAll(steps: (() => unknown)[]): Promise<void> {
    for (let step = steps.pop(); step; step = steps.pop()) await step();
}
