import should from "should";
import { describeWithBrowser } from "../support/browser";
import { configNode, downlinkNode, LOGIN, uplinkNode } from "../support/flow-nodes";
import { EditorSession } from "./editor-session";
import { onTab } from "./flows";
import { type Editor } from "./pages/editor";
import { type NodeDialog } from "./pages/node-dialog";

describeWithBrowser("the nodes in the editor", function () {
    let session: EditorSession;
    let editor: Editor;

    before(async () => {
        session = await EditorSession.start((platform) => ({
            flows: onTab(
                [configNode(platform.mqttPort, { tls: "" }), configNode(1, { id: "named", name: "My WMW" })],
                [
                    uplinkNode(),
                    downlinkNode({ wires: [[]] }),
                    uplinkNode({ id: "named-uplink", name: "to WMW", connection: "named" }),
                    downlinkNode({ id: "named-downlink", name: "from WMW", wires: [[]] }),
                    uplinkNode({ id: "unconnected", connection: "" }),
                ],
            ),
            credentials: { config: LOGIN },
        }));
        ({ editor } = session);
    });

    after(() => session.stop());

    it("stand in the palette under WMW", async () => {
        (await editor.palette.title()).should.equal("WMW");
        (await editor.palette.labels())
            .sort()
            .should.deepEqual(["wmw connections", "wmw downlink in", "wmw uplink out"]);
    });

    for (const [type, label, purpose] of [
        ["wmw-uplink-out", "wmw uplink out", "Sends ThingPark documents of devices to WMW."],
        [
            "wmw-connections",
            "wmw connections",
            "Creates, updates, deletes, gets and lists connections of ThingPark to WMW.",
        ],
        ["wmw-downlink-in", "wmw downlink in", "Receives downlink commands for devices from WMW."],
    ] as const) {
        it(`say in the palette what they are for: ${type}`, async () => {
            const [title, text] = await editor.palette.tooltip(type);
            should(title).equal(label);
            should(text).equal(purpose);
        });

        it(`have an icon that the server knows: ${type}`, async () => {
            const icon = await editor.palette.icon(type);
            icon.should.endWith(`${type}.svg`);
            const response = await session.ask(icon);
            response.status().should.equal(200);
            should(response.headers()["content-type"]).startWith("image/svg+xml");
        });
    }

    it("are called by their type until they have a name", async () => {
        (await editor.node("uplink").label()).should.equal("wmw uplink out");
        (await editor.node("downlink").label()).should.equal("wmw downlink in");
        (await editor.node("named-uplink").label()).should.equal("to WMW");
        (await editor.node("named-downlink").label()).should.equal("from WMW");
    });

    it("say what goes through their ports", async () => {
        (await editor.node("uplink").portLabel("input")).should.equal("ThingPark document");
        (await editor.node("downlink").portLabel("output")).should.equal("downlink command");
    });

    it("are marked where they have no connection, and only there", async () => {
        await editor.node("unconnected").warning.waitFor();
        (await editor.node("unconnected").status("no connection selected")).should.equal("ring-red");
        (await editor.node("uplink").warning.isVisible()).should.be.false();
        (await editor.node("downlink").warning.isVisible()).should.be.false();
    });

    describe("in their dialogs", () => {
        afterEach(() => editor.closeDialogs());

        it("offer the connections by name, or else by enterprise", async () => {
            const dialog = await editor.node("uplink").edit();
            (await dialog.options("connection")).slice(0, 2).should.deepEqual([
                ["config", "enterprise 1234"],
                ["named", "My WMW"],
            ]);
        });

        it("want a connection to be chosen", async () => {
            const dialog = await editor.node("unconnected").edit();
            (await dialog.refused()).should.deepEqual(["connection"]);
        });
    });

    describe("in the dialog of wmw-downlink-in", () => {
        let dialog: NodeDialog;

        before(async () => {
            dialog = await editor.node("downlink").edit();
        });

        after(() => editor.closeDialogs());

        for (const devEUIs of [
            "",
            "2F635F01080008E5",
            "2f635f01080008e5, 2F635F02*\n2F635F01080008E6",
            "*",
            "${DEVEUIS}",
        ]) {
            it(`take the DevEUIs ${JSON.stringify(devEUIs)}`, async () => {
                await dialog.fill("devEUIs", devEUIs);
                (await dialog.refused()).should.be.empty();
            });
        }

        for (const devEUIs of ["2F635F01080008E", "2F635F01080008E50", "2F635F01080008EX", "*8E5"]) {
            it(`refuse the DevEUIs ${JSON.stringify(devEUIs)}`, async () => {
                await dialog.fill("devEUIs", devEUIs);
                (await dialog.refused()).should.deepEqual(["devEUIs"]);
            });
        }

        it("say what they expect of DevEUIs", async () => {
            await dialog.fill("devEUIs", "2F63");
            (await dialog.reason("devEUIs")).should.equal(
                "DevEUIs: expected DevEUIs of 16 hex digits, or fewer and a *",
            );
        });
    });

    describe("have help in the sidebar", () => {
        afterEach(() => editor.closeDialogs());

        it("for wmw-uplink-out", async () => {
            const dialog = await editor.node("uplink").edit();
            await dialog.showHelp();
            await editor.help.shown("wmw uplink out");
            await editor.help.text.locator("> p:first-child").waitFor();
            (await editor.help.headings()).should.deepEqual([
                "Inputs",
                "Details",
                "Source",
                "Format",
                "QoS",
                "Errors",
                "References",
            ]);
        });

        it("for wmw-downlink-in", async () => {
            const dialog = await editor.node("downlink").edit();
            await dialog.showHelp();
            await editor.help.shown("wmw downlink in");
            await editor.help.text.locator("> p:first-child").waitFor();
            (await editor.help.headings()).should.deepEqual([
                "Outputs",
                "Details",
                "Format",
                "Errors",
                "References",
            ]);
        });

        it("for wmw-config", async () => {
            const dialog = await (await editor.node("uplink").edit()).editConnection();
            await dialog.showHelp();
            await editor.help.shown("WMW connection");
            await editor.help.text.locator("> p:first-child").waitFor();
            (await editor.help.headings()).should.deepEqual(["Details", "More settings", "References"]);
        });
    });

    describe("afterwards", () => {
        it("has left no error on the page", () => {
            editor.errors.should.be.empty();
        });
    });
});
