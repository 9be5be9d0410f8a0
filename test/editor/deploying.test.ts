import { type Response } from "playwright-core";
import should from "should";
import { type Platform } from "../../demo/platform";
import { type FlowNode } from "../../demo/user-directory";
import { describeWithBrowser } from "../support/browser";
import { configNode, downlinkNode, LOGIN, uplinkNode } from "../support/flow-nodes";
import { EditorSession } from "./editor-session";
import { onTab } from "./flows";
import { type Editor } from "./pages/editor";

const EXAMPLE = ["@wmw-nodes/node-red-wmw", "1 Start", "first-uplink-and-downlink"];

function flows({ mqttPort }: Platform): FlowNode[] {
    return onTab(
        [
            configNode(mqttPort, { tls: "" }),
            configNode(mqttPort, { id: "wrong", tls: "" }),
            configNode(mqttPort, { id: "off", tls: "", active: false }),
        ],
        [
            uplinkNode(),
            downlinkNode({ wires: [[]] }),
            uplinkNode({ id: "refused", connection: "wrong" }),
            uplinkNode({ id: "inactive", connection: "off" }),
        ],
    );
}

describeWithBrowser("deploying from the editor", () => {
    let session: EditorSession;
    let editor: Editor;

    before(async () => {
        session = await EditorSession.start((platform) => ({
            flows: flows(platform),
            credentials: { wrong: { ...LOGIN, password: "not the password" } },
        }));
        ({ editor } = session);
    });

    after(() => session.stop());

    afterEach(() => editor.closeDialogs());

    it("shows in words why a node is not connected", async () => {
        (await editor.node("refused").status("wrong username or password")).should.equal("ring-red");
        (await editor.node("inactive").status("deactivated")).should.equal("ring-grey");
    });

    it("connects with the username and password that were typed", async () => {
        const node = await editor.node("uplink").edit();
        const connection = await node.editConnection();
        await connection.fill("username", LOGIN.username);
        await connection.fill("password", LOGIN.password);
        await connection.save();
        await node.save();
        await editor.deploy();
        (await editor.node("uplink").status("connected")).should.equal("dot-green");
        (await editor.node("downlink").status("connected")).should.equal("dot-green");
    });

    it("keeps the stored password on the server: the dialog has a placeholder, and the eye nothing to show", async () => {
        const answers: Promise<string>[] = [];
        const listen = (response: Response): void => {
            if (/\/(flows|credentials)\b/.test(response.url())) answers.push(response.text());
        };
        session.page.on("response", listen);
        await editor.reload();
        const dialog = await (await editor.node("uplink").edit()).editConnection();
        (await dialog.value("username")).should.equal(LOGIN.username);
        (await dialog.value("password")).should.equal("__PWRD__");
        (await dialog.refused()).should.be.empty();
        (await dialog.eye.isDisabled()).should.be.true();
        should(await dialog.eye.getAttribute("title")).match(/^A stored password cannot be shown/);
        session.page.off("response", listen);
        const received = await Promise.all(answers);
        received.filter((text) => text.includes(LOGIN.username)).should.have.length(1);
        for (const text of received) text.should.not.containEql(LOGIN.password);
        (await session.page.content()).should.not.containEql(LOGIN.password);
    });

    it("replaces a stored password as a whole when one types into it", async () => {
        const dialog = await (await editor.node("uplink").edit()).editConnection();
        await dialog.field("password").click();
        await session.page.keyboard.type("new");
        (await dialog.value("password")).should.equal("new");
        (await dialog.eye.isEnabled()).should.be.true();
    });

    it("runs the example from the Import menu once its connection is filled in", async () => {
        await editor.importExample(...EXAMPLE);
        await editor.showFlow("First uplink and downlink");
        const uplink = editor.nodeCalled("to WMW");
        const node = await uplink.edit();
        const connection = await node.editConnection();
        await connection.fill("customHostname", `localhost:${session.platform.mqttPort}`);
        await connection.fill("username", LOGIN.username);
        await connection.fill("password", LOGIN.password);
        (await connection.preview()).broker.should.equal(session.platform.mqttUrl);
        await connection.save();
        await node.save();
        const received = session.platform.next("document");
        await editor.deploy();
        await received;
        (await uplink.status("connected")).should.equal("dot-green");
    });

    describe("afterwards", () => {
        it("has left no error on the page", () => {
            editor.errors.should.be.empty();
        });
    });
});
