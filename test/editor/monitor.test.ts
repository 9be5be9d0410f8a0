import { type Request, type Route } from "playwright-core";
import should from "should";
import { connectionId, exampleFlows, readExample } from "../../demo/example";
import { freePort } from "../../demo/ports";
import { type Platform } from "../../demo/platform";
import { AdminApi } from "../support/admin-api";
import { describeWithBrowser } from "../support/browser";
import { configNode, LOGIN, uplinkNode } from "../support/flow-nodes";
import { accessibilityFindings } from "./axe";
import { EditorSession, THEMES } from "./editor-session";
import { onTab } from "./flows";
import { type Editor } from "./pages/editor";
import { MonitorSidebar } from "./pages/monitor-sidebar";

const ENTERPRISE = "1234";
const COLD_ROOM = "20635F0100000001";
const MEETING_ROOM = "20635F0100000002";

/** The least width that the editor gives its sidebar. */
const NARROW = 180;

/** Less (ms) than the time after which the sidebar asks for what is new in any case. */
const SOONER_THAN_ASKED_ANYWAY = 15_000;

/** Puts down in the page how often the server has told of news. */
const COUNT_NEWS = 'window.news = 0; RED.comms.subscribe("wmw/monitor/#", () => { window.news += 1; });';

/** Resolves when a node is highlighted from now on: it flashes, and that for two seconds only. */
const NODE_HIGHLIGHTED = `new Promise((resolve) => {
    const nodes = document.querySelector("#red-ui-workspace-chart");
    new MutationObserver(() => {
        if (nodes.querySelector(".red-ui-flow-node-highlighted")) resolve();
    }).observe(nodes, { subtree: true, attributeFilter: ["class"] });
})`;

/** All kinds that the first example sends at its start, but for the uplink that comes again and again. */
const EXAMPLE_DOCUMENTS = 8;

describeWithBrowser("the sidebar of the first example", () => {
    let session: EditorSession;
    let editor: Editor;
    let platform: Platform;
    let sidebar: MonitorSidebar;

    before(async () => {
        session = await EditorSession.start(({ mqttPort }) => {
            // Each document once: else a number may have changed again before it is looked at.
            const flows = exampleFlows(mqttPort).map((node) =>
                node.type === "inject" ? { ...node, repeat: "" } : node,
            );
            return { flows, credentials: { [connectionId(flows)]: LOGIN } };
        });
        ({ editor, platform } = session);
        sidebar = new MonitorSidebar(session.page);
        await editor.nodeCalled("to WMW").status("connected");
        await editor.nodeCalled("commands from WMW").status("connected");
        await sidebar.show();
        await sidebar.devices.nth(3).waitFor();
        await session.page.evaluate(COUNT_NEWS);
    });

    after(() => session.stop());

    /** Sends the command, and waits until it is in the list. */
    async function sendCommand(): Promise<void> {
        await platform.sendDownlink(ENTERPRISE, {
            DevEUI_downlink: {
                Time: new Date().toISOString(),
                DevEUI: COLD_ROOM,
                FPort: 2,
                payload_hex: "01012c",
                Confirmed: "0",
            },
        });
    }

    /** Has the example send its decoded uplink once more, and waits until the platform has it. */
    async function sendDecodedUplink(): Promise<void> {
        const received = platform.next("document", ({ devEUI }) => devEUI === MEETING_ROOM);
        const { id } = readExample().find(({ name }) => name === "decoded uplink") ?? {};
        await new AdminApi(new URL(session.page.url()).origin).inject(String(id));
        await received;
    }

    /** Resolves when the page has heard news of what this does. */
    async function heardOf(act: () => Promise<void>): Promise<void> {
        const { page } = session;
        const before = await page.evaluate<number>("window.news");
        await act();
        await page.waitForFunction(`window.news > ${before}`);
    }

    it("says how the connection does", async () => {
        await sidebar.says("connected");
        await sidebar.connection("WMW stand-in").waitFor();
    });

    it("tells the numbers that the platform has received, live", async () => {
        while (platform.counts(ENTERPRISE).messages < EXAMPLE_DOCUMENTS) await platform.next("document");
        const { messages } = platform.counts(ENTERPRISE);
        await sidebar.count("acknowledged", messages);
        await sendCommand();
        await sidebar.count("passed on", 1);
    });

    it("lists the devices with what their documents tell", async () => {
        const text = await sidebar.device("Meeting room").innerText();
        for (const part of ["20635F0100000002", "elsys ers", "-83\u202fdBm", "9.5\u202fdB", "3.6\u202fV"]) {
            text.should.containEql(part);
        }
        (await sidebar.devices.count()).should.equal(platform.unknownDevices(ENTERPRISE).size);
    });

    it("sorts the devices by a press on a heading, and back", async () => {
        await sidebar.heading("Device").getByRole("button").click();
        const ascending = ["Cold room", "Meeting room", "Pallet 17", "Water meter"];
        (await sidebar.deviceNames()).should.deepEqual(ascending);
        should(await sidebar.heading("Device").getAttribute("aria-sort")).equal("ascending");
        await sidebar.heading("Device").getByRole("button").click();
        (await sidebar.deviceNames()).should.deepEqual([...ascending].reverse());
        should(await sidebar.heading("Device").getAttribute("aria-sort")).equal("descending");
    });

    it("filters the devices by identifier, name and model", async () => {
        await sidebar.filter.fill("abee");
        (await sidebar.deviceNames()).should.deepEqual(["Pallet 17"]);
        await sidebar.says("1 of 4 devices");
        await sidebar.filter.fill("");
        await sidebar.says("Devices: 4");
    });

    it("goes to the nodes of the connection", async () => {
        const highlighted = session.page.evaluate(NODE_HIGHLIGHTED);
        await sidebar.content.getByRole("button", { name: "Go to the node to WMW" }).click();
        await highlighted;
    });

    it("opens the settings of the connection", async () => {
        await sidebar.button("Settings").click();
        await session.page.locator("#wmw-connection-dialog").waitFor();
        await editor.closeDialogs();
    });

    describe("shows of a device", () => {
        before(() => sidebar.open("Meeting room"));

        after(() => sidebar.button("Devices").click());

        it("its status messages as WMW's own page does", async () => {
            const message = await sidebar.messages.first().innerText();
            for (const part of [
                "0100cc0228070e10",
                "1042",
                "Uplink",
                "20.4\u202f°C",
                "40\u202f%",
                "3.6\u202fV",
            ]) {
                message.should.containEql(part);
            }
            const bar = sidebar.messages.first().locator(".wmw-fill");
            should(await bar.getAttribute("style")).containEql("40%");
        });

        it("the document as it travelled, to look into and to copy", async () => {
            await sidebar.toggleDocument();
            const shown = await sidebar.content.locator("pre").innerText();
            should(JSON.parse(shown)).have.propertyByPath("DevEUI_uplink", "FCntUp").equal("1042");
            await sidebar.button("Copy").click();
            await sidebar.toggleDocument();
            await sidebar.content.locator("pre").waitFor({ state: "detached" });
        });

        it("its documents as a file of JSON", async () => {
            const [name, text] = await sidebar.download("JSON");
            name.should.equal("wmw-20635F0100000002.json");
            const [first] = JSON.parse(text) as Record<string, unknown>[];
            should(first).have.property("direction", "uplink");
            should(first).have.propertyByPath("document", "DevEUI_uplink", "FPort").equal("5");
        });

        it("its messages as a file of CSV", async () => {
            const [name, text] = await sidebar.download("CSV");
            name.should.equal("wmw-20635F0100000002.csv");
            const [header, line] = text.split("\r\n");
            should(header).equal(
                "Date,Kind,FPort,FCount,RSSI,SNR,Payload,temperature (°C),relative_humidity (%),battery_voltage (V)",
            );
            should(line).endWith(",uplink,5,1042,-83,9.5,0100cc0228070e10,20.4,40,3.6");
        });
    });

    it("tells the kinds of documents apart", async () => {
        for (const [device, kinds] of [
            ["Pallet 17", ["Location", "Join", "Join"]],
            ["Water meter", ["Downlink report", "Alarm"]],
        ] as const) {
            await sidebar.open(device);
            const told = await sidebar.messages.locator(".wmw-kind").allInnerTexts();
            told.map((kind) => kind.trim()).should.deepEqual([...kinds]);
            await sidebar.button("Devices").click();
        }
        await sidebar.open("Cold room");
        for (const kind of ["Uplink", "Command", "Downlink report"]) {
            await sidebar.messages.locator(".wmw-kind", { hasText: kind }).first().waitFor();
        }
        await sidebar.button("Devices").click();
    });

    it("is used by the keyboard alone, which comes back to where it was", async () => {
        const { keyboard } = session.page;
        const focused = session.page.locator(":focus");
        await sidebar.button("Pause").focus();
        for (const name of ["Clear", "WMW stand-in connected", "Settings"]) {
            await keyboard.press("Tab");
            await sidebar.button(name).and(focused).waitFor();
        }
        await sidebar.filter.focus();
        for (let heading = 0; heading < 6; heading += 1) await keyboard.press("Tab");
        await keyboard.press("Tab");
        const [first = ""] = await sidebar.deviceNames();
        await sidebar.button(first).and(focused).waitFor();
        await keyboard.press("Enter");
        await sidebar.content.getByRole("heading", { name: first }).and(focused).waitFor();
        await keyboard.press("Shift+Tab");
        await keyboard.press("Shift+Tab");
        await keyboard.press("Shift+Tab");
        await sidebar.button("Devices").and(focused).waitFor();
        await keyboard.press("Enter");
        await sidebar.button(first).and(focused).waitFor();
    });

    it("asks for nothing while it is paused, and goes on then", async () => {
        await sidebar.button("Pause").click();
        should(await sidebar.button("Pause").getAttribute("aria-pressed")).equal("true");
        const before = await sidebar.content.locator(".wmw-counts").first().innerText();
        const asked: string[] = [];
        const listen = (request: Request): void => void asked.push(request.url());
        session.page.on("request", listen);
        await heardOf(sendDecodedUplink);
        should(await sidebar.content.locator(".wmw-counts").first().innerText()).equal(before);
        session.page.off("request", listen);
        asked.filter((url) => url.includes("/wmw/monitor/")).should.be.empty();
        await sidebar.button("Pause").click();
        await sidebar.count("acknowledged", platform.counts(ENTERPRISE).messages);
    });

    it("misses no message that comes while the server is being asked for others", async () => {
        await sidebar.open("Meeting room");
        const before = await sidebar.messages.count();
        let goOn = (): void => undefined;
        const held = new Promise<void>((resolve) => (goOn = resolve));
        let isAsked = (): void => undefined;
        const asked = new Promise<void>((resolve) => (isAsked = resolve));
        const answerLate = async (route: Route): Promise<void> => {
            const response = await route.fetch();
            isAsked();
            await held;
            await route.fulfill({ response });
        };
        await session.page.route(new RegExp(`/${MEETING_ROOM}\\?after=`), answerLate, { times: 1 });
        await sendDecodedUplink();
        await asked;
        await heardOf(sendDecodedUplink);
        goOn();
        await sidebar.messages.nth(before + 1).waitFor({ timeout: SOONER_THAN_ASKED_ANYWAY });
        await sidebar.button("Devices").click();
    });

    for (const theme of THEMES) {
        it(`has nothing that keeps people from using it, in the ${theme} theme`, async () => {
            await editor.useTheme(theme);
            (await accessibilityFindings(sidebar.content)).should.be.empty();
            await sidebar.open("Meeting room");
            await sidebar.toggleDocument();
            await sidebar.content.locator("pre").waitFor();
            (await accessibilityFindings(sidebar.content)).should.be.empty();
            await sidebar.button("Devices").click();
            await editor.useTheme("light");
        });
    }

    it("fits into the narrowest sidebar", async () => {
        await sidebar.setWidth(NARROW);
        (await sidebar.overflows()).should.be.false();
        await sidebar.open("Meeting room");
        await sidebar.toggleDocument();
        await sidebar.content.locator("pre").waitFor();
        (await sidebar.overflows()).should.be.false();
        (await accessibilityFindings(sidebar.content)).should.be.empty();
        await sidebar.button("Devices").click();
        await sidebar.setWidth(400);
    });

    it("fits into a sidebar of any width", async () => {
        for (const width of [240, 330, 420, 500, 570, 640]) {
            await sidebar.setWidth(width);
            should(await sidebar.overflows()).equal(false, `the devices, at ${width} pixels`);
            await sidebar.open("Meeting room");
            should(await sidebar.overflows()).equal(false, `the messages, at ${width} pixels`);
            await sidebar.button("Devices").click();
        }
        await sidebar.setWidth(400);
    });

    it("begins anew once it is cleared", async () => {
        await sidebar.button("Clear").click();
        await sidebar.device("Meeting room").waitFor({ state: "detached" });
        await sendDecodedUplink();
        await sidebar.device("Meeting room").waitFor();
    });

    it("has left no error on the page", () => {
        editor.errors.should.be.empty();
    });

    it("says on the page of a device why it tells nothing new", async () => {
        const { page } = session;
        await sidebar.open("Meeting room");
        await page.route(/\?after=/, (route) => route.fulfill({ status: 404, body: "{}" }));
        await sendDecodedUplink();
        await sidebar.says("Not deployed yet, or disabled: deploy it to see what it does.");
        await page.unroute(/\?after=/);
        await sendDecodedUplink();
        await sidebar.content
            .getByText("Not deployed yet")
            .filter({ visible: true })
            .waitFor({ state: "detached" });
        await sidebar.button("Devices").click();
    });
});

describeWithBrowser("the sidebar where there is no connection yet", () => {
    let session: EditorSession;
    let sidebar: MonitorSidebar;

    before(async () => {
        session = await EditorSession.start(() => ({
            flows: onTab([], [{ id: "comment", type: "comment", name: "nothing here" }]),
        }));
        sidebar = new MonitorSidebar(session.page);
        await sidebar.show();
    });

    after(() => session.stop());

    it("says what to do, and imports the first example at the press of a button", async () => {
        await sidebar.says("No connection to WMW yet.");
        (await accessibilityFindings(sidebar.content)).should.be.empty();
        await sidebar.button("Import the first example").click();
        await session.editor.nodeCalled("to WMW").label();
        await sidebar.connection("WMW stand-in").waitFor();
        await sidebar.says("Not deployed yet, or disabled: deploy it to see what it does.");
        await sidebar.button("Import the first example").waitFor({ state: "hidden" });
    });

    it("has left no error on the page", () => {
        session.editor.errors.should.be.empty();
    });
});

describeWithBrowser("the sidebar of connections that do not do well", () => {
    let session: EditorSession;
    let sidebar: MonitorSidebar;
    let port: number;

    before(async () => {
        port = await freePort();
        session = await EditorSession.start(() => ({
            flows: onTab(
                [
                    // The first by its name, but nobody uses it: another one is unfolded.
                    configNode(port, { id: "spare", tls: "", name: "a spare one" }),
                    configNode(port, { tls: "", name: "away" }),
                    configNode(port, { id: "bad", tls: "", name: "incomplete", enterpriseId: "" }),
                ],
                [uplinkNode(), uplinkNode({ id: "to-bad", connection: "bad" })],
            ),
        }));
        sidebar = new MonitorSidebar(session.page);
        await sidebar.show();
    });

    after(() => session.stop());

    it("says why, and when it is tried again", async () => {
        await sidebar.connection("away").getByText("refused", { exact: true }).waitFor();
        await sidebar.says(/nothing accepts connections at that host and port.*Next try in/);
    });

    it("says what is wrong with a configuration, once its panel is unfolded", async () => {
        const bad = sidebar.connection("incomplete");
        await bad.getByText("enterprise ID missing").waitFor();
        await bad.getByRole("button").first().click();
        await bad.getByText(/^enterpriseId: /).waitFor();
        (await accessibilityFindings(sidebar.content)).should.be.empty();
    });

    it("says so where the user may not look", async () => {
        await session.page.route("**/wmw/monitor/**", (route) => route.fulfill({ status: 401, body: "{}" }));
        await sidebar.hide();
        await sidebar.show();
        await sidebar.says("You may not look at connections: this needs the permission wmw-config.read.");
    });
});
