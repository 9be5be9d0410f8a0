import { once } from "node:events";
import { createServer, type Server } from "node:net";
import should from "should";
import { freePort } from "../../demo/ports";
import { AdminApi } from "../support/admin-api";
import { describeWithBrowser } from "../support/browser";
import { uplink } from "../support/documents";
import { configNode, injectNode, uplinkNode } from "../support/flow-nodes";
import { answersTaken } from "./answers-taken";
import { EditorSession } from "./editor-session";
import { onTab } from "./flows";
import { MonitorSidebar } from "./pages/monitor-sidebar";

/** What the texts of queues are called, by which their buttons are described. */
const IDS_OF_QUEUES = '[...document.querySelectorAll(".wmw-queue li > p[id]")].map(({ id }) => id)';

/** Where the page asks what waits. */
const QUEUE = "wmw/queue/config";

/** How many documents wait by an answer. */
function documentsIn(answer: unknown): number {
    const { queues } = answer as { queues: { documents: number }[] };
    return queues.reduce((sum, { documents }) => sum + documents, 0);
}

describeWithBrowser("the sidebar of a connection whose documents wait", () => {
    let session: EditorSession;
    let sidebar: MonitorSidebar;
    let api: AdminApi;

    before(async () => {
        const port = await freePort();
        session = await EditorSession.start(() => ({
            flows: onTab(
                [configNode(port, { tls: "" })],
                [injectNode("inject", uplink(), "uplink"), uplinkNode()],
            ),
        }));
        api = new AdminApi(new URL(session.page.url()).origin);
        sidebar = new MonitorSidebar(session.page);
        await sidebar.show();
    });

    after(() => session.stop());

    async function sendUplink(): Promise<void> {
        await session.editor.node("inject").pressButton();
    }

    /** Holds the first answer that says that so many documents wait, and gives what lets go of it. */
    function holdAnswerWith(documents: number): Promise<() => Promise<void>> {
        return new Promise((resolve) => {
            let holds = false;
            void session.page.route(`**/${QUEUE}`, async (route) => {
                const response = await route.fetch();
                const isToBeHeld = !holds && documentsIn(await response.json()) === documents;
                if (!isToBeHeld) return route.fulfill({ response });
                holds = true;
                resolve(() => route.fulfill({ response }));
            });
        });
    }

    /** Resolves when the page is answered that so many documents wait. */
    async function answerWith(documents: number): Promise<void> {
        await session.page.waitForResponse(
            async (response) =>
                response.url().endsWith(`/${QUEUE}`) && documentsIn(await response.json()) === documents,
        );
    }

    /** Discards what waits, as another editor would. */
    async function discardElsewhere(): Promise<void> {
        const { queues } = (await api.get(QUEUE)) as { queues: { id: string }[] };
        const answer = await session.ask(QUEUE, { action: "discard", queue: queues[0]?.id });
        answer.status().should.equal(200);
    }

    it("offers to discard them, as soon as there are any", async () => {
        await sidebar.says("refused");
        (await sidebar.button("Discard").isVisible()).should.be.false();
        await sendUplink();
        await sidebar.says(/^1 document waiting for /);
        await sidebar.button("Discard").waitFor();
    });

    it("names its queue otherwise than the dialog of the connection beside it", async () => {
        await sidebar.button("Settings").click();
        await session.page.locator("#wmw-connection-dialog .wmw-queue li").waitFor();
        const ids = await session.page.evaluate<string[]>(IDS_OF_QUEUES);
        should(ids).have.length(2);
        should(new Set(ids).size).equal(2);
        await session.editor.closeDialogs();
    });

    it("counts on while more come, and while it asks whether to discard them", async () => {
        await sendUplink();
        await sidebar.says(/^2 documents waiting for /);
        await sidebar.button("Discard").click();
        await sidebar.says("Discard 2 documents? What is discarded cannot be brought back.");
        await sendUplink();
        await sidebar.says("Discard 3 documents? What is discarded cannot be brought back.");
        await sidebar.button("Keep").click();
        await sidebar.says(/^3 documents waiting for /);
    });

    it("discards them by the keyboard alone, and leaves the keyboard where it can go on", async () => {
        const { keyboard } = session.page;
        const focused = session.page.locator(":focus");
        await sidebar.button("Discard").focus();
        await keyboard.press("Enter");
        await sidebar.button("Keep").and(focused).waitFor();
        await keyboard.press("Shift+Tab");
        await sidebar.button("Discard").and(focused).waitFor();
        await keyboard.press("Enter");
        await sidebar.button("Discard").waitFor({ state: "detached" });
        await sidebar.button("Settings").and(focused).waitFor();
        await sidebar.count("queued", 0);
    });

    it("shows what the server answered last, however long an earlier answer takes", async () => {
        const held = holdAnswerWith(1);
        const heldAnswer = answerWith(1);
        await sendUplink();
        const release = await held;
        await sidebar.count("queued", 1);
        const lastAnswer = answerWith(0);
        await discardElsewhere();
        await sidebar.count("queued", 0);
        await release();
        await heldAnswer;
        await lastAnswer;
        await answersTaken(session.page);
        (await sidebar.button("Discard").isVisible()).should.be.false();
    });

    it("has left no error on the page", () => {
        session.editor.errors.should.be.empty();
    });
});

describeWithBrowser(
    "the sidebar of a connection that has room for some of what a deleted one has left",
    () => {
        let session: EditorSession;
        let sidebar: MonitorSidebar;

        before(async () => {
            const port = await freePort();
            const config = configNode(port, { tls: "", queueLimit: "2", whenFull: "reject-new" });
            const left = configNode(port, { id: "left", tls: "", name: "another" });
            const inject = injectNode("inject", uplink(), "to-left");
            const toLeft = uplinkNode({ id: "to-left", connection: "left" });
            session = await EditorSession.start(() => ({
                flows: onTab([config, left], [uplinkNode(), inject, toLeft]),
            }));
            for (let sent = 0; sent < 3; sent += 1) await session.editor.node("inject").pressButton();
            await session.editor.node("to-left").status("refused, 3 queued");
            await new AdminApi(new URL(session.page.url()).origin).deploy(
                onTab([config], [uplinkNode()]),
                "full",
            );
            await session.editor.reload();
            sidebar = new MonitorSidebar(session.page);
        });

        after(() => session.stop());

        it("offers the rest again", async () => {
            await sidebar.show();
            await sidebar.says(/^3 documents waiting for /);
            await sidebar.button("Resume").click();
            await sidebar.says(/^2 documents waiting for /);
            await sidebar.says(/^1 document waiting for /);
            await sidebar.button("Resume").waitFor();
        });
    },
);

describeWithBrowser("the sidebar of a connection that is led elsewhere", () => {
    let session: EditorSession;

    before(async () => {
        const port = await freePort();
        const inject = injectNode("inject", uplink(), "uplink", { once: true });
        session = await EditorSession.start(() => ({
            flows: onTab([configNode(port, { tls: "" })], [inject, uplinkNode()]),
        }));
    });

    after(() => session.stop());

    it("tells what waits there, and what still waits for where it led before", async () => {
        const { editor, page } = session;
        const sidebar = new MonitorSidebar(page);
        await sidebar.show();
        await sidebar.says(/^1 document waiting for .*, enterprise 1234,/);
        const node = await editor.node("uplink").edit();
        const connection = await node.editConnection();
        await connection.fill("enterpriseId", "5678");
        await connection.save();
        await node.save();
        await editor.deploy();
        await sidebar.says(/^1 document waiting for .*, enterprise 5678,/);
        await sidebar.says(/^1 document waiting for .*, enterprise 1234,/);
    });
});

describeWithBrowser("the sidebar of a connection that waits for an answer of the broker", () => {
    let silent: Server;
    let session: EditorSession;
    let sidebar: MonitorSidebar;

    before(async () => {
        const port = await freePort();
        silent = createServer((socket) => socket.on("error", () => undefined)).listen(port, "127.0.0.1");
        await once(silent, "listening");
        const config = configNode(port, { tls: "", connectTimeout: "3600" });
        session = await EditorSession.start(() => ({
            flows: onTab([config], [injectNode("inject", uplink(), "uplink"), uplinkNode()]),
        }));
        sidebar = new MonitorSidebar(session.page);
    });

    after(async () => {
        await session.stop();
        silent.close();
    });

    it("offers to discard what comes meanwhile", async () => {
        const looked = session.page.waitForResponse(`**/${QUEUE}`);
        await sidebar.show();
        await sidebar.says("connecting");
        await looked;
        await session.editor.node("inject").pressButton();
        await sidebar.says(/^1 document waiting for /);
        await sidebar.button("Discard").waitFor();
    });
});
