import { type Locator } from "playwright-core";
import { describeWithBrowser } from "../support/browser";
import { configNode, uplinkNode } from "../support/flow-nodes";
import { contrast, READABLE } from "./contrast";
import { EditorSession, THEMES } from "./editor-session";
import { onTab } from "./flows";
import { type ConnectionDialog } from "./pages/connection-dialog";

describeWithBrowser("the dialog of a connection, to people who read it", () => {
    let session: EditorSession;
    let dialog: ConnectionDialog;

    before(async () => {
        session = await EditorSession.start(() => ({
            flows: onTab([configNode(8883, { tls: "", active: false })], [uplinkNode()]),
        }));
        dialog = await (await session.editor.node("uplink").edit()).editConnection();
        await dialog.chooseRegion("US");
        await dialog.fill("enterpriseId", "a/b");
    });

    after(() => session.stop());

    const parts: Record<string, () => Locator> = {
        "the lines of the preview": () => dialog.previewLine("broker"),
        "what the preview says of a problem": () => dialog.previewLine("uplink"),
        "the hint that a region is not confirmed": () => dialog.notConfirmed,
        "the labels": () => dialog.label("region"),
        "the fields": () => dialog.field("enterpriseId"),
        "the headings of the rare settings": () => dialog.groups.first(),
        "the sentence below a field": () => dialog.hint("downlinkPort"),
        "the unit beside a number": () => dialog.unit("keepalive"),
    };

    for (const theme of THEMES) {
        describe(`in the ${theme} theme`, () => {
            before(() => session.editor.useTheme(theme));

            for (const [name, part] of Object.entries(parts)) {
                it(`has enough contrast to read: ${name}`, async () => {
                    (await contrast(part())).should.be.aboveOrEqual(READABLE);
                });
            }
        });
    }
});
