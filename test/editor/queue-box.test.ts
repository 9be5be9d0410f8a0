import should from "should";
import { freePort } from "../../demo/ports";
import { type FlowNode } from "../../demo/user-directory";
import { AdminApi } from "../support/admin-api";
import { describeWithBrowser } from "../support/browser";
import { uplink } from "../support/documents";
import { configNode, injectNode, uplinkNode } from "../support/flow-nodes";
import { answersTaken } from "./answers-taken";
import { contrast, READABLE } from "./contrast";
import { EditorSession, THEMES } from "./editor-session";
import { onTab } from "./flows";
import { type ConnectionDialog } from "./pages/connection-dialog";
import { type Editor } from "./pages/editor";

/** An inject node that gives one document to an uplink node: by its button, or as soon as the flows have started. */
function injectInto(into: string, changes: FlowNode = {}): FlowNode {
    return injectNode(`inject-${into}`, uplink(), into, changes);
}

const AT_START = { once: true };

/** What Chromium's console says of a request that was answered with an error. */
function failedRequest(status: string): string {
    return `Failed to load resource: the server responded with a status of ${status}`;
}

describeWithBrowser("the box of the queue in the dialog of a connection", () => {
    let session: EditorSession;
    let editor: Editor;
    let api: AdminApi;
    let dialog: ConnectionDialog;
    /** Ports where nobody listens, so that documents wait: where `config` leads first, and where later. */
    let first: number;
    let second: number;

    before(async () => {
        [first, second] = [await freePort(), await freePort()];
        session = await EditorSession.start(() => ({ flows: flows(first) }));
        ({ editor } = session);
        api = new AdminApi(new URL(session.page.url()).origin);
    });

    after(() => session.stop());

    afterEach(() => editor.closeDialogs());

    /** One connection, and documents for it. */
    function flows(port: number): FlowNode[] {
        return onTab([configNode(port, { tls: "" })], [injectInto("uplink"), uplinkNode()]);
    }

    /** The same, beside two connections that will be deleted: to the same destination, and to another one. */
    function flowsWithTwoMore(port: number): FlowNode[] {
        const inject = (into: string): FlowNode => injectInto(into, AT_START);
        return onTab(
            [
                configNode(port, { tls: "" }),
                configNode(port, { id: "twin", tls: "" }),
                configNode(port, { id: "other", tls: "", enterpriseId: "1705" }),
            ],
            [
                injectInto("uplink"),
                uplinkNode(),
                inject("to-twin"),
                uplinkNode({ id: "to-twin", connection: "twin" }),
                inject("to-other"),
                uplinkNode({ id: "to-other", connection: "other" }),
            ],
        );
    }

    async function open(): Promise<void> {
        dialog = await (await editor.node("uplink").edit()).editConnection();
    }

    /** Opens the dialog where there is nothing to show, and waits until it has taken the answer that says so. */
    async function openWithoutBox(): Promise<void> {
        const answered = session.page.waitForResponse(/\/wmw\/queue\/config$/);
        await open();
        await answered;
        await answersTaken(session.page);
        (await dialog.queue.isVisible()).should.be.false();
    }

    /** Discards what waits for an enterprise, as another editor would. */
    async function discardElsewhere(enterpriseId: string): Promise<void> {
        const { queues } = (await api.get("wmw/queue/config")) as { queues: FlowNode[] };
        const queue = queues.find((each) => each.enterpriseId === enterpriseId)?.id;
        const answer = await session.ask("wmw/queue/config", { action: "discard", queue });
        answer.status().should.equal(200);
    }

    async function deploy(nodes: FlowNode[]): Promise<void> {
        await api.deploy(nodes, "full");
        await editor.reload();
    }

    it("is not there where nothing waits", openWithoutBox);

    it("is not there, and asks for nothing, before the connection is deployed", async () => {
        const asked: string[] = [];
        session.page.on("request", (request) => asked.push(request.url()));
        dialog = await (await editor.node("uplink").edit()).addConnection();
        (await dialog.queue.isVisible()).should.be.false();
        await editor.closeDialogs();
        asked.filter((url) => url.includes("/wmw/queue/")).should.be.empty();
    });

    it("says how many documents wait for where, and since when", async () => {
        await editor.node("inject-uplink").pressButton();
        await editor.node("uplink").status("refused, 1 queued");
        await open();
        const [text] = await dialog.queue.rows(1);
        should(text).match(
            new RegExp(
                `^1 document waiting for mqtts://localhost:${first}, enterprise 1234, since .*\\d.*\\.$`,
            ),
        );
        (await dialog.queue.actions(0)).should.deepEqual(["Discard"]);
    });

    it("counts the documents in words", async () => {
        await editor.node("inject-uplink").pressButton();
        await editor.node("uplink").status("refused, 2 queued");
        await open();
        const [text] = await dialog.queue.rows(1);
        should(text).startWith("2 documents waiting for ");
    });

    it("shows what was left behind when the connection was pointed elsewhere, and how it is sent", async () => {
        await open();
        await dialog.fill("customHostname", `localhost:${second}`);
        await dialog.save();
        await editor.openNodeDialog().save();
        await editor.deploy();
        await open();
        const [text] = await dialog.queue.rows(1);
        should(text).startWith(`2 documents waiting for mqtts://localhost:${first}, enterprise 1234, since `);
        should(text).endWith("configure that destination again and deploy, then it is sent by itself.");
        (await dialog.queue.actions(0)).should.deepEqual(["Discard"]);
    });

    for (const theme of THEMES) {
        it(`can be read in the ${theme} theme`, async () => {
            await open();
            await dialog.queue.press(0, "Discard");
            await editor.useTheme(theme);
            for (const part of await dialog.queue.parts(0)) {
                (await contrast(part)).should.be.aboveOrEqual(READABLE);
            }
            await editor.useTheme("light");
        });
    }

    it("asks before it discards, and keeps what is to be kept", async () => {
        await open();
        await dialog.queue.press(0, "Discard");
        should(await dialog.queue.question(0).textContent()).equal(
            "Discard 2 documents? What is discarded cannot be brought back.",
        );
        await dialog.queue.press(0, "Keep");
        (await dialog.queue.actions(0)).should.deepEqual(["Discard"]);
        await editor.closeDialogs();
        await open();
        const [text] = await dialog.queue.rows(1);
        should(text).startWith("2 documents ");
    });

    it("discards by the keyboard alone, and leaves the keyboard where it can go on", async () => {
        const { keyboard } = session.page;
        const focused = session.page.locator(":focus");
        await open();
        await dialog.queue.rows(1);
        await dialog.test.copyButton.focus();
        await keyboard.press("Tab");
        await dialog.queue.button(0, "Discard").and(focused).waitFor();
        await keyboard.press("Enter");
        await dialog.queue.button(0, "Keep").and(focused).waitFor();
        await keyboard.press("Enter");
        await dialog.queue.button(0, "Discard").and(focused).waitFor();
        await keyboard.press("Space");
        await dialog.queue.button(0, "Keep").and(focused).waitFor();
        await keyboard.press("Shift+Tab");
        await dialog.queue.button(0, "Discard").and(focused).waitFor();
        await keyboard.press("Enter");
        await dialog.queue.told(`2 documents for mqtts://localhost:${first} discarded.`);
        await dialog.queue.gone();
        await dialog.moreSettings.and(focused).waitFor();
    });

    it("has nothing to show once all is discarded", openWithoutBox);

    it("shows what deleted connections have left, and what can be done with it", async () => {
        await deploy(flowsWithTwoMore(second));
        await editor.node("to-twin").status("refused, 1 queued");
        await editor.node("to-other").status("refused, 1 queued");
        await deploy(flows(second));
        await open();
        await dialog.queue.rows(2);
        const twin = dialog.queue.rowAbout("enterprise 1234");
        await twin.getByText("This one leads there too: it can resume what waits.").waitFor();
        (await twin.getByRole("button").allTextContents()).should.deepEqual(["Resume", "Discard"]);
        const other = dialog.queue.rowAbout("enterprise 1705");
        await other.getByText("a connection that leads there can resume it.").waitFor();
        (await other.getByRole("button").allTextContents()).should.deepEqual(["Discard"]);
    });

    it("resumes what a deleted connection has left for the same destination", async () => {
        await open();
        await dialog.queue.rowAbout("enterprise 1234").getByRole("button", { name: "Resume" }).click();
        await dialog.queue.told(`1 document for mqtts://localhost:${second} resumed.`);
        await dialog.queue.rowAbout("This one leads there too").waitFor({ state: "detached" });
        await editor.closeDialogs();
        await editor.node("uplink").status("refused, 1 queued");
    });

    it("says so where Node-RED does not answer, and keeps what it has shown", async () => {
        await open();
        const current = dialog.queue.rowAbout("enterprise 1234");
        await current.getByText(/^1 document /).waitFor();
        await session.page.route("**/wmw/queue/config", (route) => route.abort());
        await current.getByRole("button", { name: "Discard" }).click();
        await current.getByText(/^Discard 1 document\?/).waitFor();
        await current.getByRole("button", { name: "Discard" }).click();
        await dialog.queue.told("The queue was not changed: Node-RED does not answer");
        await current.getByText(/^Discard 1 document\?/).waitFor({ state: "detached" });
        await current.getByRole("button", { name: "Discard" }).waitFor();
        await session.page.unroute("**/wmw/queue/config");
        for (const error of editor.errors.splice(0)) error.should.match(/ERR_FAILED/);
    });

    it("discards what waits for where the connection leads now, and says before how much that is by then", async () => {
        await open();
        const current = dialog.queue.rowAbout("enterprise 1234");
        await current.getByText(/^1 document /).waitFor();
        (await session.ask("inject/inject-uplink", {})).ok().should.be.true();
        await editor.node("uplink").status("refused, 2 queued");
        await current.getByRole("button", { name: "Discard" }).click();
        await current.getByText(/^Discard 2 documents\?/).waitFor();
        await current.getByRole("button", { name: "Discard" }).click();
        await dialog.queue.told(`2 documents for mqtts://localhost:${second} discarded.`);
        await current.waitFor({ state: "detached" });
        await editor.closeDialogs();
        await editor.node("uplink").status("refused");
    });

    it("says so where somebody else has already discarded a queue, and shows what is left", async () => {
        await open();
        await dialog.queue.rows(1);
        const gone = dialog.queue.rowAbout("enterprise 1705");
        await gone.getByRole("button", { name: "Discard" }).click();
        await gone.getByRole("button", { name: "Keep" }).waitFor();
        await discardElsewhere("1705");
        await gone.getByRole("button", { name: "Discard" }).click();
        await dialog.queue.told("The queue was not changed: there is no such queue");
        await dialog.queue.gone();
        editor.errors.splice(0).should.deepEqual([failedRequest("404 (Not Found)")]);
    });

    describe("afterwards", () => {
        it("has left no error on the page", () => {
            editor.errors.should.be.empty();
        });
    });
});

describeWithBrowser("the box of the queue, to somebody who may look but not deploy", () => {
    let session: EditorSession;

    before(async () => {
        const port = await freePort();
        session = await EditorSession.start(() => ({
            flows: onTab([configNode(port, { tls: "" })], [injectInto("uplink", AT_START), uplinkNode()]),
            settings: {
                adminAuth: { type: "credentials", users: [], default: { permissions: "read" } },
            },
        }));
    });

    after(() => session.stop());

    it("says that this needs the permission to deploy, and changes nothing", async () => {
        await session.editor.node("uplink").status("refused, 1 queued");
        const dialog = await (await session.editor.node("uplink").edit()).editConnection();
        await dialog.queue.press(0, "Discard");
        await dialog.queue.question(0).waitFor();
        await dialog.queue.press(0, "Discard");
        await dialog.queue.told(
            "The queue was not changed: this needs the permission to deploy (flows.write)",
        );
        const [text] = await dialog.queue.rows(1);
        should(text).startWith("1 document waiting");
        session.editor.errors.should.deepEqual([failedRequest("401 (Unauthorized)")]);
    });
});
