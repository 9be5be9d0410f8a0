import should from "should";
import { describeWithBrowser } from "../support/browser";
import { configNode, uplinkNode } from "../support/flow-nodes";
import { EditorSession } from "./editor-session";
import { onTab } from "./flows";
import { type ConnectionDialog } from "./pages/connection-dialog";
import { type Editor } from "./pages/editor";

const AS_KEY = "1c4a9b07e2d85f36";

describeWithBrowser("the settings for commands in the dialog of a connection", () => {
    let session: EditorSession;
    let editor: Editor;
    let dialog: ConnectionDialog;

    before(async () => {
        session = await EditorSession.start(() => ({
            // As it was saved before there were these settings.
            flows: onTab([configNode(8883, { tls: "", active: false })], [uplinkNode()]),
        }));
        ({ editor } = session);
    });

    after(() => session.stop());

    beforeEach(async () => {
        dialog = await (await editor.node("uplink").edit()).editConnection();
        await dialog.showMoreSettings();
    });

    afterEach(() => editor.closeDialogs());

    async function deploy(): Promise<void> {
        await dialog.save();
        await editor.openNodeDialog().save();
        await editor.deploy();
    }

    async function openAgain(): Promise<void> {
        dialog = await (await editor.node("uplink").edit()).editConnection();
    }

    /** Whether the server keeps a key: it tells no more. */
    async function hasKey(): Promise<unknown> {
        const answer: unknown = await (await session.ask("credentials/wmw-config/config")).json();
        return Reflect.get(Object(answer), "has_downlinkAsKey");
    }

    it("are those that hold where none were saved", async () => {
        (await dialog.refused()).should.be.empty();
        (await dialog.field("downlinkEnabled").isChecked()).should.be.true();
        (await dialog.values(["downlinkPort", "downlinkAsId", "downlinkAsKey"])).should.deepEqual({
            downlinkPort: "",
            downlinkAsId: "",
            downlinkAsKey: "",
        });
    });

    it("say below each field what it is for", async () => {
        for (const [name, begin] of [
            ["downlinkEnabled", "Clear it for a connection that only sends uplinks:"],
            ["downlinkPort", "1 to 224, for commands that come without an FPort."],
            ["downlinkAsId", "The ID of your application server in ThingPark,"],
            ["downlinkAsKey", "The key that belongs to this AS_ID."],
            ["sharedGroup", "Connections with the same group share the commands:"],
        ] as const) {
            (await dialog.hint(name).isVisible()).should.be.true();
            should(await dialog.hint(name).textContent()).startWith(begin);
            should(await dialog.field(name).getAttribute("aria-describedby")).equal(`wmw-hint-${name}`);
        }
    });

    it("refuse what is no FPort, and say why", async () => {
        for (const text of ["0", "225", "1.5", "-1", "two"]) {
            await dialog.fill("downlinkPort", text);
            (await dialog.refused()).should.deepEqual(["downlinkPort"], text);
        }
        (await dialog.reason("downlinkPort")).should.equal(
            "Default FPort: expected a whole number of 1 to 224",
        );
        for (const text of ["", "1", "224", " 7 "]) {
            await dialog.fill("downlinkPort", text);
            (await dialog.refused()).should.deepEqual([], text);
        }
    });

    it("show in the preview whether commands come at all", async () => {
        (await dialog.preview()).downlink.should.equal("downlink_1234");
        await dialog.field("downlinkEnabled").press("Space");
        (await dialog.preview()).downlink.should.equal("none: commands are not received");
        await dialog.field("downlinkEnabled").press("Space");
        (await dialog.preview()).downlink.should.equal("downlink_1234");
    });

    it("come back as they were deployed, but for the key, which stays on the server", async () => {
        await dialog.field("downlinkEnabled").uncheck();
        await dialog.fill("downlinkPort", "7");
        await dialog.fill("downlinkAsId", "TWA_1.2.AS");
        await dialog.fill("downlinkAsKey", AS_KEY);
        await deploy();
        await editor.reload();
        await openAgain();
        (await dialog.field("downlinkEnabled").isChecked()).should.be.false();
        (await dialog.values(["downlinkPort", "downlinkAsId", "downlinkAsKey"])).should.deepEqual({
            downlinkPort: "7",
            downlinkAsId: "TWA_1.2.AS",
            downlinkAsKey: "__PWRD__",
        });
        should(await dialog.field("downlinkAsKey").getAttribute("type")).equal("password");
        (await session.page.content()).should.not.containEql(AS_KEY);
        should(await hasKey()).be.true();
    });

    it("keep a stored key that nobody touches", async () => {
        await dialog.fill("downlinkPort", "8");
        await deploy();
        should(await hasKey()).be.true();
    });

    it("replace a stored key as a whole when one types into it", async () => {
        (await dialog.value("downlinkAsKey")).should.equal("__PWRD__");
        await dialog.field("downlinkAsKey").click();
        await session.page.keyboard.type("new");
        (await dialog.value("downlinkAsKey")).should.equal("new");
    });

    it("forget a stored key once its field is emptied", async () => {
        await dialog.fill("downlinkAsKey", "");
        await deploy();
        await openAgain();
        should(await hasKey()).be.false();
        (await dialog.value("downlinkAsKey")).should.equal("");
    });

    it("fit into 400 pixels, with the rest of the dialog", async () => {
        await session.useNarrowDialogs();
        (await dialog.cutOff()).should.be.empty();
    });

    describe("afterwards", () => {
        it("has left no error on the page", () => {
            editor.errors.should.be.empty();
        });
    });
});
