import should from "should";
import { startThingPark, type ThingPark } from "../../demo/thingpark/thingpark";
import { describeWithBrowser } from "../support/browser";
import { configNode, LOGIN } from "../support/flow-nodes";
import { CLIENT, connectionsNode, thingParkNode } from "../support/thingpark-nodes";
import { answersTaken } from "./answers-taken";
import { accessibilityFindings } from "./axe";
import { contrast, READABLE } from "./contrast";
import { EditorSession, THEMES } from "./editor-session";
import { onTab } from "./flows";
import { type Editor } from "./pages/editor";
import { ConnectionsDialog } from "./pages/connections-dialog";

/** What Node-RED's list of config nodes holds where none is chosen. */
const NO_API = "_ADD_";

describeWithBrowser("the dialogs for ThingPark", function () {
    let session: EditorSession;
    let editor: Editor;
    let thingPark: ThingPark;
    let requests: number;

    before(async () => {
        session = await EditorSession.start(async (platform) => {
            thingPark = await startThingPark({ authority: platform.authority });
            thingPark.on("request", () => requests++);
            return {
                flows: onTab(
                    [
                        configNode(platform.mqttPort, { tls: "", active: false }),
                        thingParkNode(thingPark.baseUrl, { tls: "" }),
                    ],
                    [
                        { id: "button", type: "inject", props: [], wires: [["connections"]] },
                        connectionsNode({ name: "roll out", wires: [[]] }),
                        connectionsNode({ id: "empty", api: "", connection: "", wires: [[]] }),
                        connectionsNode({ id: "variable", operation: "${OPERATION}", wires: [[]] }),
                    ],
                ),
                credentials: { config: LOGIN, api: CLIENT },
            };
        });
        ({ editor } = session);
    });

    after(async () => {
        await session.stop();
        await thingPark.close();
    });

    beforeEach(() => {
        requests = 0;
    });

    afterEach(async () => {
        await editor.closeDialogs();
        editor.errors.should.be.empty();
    });

    async function open(id = "connections"): Promise<ConnectionsDialog> {
        await editor.node(id).edit();
        return new ConnectionsDialog(session.page).opened();
    }

    const body = ["WMW connection", "Connection name", "Parameters", "Wait until opened", "Name"];
    const rows: [operation: string, rows: string[]][] = [
        ["create", ["WMW connection", "Connection name", "If it exists", ...body.slice(2)]],
        ["update", ["Connection ID", ...body]],
        ["delete", ["Connection ID", "Name"]],
        ["get", ["Connection ID", "Name"]],
        ["list", ["Name"]],
    ];
    for (const [operation, expected] of rows) {
        it(`show what it takes to ${operation}, and say what that does`, async () => {
            const dialog = await open();
            await dialog.enter("operation", operation);
            (await dialog.rows()).should.deepEqual(["ThingPark API", "Operation", ...expected]);
            should(await dialog.hint("operation").textContent()).match(/\.$/);
        });
    }

    it("show all of it, and keep the variable, where an environment variable says what is done", async () => {
        const dialog = await open("variable");
        const rows = ["Connection ID", ...body.slice(0, 2), "If it exists", ...body.slice(2)];
        (await dialog.rows()).should.deepEqual(["ThingPark API", "Operation", ...rows]);
        (await dialog.value("operation")).should.equal("${OPERATION}");
        (await dialog.refused()).should.be.empty();
    });

    it("explain each choice of what to do where a connection exists", async () => {
        const dialog = await open();
        const hints = new Set<string | null>();
        for (const choice of ["fail", "update", "skip"]) {
            await dialog.enter("ifExists", choice);
            hints.add(await dialog.hint("ifExists").textContent());
        }
        hints.should.have.size(3);
        for (const hint of hints) should(hint).match(/^If there is a connection of that name, .*\.$/);
    });

    it("name each parameter that is not valid", async () => {
        const dialog = await open();
        should(await dialog.hint("parameters").textContent()).match(/^ThingPark's common parameters/);
        await dialog.enterParameters('{"downlinkPort":0,"colour":"red"}');
        (await dialog.refused()).should.containEql("parameters");
        should(await dialog.hint("parameters").textContent()).equal(
            "parameters.downlinkPort: expected a whole number of 1 to 224; " +
                "parameters.colour: expected the name of a common parameter",
        );
    });

    it("have help in the sidebar", async () => {
        const dialog = await open();
        await dialog.showHelp();
        await editor.help.shown("wmw connections");
        await editor.help.text.locator("> p:first-child").waitFor();
        (await editor.help.headings()).should.deepEqual(["Inputs", "Outputs", "Details", "References"]);
        await (await dialog.editApi()).showHelp();
        await editor.help.shown("ThingPark API");
        await editor.help.text.locator("> p:first-child").waitFor();
        (await editor.help.headings()).should.deepEqual(["Properties", "Details", "References"]);
    });

    for (const theme of THEMES) {
        it(`have enough contrast to read in the ${theme} theme`, async () => {
            await editor.useTheme(theme);
            const dialog = await open();
            const api = await dialog.editApi();
            await api.try();
            for (const part of [api.tryButton, api.result, api.hint("tokenUrl")]) {
                (await contrast(part)).should.be.aboveOrEqual(READABLE);
            }
            await api.cancel();
            await dialog.enter("operation", "delete");
            for (const part of [dialog.pickButton, dialog.hint("operation")]) {
                (await contrast(part)).should.be.aboveOrEqual(READABLE);
            }
        });
    }

    it("have nothing that keeps people from using them", async () => {
        const dialog = await open();
        const findings = await accessibilityFindings(dialog.form);
        // Node-RED's own button beside JSON has no name.
        findings.filter((finding) => !finding.includes("typedInput-option-expand")).should.be.empty();
        const api = await dialog.editApi();
        (await accessibilityFindings(api.form)).should.be.empty();
    });

    it("want an API, and a WMW connection only where one is created or updated", async () => {
        const dialog = await open("empty");
        (await dialog.refused()).should.deepEqual(["api", "connection"]);
        await dialog.enter("operation", "list");
        (await dialog.refused()).should.deepEqual(["api"]);
    });

    it("offer the connections that there are", async () => {
        const dialog = await open();
        await dialog.enter("operation", "delete");
        (await dialog.offered()).should.be.empty();
        should(await dialog.hint("connectionId").textContent()).equal("There are no connections.");
    });

    it("try the deployed client with its stored secret", async () => {
        const api = await (await open()).editApi();
        should(await api.hint("tokenUrl").textContent()).match(
            /https:\/\/localhost:\d+\/thingpark\/dx\/admin\/latest\/api\/oauth\/token/,
        );
        (await api.try()).should.equal("It works. There are no connections yet.");
    });

    it("send the stored secret to no other address", async () => {
        const api = await (await open()).editApi();
        for (const name of ["baseUrl", "tokenUrl"]) {
            const before = await api.value(name);
            await api.fill(name, `${thingPark.baseUrl}/elsewhere`);
            (await api.try()).should.match(/^It does not work: Client secret: type it again/);
            await api.fill(name, before);
        }
        requests.should.equal(0);
        editor.errors.splice(0).should.have.length(2); // Chromium tells of each answer above 400.
    });

    it("try what is typed", async () => {
        const api = await (await open()).editApi();
        await api.fill("clientId", "sub-100001/user");
        await api.fill("clientSecret", "wrong");
        (await api.try()).should.match(
            /^It does not work: .*token answered 401: Invalid client credentials$/,
        );
        await api.fill("clientSecret", CLIENT.clientSecret);
        (await api.try()).should.match(/^It works/);
        editor.errors.splice(0).should.have.length(1);
    });

    it("mark addresses that cannot be used", async () => {
        const api = await (await open()).editApi();
        await api.fill("baseUrl", "http://platform.example.com/api");
        (await api.refused()).should.deepEqual(["baseUrl"]);
        (await api.reason("baseUrl")).should.match(/expected https:\/\//);
    });

    it("say that a connection was created, and let it be picked", async () => {
        const opened = thingPark.next("connection", ({ state }) => state === "OPENED");
        await session.ask("inject/button", {});
        const notice = session.page.locator(".red-ui-notification", { hasText: "created a connection" });
        should(await notice.textContent()).match(/^"roll out" created a connection in ThingPark\./);
        await opened;
        const dialog = await open();
        await dialog.enter("operation", "delete");
        (await dialog.offered()).should.deepEqual(["1114: Actility To WMW (OPENED)"]);
        await dialog.pick("1114");
        await dialog.save();
        const again = await open();
        (await again.values(["connectionId", "connectionIdType", "operation"])).should.deepEqual({
            connectionId: "1114",
            connectionIdType: "str",
            operation: "delete",
        });
    });

    it("take away what was offered once another API is chosen", async () => {
        const dialog = await open();
        await dialog.enter("operation", "delete");
        (await dialog.offered()).should.have.length(1);
        await dialog.enter("api", NO_API);
        (await dialog.picker.isVisible()).should.be.false();
    });

    it("do not offer what an API answers once another one is chosen", async () => {
        const { page } = session;
        const dialog = await open();
        await dialog.enter("operation", "delete");
        const held = new Promise<() => Promise<void>>((resolve) => {
            void page.route("**/connections", async (route) => {
                const response = await route.fetch();
                resolve(() => route.fulfill({ response }));
            });
        });
        await dialog.pickButton.click();
        const release = await held;
        await dialog.enter("api", NO_API);
        await release();
        await answersTaken(page);
        (await dialog.picker.isVisible()).should.be.false();
        await page.unroute("**/connections");
    });

    it("fit into 400 pixels", async () => {
        await session.useNarrowDialogs();
        const dialog = await open();
        (await dialog.cutOff()).should.be.empty();
        await dialog.enter("operation", "update");
        await dialog.offered();
        (await dialog.cutOff()).should.be.empty();
        const api = await dialog.editApi();
        await api.try();
        (await api.cutOff()).should.be.empty();
    });
});
