import should from "should";
import { describeWithBrowser } from "../support/browser";
import { configNode, uplinkNode } from "../support/flow-nodes";
import { EditorSession } from "./editor-session";
import { onTab } from "./flows";
import { type Editor } from "./pages/editor";
import { type NodeDialog } from "./pages/node-dialog";

/** Each choice of each list, what it is called, and how its explanation begins. */
const CHOICES = {
    source: [
        [
            "auto",
            "Automatic",
            "Takes ThingPark documents, and events of The Things Stack v3 and ChirpStack v4,",
        ],
        ["thingpark", "ThingPark", "Takes ThingPark documents and sends them as they are."],
        ["tts", "The Things Stack v3", "Takes events of The Things Stack v3,"],
        ["chirpstack", "ChirpStack v4", "Takes JSON events of ChirpStack v4,"],
        ["any", "Any JSON, not checked", "Takes any JSON and sends it as it is."],
    ],
    format: [
        ["document", "Whole document", "Sends the document as ThingPark does, with its root key,"],
        ["metadata", "Uplink without its root key", "Sends what is inside DevEUI_uplink,"],
        ["payload", "Decoded payload only", "Sends only what a driver has decoded,"],
    ],
    qos: [
        ["1", "1: at least once", "Kept until the broker has acknowledged it."],
        ["0", "0: at most once", "Sent once and then forgotten:"],
    ],
} as const;

const LISTS = ["source", "format", "qos"] as const;

const DEFAULTS = { source: "auto", format: "document", qos: "1" };

/** From the last choice of a list to the first, then again: what is chosen is to differ from what was. */
function choiceInRow(name: (typeof LISTS)[number], row: number): (typeof CHOICES)[typeof name][number] {
    const choices = CHOICES[name];
    return choices[choices.length - 1 - (row % choices.length)] ?? choices[0];
}

describeWithBrowser("the dialog of wmw-uplink-out", () => {
    let session: EditorSession;
    let editor: Editor;
    let dialog: NodeDialog;

    before(async () => {
        session = await EditorSession.start(() => ({
            flows: onTab(
                [configNode(8883, { tls: "", active: false })],
                [
                    uplinkNode(),
                    uplinkNode({ id: "typed" }),
                    // As one writes it by hand: without what has a default.
                    { id: "early", type: "wmw-uplink-out", connection: "config" },
                    uplinkNode({ id: "variable", source: "${SOURCE}", format: "${FORMAT}" }),
                    uplinkNode({ id: "unknown", format: "xml" }),
                ],
            ),
        }));
        ({ editor } = session);
    });

    after(() => session.stop());

    afterEach(() => editor.closeDialogs());

    async function open(node: string): Promise<void> {
        dialog = await editor.node(node).edit();
    }

    for (const name of LISTS) {
        it(`offers each ${name}, and explains the one that is chosen`, async () => {
            await open("uplink");
            const offered = CHOICES[name].map(([value, text]) => [value, text]);
            (await dialog.options(name)).should.deepEqual(offered);
            for (const [value, , explanation] of CHOICES[name]) {
                await dialog.enter(name, value);
                should(await dialog.hint(name).textContent()).startWith(explanation);
                (await dialog.refused()).should.be.empty();
            }
        });
    }

    it("tells screen readers what a choice means, at once and when it changes", async () => {
        await open("uplink");
        for (const name of LISTS) {
            should(await dialog.field(name).getAttribute("aria-describedby")).equal(`wmw-hint-${name}`);
            should(await dialog.hint(name).getAttribute("aria-live")).equal("polite");
        }
    });

    it("brings back each choice that was saved", async () => {
        let saved: { name: (typeof LISTS)[number]; choice: ReturnType<typeof choiceInRow> }[] = [];
        const openAndCheck = async (): Promise<void> => {
            await open("uplink");
            for (const { name, choice } of saved) {
                const [value, , explanation] = choice;
                (await dialog.value(name)).should.equal(value);
                should(await dialog.hint(name).textContent()).startWith(explanation);
            }
        };
        for (const row of CHOICES.source.keys()) {
            await openAndCheck();
            saved = LISTS.map((name) => ({ name, choice: choiceInRow(name, row) }));
            for (const { name, choice } of saved) await dialog.enter(name, choice[0]);
            await dialog.save();
        }
        await openAndCheck();
    });

    it("is worked by the keyboard alone", async () => {
        const { keyboard } = session.page;
        await open("typed");
        await dialog.field("source").focus();
        for (const name of LISTS) {
            await dialog.field(name).and(session.page.locator(":focus")).waitFor();
            await keyboard.press("ArrowDown");
            const [, [value, , explanation]] = CHOICES[name];
            (await dialog.value(name)).should.equal(value);
            should(await dialog.hint(name).textContent()).startWith(explanation);
            await keyboard.press("Tab");
        }
        await dialog.field("name").and(session.page.locator(":focus")).waitFor();
        await keyboard.press("Control+Enter");
        await dialog.closed();
        await open("typed");
        (await dialog.values(LISTS)).should.deepEqual({ source: "thingpark", format: "metadata", qos: "0" });
    });

    it("shows the defaults of a node that was saved without these fields, and finds nothing wrong", async () => {
        (await editor.node("early").warning.isVisible()).should.be.false();
        await open("early");
        (await dialog.refused()).should.be.empty();
        (await dialog.values(LISTS)).should.deepEqual(DEFAULTS);
        should(await dialog.hint("format").textContent()).startWith(CHOICES.format[0][2]);
    });

    it("keeps environment variables, and says when they are known", async () => {
        (await editor.node("variable").warning.isVisible()).should.be.false();
        await open("variable");
        (await dialog.refused()).should.be.empty();
        should(await dialog.hint("source").textContent()).equal(
            "Taken from an environment variable when the flows start.",
        );
        await dialog.save();
        await open("variable");
        (await dialog.values(LISTS)).should.deepEqual({ source: "${SOURCE}", format: "${FORMAT}", qos: "1" });
    });

    it("marks a format that there is not, on the canvas too, until one is chosen", async () => {
        await editor.node("unknown").warning.waitFor();
        await open("unknown");
        (await dialog.refused()).should.deepEqual(["format"]);
        (await dialog.reason("format")).should.equal("Format: expected one of the list");
        await dialog.enter("format", "payload");
        (await dialog.refused()).should.be.empty();
        await dialog.save();
        await editor.node("unknown").warning.waitFor({ state: "hidden" });
    });

    it("finds what was deployed again when the editor is loaded anew", async () => {
        const chosen = { source: "chirpstack", format: "payload", qos: "0" };
        await open("uplink");
        for (const name of LISTS) await dialog.enter(name, chosen[name]);
        await dialog.save();
        await editor.deploy();
        await editor.reload();
        await open("uplink");
        (await dialog.values(LISTS)).should.deepEqual(chosen);
        (await dialog.refused()).should.be.empty();
    });

    it("fits into 400 pixels", async () => {
        await session.useNarrowDialogs();
        await open("uplink");
        (await dialog.cutOff()).should.be.empty();
    });

    describe("afterwards", () => {
        it("has left no error on the page", () => {
            editor.errors.should.be.empty();
        });
    });
});
