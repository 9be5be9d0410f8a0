import should from "should";
import { describeWithBrowser } from "../support/browser";
import { configNode, downlinkNode } from "../support/flow-nodes";
import { EditorSession } from "./editor-session";
import { onTab } from "./flows";
import { type Editor } from "./pages/editor";
import { type NodeDialog } from "./pages/node-dialog";

/** Each choice of each list, what it is called, and how its explanation begins. */
const CHOICES = {
    emit: [
        ["commands", "Commands only", "Commands for the devices above. Other JSON"],
        ["all", "Commands and other JSON", "Commands for the devices above, and any other JSON"],
    ],
    format: [
        ["thingpark", "ThingPark", "The whole command, ready for ThingPark's HTTP endpoint."],
        ["tts", "The Things Stack v3", "Ready for The Things Stack v3: wire it to an mqtt out node"],
        ["chirpstack", "ChirpStack v4", "Ready for ChirpStack v4: wire it to an mqtt out node"],
    ],
} as const;

/** For each format the fields that say where its server looks for a device, and what the first is called. */
const ADDRESSES = [
    { format: "thingpark", fields: [], label: "", placeholder: "", hint: "" },
    {
        format: "tts",
        fields: ["application", "deviceId"],
        label: "Application",
        placeholder: "my-app@my-tenant",
        hint: "The ID of your application and its tenant, as app@tenant.",
    },
    {
        format: "chirpstack",
        fields: ["application"],
        label: "Application ID",
        placeholder: "bbea74d6-1fc5-4238-af20-d2aecdbb4f8e",
        hint: "The ID of the application that your devices belong to, a UUID:",
    },
] as const;

const SAVED = ["emit", "format", "application", "deviceId"] as const;

const TOPIC_LEVEL = "expected 1 to 128 characters, without blanks, +, # and /";

describeWithBrowser("the dialog of wmw-downlink-in", () => {
    let session: EditorSession;
    let editor: Editor;
    let dialog: NodeDialog;

    before(async () => {
        session = await EditorSession.start(() => ({
            flows: onTab(
                [configNode(8883, { tls: "", active: false })],
                [
                    downlinkNode({ wires: [[]] }),
                    // As one writes it by hand: without what has a default.
                    { id: "early", type: "wmw-downlink-in", connection: "config", wires: [[]] },
                    downlinkNode({ id: "variable", format: "${FORMAT}", wires: [[]] }),
                    downlinkNode({ id: "unused", application: "+", deviceId: "", wires: [[]] }),
                    downlinkNode({ id: "unused-id", format: "chirpstack", application: "a", deviceId: "#" }),
                    downlinkNode({ id: "lacking", format: "tts", wires: [[]] }),
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

    for (const name of ["emit", "format"] as const) {
        it(`offers each ${name}, and explains the one that is chosen`, async () => {
            await open("downlink");
            const offered = CHOICES[name].map(([value, text]) => [value, text]);
            (await dialog.options(name)).should.deepEqual(offered);
            for (const [value, , explanation] of CHOICES[name]) {
                await dialog.enter(name, value);
                should(await dialog.hint(name).textContent()).startWith(explanation);
            }
        });
    }

    it("tells screen readers what a choice or a field means", async () => {
        await open("downlink");
        for (const name of SAVED) {
            should(await dialog.field(name).getAttribute("aria-describedby")).equal(`wmw-hint-${name}`);
        }
        for (const name of ["emit", "format"]) {
            should(await dialog.hint(name).getAttribute("aria-live")).equal("polite");
        }
    });

    it("asks for application and device ID only where they count, in the words of the server", async () => {
        await open("downlink");
        for (const { format, fields, label, placeholder, hint } of ADDRESSES) {
            await dialog.enter("format", format);
            (await dialog.visible(["application", "deviceId"])).should.deepEqual(fields);
            if (fields.length === 0) continue;
            should((await dialog.label("application").textContent())?.trim()).equal(label);
            should(await dialog.field("application").getAttribute("placeholder")).equal(placeholder);
            should(await dialog.hint("application").textContent()).startWith(hint);
        }
    });

    it("wants an application for The Things Stack and ChirpStack, and forgets about it for ThingPark", async () => {
        await open("downlink");
        for (const format of ["tts", "chirpstack"]) {
            await dialog.enter("format", format);
            (await dialog.refused()).should.deepEqual(["application"]);
            await dialog.enter("format", "thingpark");
            (await dialog.refused()).should.be.empty();
        }
    });

    for (const name of ["application", "deviceId"] as const) {
        it(`takes what can be one level of a topic for ${name}, refuses the rest, and says why`, async () => {
            await open("downlink");
            await dialog.enter("format", "tts");
            await dialog.fill("application", "my-app@ttn");
            for (const text of ["", "a/b", "+", "a#", "two words", "x".repeat(129)]) {
                await dialog.fill(name, text);
                (await dialog.refused()).should.deepEqual([name], text);
            }
            const label = name === "application" ? "Application" : "Device ID";
            (await dialog.reason(name)).should.equal(`${label}: ${TOPIC_LEVEL}`);
            for (const text of ["x", "dev-{devEUI}", "  pasted\t", "${VARIABLE}"]) {
                await dialog.fill(name, text);
                (await dialog.refused()).should.deepEqual([], text);
            }
        });
    }

    it("takes away the blanks around an application that was pasted", async () => {
        await open("downlink");
        await dialog.enter("format", "chirpstack");
        await dialog.fill("application", " bbea74d6-1fc5-4238-af20-d2aecdbb4f8e\n");
        (await dialog.value("application")).should.equal("bbea74d6-1fc5-4238-af20-d2aecdbb4f8e");
    });

    it("marks only what counts in the format that was saved", async () => {
        await editor.node("lacking").warning.waitFor();
        for (const node of ["downlink", "unused", "unused-id"]) {
            (await editor.node(node).warning.isVisible()).should.be.false();
        }
        await open("lacking");
        (await dialog.refused()).should.deepEqual(["application"]);
        await dialog.fill("application", "my-app@ttn");
        await dialog.save();
        await editor.node("lacking").warning.waitFor({ state: "hidden" });
        await open("unused");
        (await dialog.refused()).should.be.empty();
    });

    it("shows the defaults of a node that was saved without these fields, and finds nothing wrong", async () => {
        (await editor.node("early").warning.isVisible()).should.be.false();
        await open("early");
        (await dialog.refused()).should.be.empty();
        (await dialog.values(SAVED)).should.deepEqual({
            emit: "commands",
            format: "thingpark",
            application: "",
            deviceId: "eui-{devEUI}",
        });
    });

    it("keeps an environment variable as format, and asks for whatever it may need", async () => {
        await open("variable");
        (await dialog.value("format")).should.equal("${FORMAT}");
        (await dialog.visible(["application", "deviceId"])).should.deepEqual(["application", "deviceId"]);
        should(await dialog.hint("format").textContent()).equal(
            "Taken from an environment variable when the flows start.",
        );
        should(await dialog.hint("application").textContent()).equal(
            "For The Things Stack app@tenant, for ChirpStack the ID of the application.",
        );
    });

    it("is worked by the keyboard alone", async () => {
        const { keyboard } = session.page;
        const focused = (name: string): Promise<void> =>
            dialog.field(name).and(session.page.locator(":focus")).waitFor();
        await open("downlink");
        await dialog.field("devEUIs").focus();
        await keyboard.press("Tab");
        await focused("emit");
        await keyboard.press("ArrowDown");
        await keyboard.press("Tab");
        await focused("format");
        await keyboard.press("ArrowDown");
        await keyboard.press("Tab");
        await focused("application");
        await keyboard.type("my-app@ttn");
        await keyboard.press("Tab");
        await focused("deviceId");
        await keyboard.type("dev-{devEUI}");
        await keyboard.press("Tab");
        await focused("name");
        await keyboard.press("Control+Enter");
        await dialog.closed();
        await open("downlink");
        (await dialog.values(SAVED)).should.deepEqual({
            emit: "all",
            format: "tts",
            application: "my-app@ttn",
            deviceId: "dev-{devEUI}",
        });
    });

    it("finds what was deployed again when the editor is loaded anew", async () => {
        const chosen = { emit: "all", format: "chirpstack", application: "app", deviceId: "eui-{devEUI}" };
        await open("variable");
        for (const name of ["emit", "format", "application"] as const) await dialog.enter(name, chosen[name]);
        await dialog.save();
        await editor.deploy();
        await editor.reload();
        await open("variable");
        (await dialog.values(SAVED)).should.deepEqual(chosen);
        (await dialog.refused()).should.be.empty();
        should((await dialog.label("application").textContent())?.trim()).equal("Application ID");
    });

    it("fits into 400 pixels", async () => {
        await session.useNarrowDialogs();
        await open("downlink");
        await dialog.enter("format", "tts");
        (await dialog.cutOff()).should.be.empty();
    });

    describe("afterwards", () => {
        it("has left no error on the page", () => {
            editor.errors.should.be.empty();
        });
    });
});
