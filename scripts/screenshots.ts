/**
 * `npm run screenshots`: renews the pictures in docs/images from the built package, in a real Node-RED and a real
 * browser. The picture of the dark theme is renewed only on a Node-RED that has one, which is 5 or newer; the
 * Japanese ones need a font with its characters (Debian: fonts-noto-cjk).
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
import { type Dialog } from "../test/editor/pages/dialog";
import { MonitorSidebar } from "../test/editor/pages/monitor-sidebar";
import { configNode, downlinkNode, LOGIN, uplinkNode } from "../test/support/flow-nodes";
import { textsOf } from "../test/support/locale-files";
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
    await page.setViewportSize({ width: 1280, height: 1000 });
    const dialog = await (await editor.nodeCalled("to WMW").edit()).editConnection();
    await dialog.test.run();
    await takeDialog("connection-test", page, dialog);
}

/** The sidebar with the devices of the first example. */
async function takeMonitor({ page, editor }: EditorSession): Promise<void> {
    await page.setViewportSize({ width: 1280, height: 760 });
    const sidebar = new MonitorSidebar(page);
    await editor.nodeCalled("to WMW").status("connected");
    await sidebar.show();
    await sidebar.widenSidebar(480);
    await sidebar.devices.nth(3).waitFor();
    await sidebar.content.screenshot({ path: picture("monitor"), animations: "disabled" });
}

/** The first flow, as the README tells of it. */
async function takeWalk(): Promise<void> {
    const newcomer = await startAsNewcomer();
    try {
        for (const { picture: name, take } of STEPS) {
            await take(newcomer);
            if (name) await newcomer.page.screenshot({ path: picture(name), animations: "disabled" });
        }
    } finally {
        await newcomer.leave();
    }
}

async function takeDialogs({ page, editor }: EditorSession): Promise<void> {
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
    await page.setViewportSize({ width: 1280, height: 730 });
    const dialog = await (await editor.node("uplink").edit()).editConnection();
    await take("connection-dialog", dialog);
    if (hasDarkTheme) {
        await editor.useTheme("dark");
        await take("connection-dialog-dark", dialog);
        await editor.useTheme("light");
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await dialog.chooseRegion("custom");
    await dialog.fill("customHostname", "mqtts://broker.example.com");
    await take("connection-dialog-problem", dialog);
}

/** The first example and its dialog of the connection in another language than English. */
async function takeLanguage(locale: string): Promise<void> {
    const connected = textsOf("wmw-config", locale).get("status.connected") ?? "";
    await inSession(
        ({ mqttPort }) => ({ ...exampleAtWork(mqttPort), locale }),
        async ({ page, editor }) => {
            await page.setViewportSize({ width: 1280, height: 860 });
            await editor.nodeCalled("to WMW").status(connected);
            await editor.nodeCalled("commands from WMW").status(connected);
            const sidebar = new MonitorSidebar(page);
            await sidebar.show();
            await sidebar.devices.nth(3).waitFor();
            await page.screenshot({ path: picture(`editor-${locale}`), animations: "disabled" });
            const dialog = await (await editor.nodeCalled("to WMW").edit()).editConnection();
            await takeDialog(`connection-dialog-${locale}`, page, dialog);
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
    const example = ({ mqttPort }: Platform): EditorSetup => exampleAtWork(mqttPort);
    await inSession(example, takeExample);
    await inSession(example, takeMonitor);
    await takeWalk();
    await inSession(() => ({ flows: DIALOGS, credentials: { config: LOGIN } }), takeDialogs);
    for (const locale of ["fr", "ja"]) await takeLanguage(locale);
}

main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
