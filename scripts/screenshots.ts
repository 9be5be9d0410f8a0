/**
 * `npm run screenshots`: renews the pictures in docs/images from the built package, in a real Node-RED and a real
 * browser. The Japanese one needs a font with its characters (Debian: fonts-noto-cjk). On a Node-RED that has a dark
 * theme, which is 5 or newer (WMW_TEST_NODE_RED names its folder), it renews the picture of that alone.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Page } from "playwright-core";
import { connectionId, exampleFlows } from "../demo/example";
import { type Platform } from "../demo/platform";
import { CONNECTIONS } from "../nodes/lib/saved-nodes";
import { EditorSession, hasDarkTheme, type EditorSetup } from "../test/editor/editor-session";
import { onTab } from "../test/editor/flows";
import { startAsNewcomer, STEPS } from "../test/editor/newcomers-walk";
import { type ConnectionDialog } from "../test/editor/pages/connection-dialog";
import { type Dialog } from "../test/editor/pages/dialog";
import { MonitorSidebar } from "../test/editor/pages/monitor-sidebar";
import { configNode, downlinkNode, LOGIN, uplinkNode } from "../test/support/flow-nodes";
import { connectionsNode, thingParkNode } from "../test/support/thingpark-nodes";

const FOLDER = join(__dirname, "..", "docs", "images");
const ENTERPRISE = "1234";

/** Nodes to open the dialogs of. Their connection is inactive: nobody is to be called from here. */
const DIALOGS = onTab(
    [
        configNode(0, {
            name: "my-wmw-connection",
            region: "Staging",
            customHostname: "",
            enterpriseId: "1705",
            tls: "",
            active: false,
        }),
        thingParkNode("https://platform.example.com/thingpark/dx/core/latest/api", { tls: "" }),
    ],
    [
        uplinkNode(),
        downlinkNode({ devEUIs: "2F635F01080008E5, 2F635F02*", wires: [[]] }),
        connectionsNode({
            parameters: CONNECTIONS.defaults.parameters,
            ifExists: "update",
            waitUntilOpened: true,
            wires: [[]],
        }),
    ],
);

const DIALOGS_SETUP: EditorSetup = { flows: DIALOGS, credentials: { config: LOGIN } };

/** The first example with the login of the stand-in. */
function exampleAtWork(mqttPort: number): EditorSetup {
    const flows = exampleFlows(mqttPort);
    return { flows, credentials: { [connectionId(flows)]: LOGIN } };
}

/** The first example at work: connected, and a command in the debug sidebar. */
async function takeExample({ page, editor, platform }: EditorSession): Promise<void> {
    await page.setViewportSize({ width: 1280, height: 860 });
    await editor.showDebugSidebar();
    await editor.palette.search("wmw");
    await editor.nodeCalled("to WMW").status("connected");
    await editor.nodeCalled("commands from WMW").status("connected");
    await platform.sendDownlink(ENTERPRISE, {
        DevEUI_downlink: {
            Time: new Date().toISOString(),
            DevEUI: "20635F0100000001",
            FPort: 2,
            payload_hex: "01012c",
            Confirmed: "0",
        },
    });
    await editor.unfold(editor.debugMessage("DevEUI_downlink"), 2);
    await page.screenshot({ path: picture("editor"), animations: "disabled" });
}

/** What the test of a connection says of a password that is not right. */
async function takeFailedTest({ page, editor }: EditorSession): Promise<void> {
    await page.setViewportSize({ width: 1280, height: 1060 });
    const dialog = await (await editor.nodeCalled("to WMW").edit()).editConnection();
    await dialog.fill("password", "mistyped");
    await dialog.test.run();
    await takeDialog("connection-test", page, dialog);
}

/** The sidebar with the devices of the first example. */
async function takeMonitor({ page, editor }: EditorSession): Promise<void> {
    await page.setViewportSize({ width: 1280, height: 820 });
    const sidebar = new MonitorSidebar(page);
    await editor.nodeCalled("to WMW").status("connected");
    await sidebar.show();
    await sidebar.widenSidebar(480);
    await sidebar.devices.nth(3).waitFor();
    await sidebar.content.screenshot({ path: picture("monitor"), animations: "disabled" });
}

/** How high the window is for a picture of the walk: it is to show a whole dialog, or all devices. */
const WALK_HEIGHTS: Readonly<Record<string, number>> = { "first-connection": 1060, "first-devices": 880 };

/** The first flow, as the README tells of it. */
async function takeWalk(): Promise<void> {
    const newcomer = await startAsNewcomer();
    try {
        for (const { picture: name, take } of STEPS) {
            const height = WALK_HEIGHTS[name ?? ""];
            if (height !== undefined) await newcomer.page.setViewportSize({ width: 1280, height });
            await take(newcomer);
            if (name === undefined) continue;
            // One that tells of the deploy would cover the header.
            await newcomer.page.locator(".red-ui-notification").first().waitFor({ state: "detached" });
            await newcomer.page.screenshot({ path: picture(name), animations: "disabled" });
        }
    } finally {
        await newcomer.leave();
    }
}

async function takeDialogs(session: EditorSession): Promise<void> {
    const { page, editor } = session;
    const take = (name: string, dialog: Dialog): Promise<void> => takeDialog(name, page, dialog);
    for (const [id, height] of [
        ["uplink", 600],
        ["downlink", 600],
        ["connections", 740],
    ] as const) {
        await page.setViewportSize({ width: 1280, height });
        const dialog = await editor.node(id).edit();
        await take(`${id}-dialog`, dialog);
        await dialog.cancel();
    }
    const dialog = await openConnection(session);
    await take("connection-dialog", dialog);
    await page.setViewportSize({ width: 1280, height: 800 });
    await dialog.chooseRegion("custom");
    await dialog.fill("customHostname", "mqtts://broker.example.com");
    await take("connection-dialog-problem", dialog);
}

/** The dialog of the connection, in the language of the session. */
async function openConnection({ page, editor }: EditorSession): Promise<ConnectionDialog> {
    await page.setViewportSize({ width: 1280, height: 730 });
    return (await editor.node("uplink").edit()).editConnection();
}

async function takeLanguage(locale: string): Promise<void> {
    await inSession(
        () => ({ ...DIALOGS_SETUP, locale }),
        async (session) =>
            takeDialog(`connection-dialog-${locale}`, session.page, await openConnection(session)),
    );
}

async function takeDarkTheme(): Promise<void> {
    await inSession(
        () => DIALOGS_SETUP,
        async (session) => {
            await session.editor.useTheme("dark");
            await takeDialog("connection-dialog-dark", session.page, await openConnection(session));
        },
    );
}

async function takeDialog(name: string, page: Page, dialog: Dialog): Promise<void> {
    await page.screenshot({ path: picture(name), animations: "disabled", clip: await dialog.area() });
}

function picture(name: string): string {
    return join(FOLDER, `${name}.png`);
}

async function inSession(
    setup: (platform: Platform) => EditorSetup,
    take: (session: EditorSession) => Promise<void>,
): Promise<void> {
    const session = await EditorSession.start(setup);
    try {
        await take(session);
    } finally {
        await session.stop();
    }
}

async function main(): Promise<void> {
    mkdirSync(FOLDER, { recursive: true });
    if (hasDarkTheme) return takeDarkTheme();
    const example = ({ mqttPort }: Platform): EditorSetup => exampleAtWork(mqttPort);
    await inSession(example, takeExample);
    await inSession(example, takeFailedTest);
    await inSession(example, takeMonitor);
    await takeWalk();
    await inSession(() => DIALOGS_SETUP, takeDialogs);
    for (const locale of ["fr", "ja"]) await takeLanguage(locale);
}

main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
