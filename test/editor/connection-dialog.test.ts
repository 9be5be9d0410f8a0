import should from "should";
import { type FlowNode } from "../../demo/user-directory";
import { describeWithBrowser } from "../support/browser";
import { configNode, uplinkNode } from "../support/flow-nodes";
import { describeConnectionFields } from "./connection-fields";
import { EditorSession } from "./editor-session";
import { onTab } from "./flows";
import { type ConnectionDialog } from "./pages/connection-dialog";
import { type Editor } from "./pages/editor";

/** What the fields of the queue and of the reconnecting hold in a new connection. */
const QUEUE_DEFAULTS = {
    reconnectStrategy: "normal",
    queue: "disk",
    queueLimit: "100000",
    queueMaxMB: "256",
    whenFull: "reject-new",
    uplinkTimeValidity: "",
    sharedGroup: "",
};

/** A connection as it was saved before there were these fields. */
function withoutQueueFields(node: FlowNode): FlowNode {
    return Object.fromEntries(Object.entries(node).filter(([name]) => !(name in QUEUE_DEFAULTS)));
}

describeWithBrowser("the dialog of a connection", () => {
    let session: EditorSession;
    let editor: Editor;
    let dialog: ConnectionDialog;

    before(async () => {
        session = await EditorSession.start(() => ({
            flows: onTab(
                [
                    // Nobody is to be called from here.
                    configNode(8883, { tls: "", customHostname: "broker.example.com", active: false }),
                    configNode(8883, { id: "far", tls: "", region: "Mars" }),
                    configNode(8883, { id: "number", tls: "", keepalive: 0 }),
                    configNode(8883, { id: "variable", tls: "", region: "${REGION}", queue: "${QUEUE}" }),
                    withoutQueueFields(configNode(8883, { id: "early", tls: "", active: false })),
                ],
                [
                    uplinkNode(),
                    ...["far", "number", "variable", "early"].map((id) =>
                        uplinkNode({ id: `to-${id}`, connection: id }),
                    ),
                ],
            ),
            settings: { wmwConfigRegions: { EU: "eu.example.com:8884" } },
        }));
        ({ editor } = session);
    });

    after(() => session.stop());

    async function open(node: string): Promise<void> {
        dialog = await (await editor.node(node).edit()).editConnection();
    }

    describeConnectionFields(() => session);

    describe("opened anew", () => {
        beforeEach(() => open("uplink"));

        afterEach(() => editor.closeDialogs());

        it("takes the name of an environment variable in each field for text", async () => {
            await dialog.showMoreSettings();
            for (const name of [
                "name",
                "customHostname",
                "enterpriseId",
                "username",
                "password",
                "description",
                "clientId",
                "keepalive",
                "connectTimeout",
                "actionTimeout",
                "queueLimit",
                "queueMaxMB",
                "uplinkTimeValidity",
                "inFlight",
                "downlinkPort",
                "downlinkAsId",
                "downlinkAsKey",
                "sharedGroup",
            ]) {
                await dialog.fill(name, `\${WMW_${name.toUpperCase()}}`);
            }
            (await dialog.refused()).should.be.empty();
            (await dialog.preview()).should.deepEqual({
                broker: "mqtts://${WMW_CUSTOMHOSTNAME}",
                uplink: "uplink_${WMW_ENTERPRISEID}",
                downlink: "downlink_${WMW_ENTERPRISEID}",
            });
        });

        it("can be filled in and saved by the keyboard alone", async () => {
            const { keyboard } = session.page;
            const press = async (key: string, focused: string): Promise<void> => {
                await keyboard.press(key);
                await session.page.locator(`${focused}:focus`).waitFor();
            };
            const field = (name: string): string => `#node-config-input-${name}`;
            await dialog.field("name").focus();
            await keyboard.type("By keyboard");
            await press("Tab", field("region"));
            await press("Tab", field("customHostname"));
            await press("Tab", field("enterpriseId"));
            await keyboard.type("1705");
            await press("Tab", field("username"));
            await press("Tab", field("password"));
            await keyboard.type("secret");
            await press("Tab", ".wmw-eye");
            await press("Space", ".wmw-eye");
            should(await dialog.field("password").getAttribute("type")).equal("text");
            await press("Tab", field("description"));
            await press("Tab", ".wmw-test-button");
            await press("Tab", ".wmw-copy-button");
            await press("Tab", "#wmw-connection-dialog summary");
            await press("Enter", "#wmw-connection-dialog summary");
            for (const name of [
                "active",
                "tls",
                "protocolVersion",
                "clientId",
                "keepalive",
                "connectTimeout",
                "actionTimeout",
                "reconnectStrategy",
                "queue",
                "queueLimit",
                "queueMaxMB",
                "whenFull",
                "uplinkTimeValidity",
                "inFlight",
                "downlinkEnabled",
                "downlinkPort",
                "downlinkAsId",
                "downlinkAsKey",
                "sharedGroup",
            ]) {
                await press("Tab", field(name));
            }
            await press("Shift+Tab", field("downlinkAsKey"));
            await press("Shift+Tab", field("downlinkAsId"));
            await press("Shift+Tab", field("downlinkPort"));
            await keyboard.type("10");
            await keyboard.press("Control+Enter");
            await dialog.closed();

            const nodeDialog = editor.openNodeDialog();
            (await nodeDialog.options("connection"))
                .slice(0, 1)
                .should.deepEqual([["config", "By keyboard"]]);
            const again = await nodeDialog.editConnection();
            (await again.value("enterpriseId")).should.equal("1705");
            (await again.value("downlinkPort")).should.equal("10");
        });
    });

    describe("of a connection that was saved with something wrong", () => {
        afterEach(() => editor.closeDialogs());

        it("marks a region that this Node-RED does not know", async () => {
            await editor.node("to-far").warning.waitFor();
            await open("to-far");
            await dialog
                .field("region")
                .locator("option", { hasText: "Mars (unknown)" })
                .waitFor({ state: "attached" });
            (await dialog.value("region")).should.equal("Mars");
            (await dialog.refused()).should.deepEqual(["region"]);
            (await dialog.reason("region")).should.equal("Region: not known to this Node-RED");
        });

        it("unfolds the rare settings where one of them is wrong", async () => {
            await open("to-number");
            await dialog.field("keepalive").waitFor();
            (await dialog.refused()).should.deepEqual(["keepalive"]);
        });

        it("keeps an environment variable as the region", async () => {
            await open("to-variable");
            (await dialog.value("region")).should.equal("${REGION}");
            (await dialog.refused()).should.be.empty();
            (await dialog.preview()).broker.should.equal("${REGION}");
            (await dialog.field("customHostname").isVisible()).should.be.true();
        });

        it("keeps an environment variable where the choice is from a list", async () => {
            await open("to-variable");
            (await dialog.value("queue")).should.equal("${QUEUE}");
            await dialog.save();
            const again = await editor.openNodeDialog().editConnection();
            (await again.value("queue")).should.equal("${QUEUE}");
        });

        it("finds nothing wrong with one that was saved before there was a queue, and shows what holds", async () => {
            (await editor.node("to-early").warning.isVisible()).should.be.false();
            await open("to-early");
            (await dialog.refused()).should.be.empty();
            (await dialog.values(Object.keys(QUEUE_DEFAULTS))).should.deepEqual(QUEUE_DEFAULTS);
        });
    });

    describe("of a new connection", () => {
        afterEach(() => editor.closeDialogs());

        it("keeps uplinks on disk and refuses them when it is full, unless told otherwise", async () => {
            dialog = await (await editor.node("uplink").edit()).addConnection();
            (await dialog.values(Object.keys(QUEUE_DEFAULTS))).should.deepEqual(QUEUE_DEFAULTS);
        });

        it("saves what was chosen", async () => {
            const chosen = {
                reconnectStrategy: "calm",
                queue: "memory",
                queueLimit: "500",
                queueMaxMB: "10",
                whenFull: "drop-oldest",
                uplinkTimeValidity: "72h",
                sharedGroup: "replicas",
            };
            dialog = await (await editor.node("uplink").edit()).addConnection();
            await dialog.fill("enterpriseId", "1705");
            await dialog.showMoreSettings();
            for (const [name, value] of Object.entries(chosen)) await dialog.enter(name, value);
            await dialog.save();
            const again = await editor.openNodeDialog().editConnection();
            (await again.values(Object.keys(chosen))).should.deepEqual(chosen);
        });
    });

    describe("afterwards", () => {
        it("has left no error on the page", () => {
            editor.errors.should.be.empty();
        });
    });
});
