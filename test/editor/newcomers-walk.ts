import { type Page } from "playwright-core";
import should from "should";
import { startNodeRed } from "../../demo/node-red-process";
import { startPlatform, type Platform } from "../../demo/platform";
import { launchBrowser, withoutAnimations } from "../support/browser";
import { LOGIN } from "../support/flow-nodes";
import { installPackedPackage } from "../support/packed-package";
import { OFFLINE } from "./editor-session";
import { Editor } from "./pages/editor";
import { MonitorSidebar } from "./pages/monitor-sidebar";

/** The first example, as the Import menu shows it. */
const FIRST_EXAMPLE = ["@wmw-nodes/node-red-wmw", "1 Start", "first-uplink-and-downlink"];

/** Where somebody is who meets the package for the first time. */
export interface Newcomer {
    readonly page: Page;
    readonly editor: Editor;
    readonly sidebar: MonitorSidebar;
    readonly platform: Platform;
    /** Ends all of it. */
    leave(): Promise<void>;
}

/** Something that a newcomer does, and what there is to see then. */
export interface Step {
    readonly name: string;
    /** Under this name a picture of it stands in docs/images. */
    readonly picture?: string;
    readonly take: (newcomer: Newcomer) => Promise<void>;
}

/** The README's first flow, step by step. */
export const STEPS: readonly Step[] = [
    {
        name: "finds the first example in the Import menu",
        take: ({ editor }) => editor.chooseExample(...FIRST_EXAMPLE),
    },
    {
        name: "imports it, and sees what is to be filled in",
        async take({ editor }) {
            await editor.importChosen();
            await editor.showFlow("First uplink and downlink");
            should(await editor.nodeCalled("to WMW").label()).equal("to WMW");
        },
    },
    {
        name: "fills in the connection, and tests it",
        picture: "first-connection",
        async take({ editor, platform }) {
            const node = await editor.nodeCalled("to WMW").edit();
            const connection = await node.editConnection();
            await connection.chooseRegion("custom");
            await connection.fill("customHostname", `localhost:${platform.mqttPort}`);
            await connection.fill("enterpriseId", "1234");
            await connection.fill("username", LOGIN.username);
            await connection.fill("password", LOGIN.password);
            should(await connection.test.run()).startWith("The connection works");
        },
    },
    {
        name: "deploys, and both nodes are connected",
        async take({ editor }) {
            await editor.saveDialogs();
            await editor.deploy();
            await editor.nodeCalled("to WMW").status("connected");
            await editor.nodeCalled("commands from WMW").status("connected");
        },
    },
    {
        name: "sees the devices in the sidebar",
        picture: "first-devices",
        async take({ sidebar }) {
            await sidebar.show();
            await sidebar.device("Meeting room").waitFor();
            await sidebar.devices.nth(3).waitFor();
        },
    },
];

/** All that a newcomer has: the package freshly installed in a Node-RED without flows, and its editor open. */
export async function startAsNewcomer(): Promise<Newcomer> {
    const ends: (() => unknown)[] = [];
    const leave = async (): Promise<void> => {
        for (let end = ends.pop(); end; end = ends.pop()) await end();
    };
    try {
        const platform = await startPlatform();
        ends.push(() => platform.close());
        const userDirectory = await installPackedPackage({ caPem: platform.caPem, settings: OFFLINE });
        ends.push(() => userDirectory.remove());
        const nodeRed = await startNodeRed({ userDirectory });
        ends.push(() => nodeRed.stop());
        const browser = await launchBrowser();
        ends.push(() => browser.close());
        const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        await withoutAnimations(page);
        const editor = new Editor(page);
        await nodeRed.ready;
        await editor.openNew(nodeRed.url);
        return { page, editor, sidebar: new MonitorSidebar(page), platform, leave };
    } catch (error) {
        await leave();
        throw error;
    }
}
