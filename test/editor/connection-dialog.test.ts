import should from "should";
import { type FlowNode } from "../../demo/user-directory";
import { describeWithBrowser } from "../support/browser";
import { configNode, uplinkNode } from "../support/flow-nodes";
import { EditorSession } from "./editor-session";
import { onTab } from "./flows";
import { type ConnectionDialog } from "./pages/connection-dialog";
import { type Editor } from "./pages/editor";

/** What the fields of the queue and of the reconnecting hold in a new connection. */
const QUEUE_DEFAULTS = {
    reconnectStrategy: "normal",
    queue: "disk",
    queueLimit: "100000",
    queueMaxMB: "256",
    whenFull: "reject-new",
    uplinkTimeValidity: "",
    sharedGroup: "",
};

/** A connection as it was saved before there were these fields. */
function withoutQueueFields(node: FlowNode): FlowNode {
    return Object.fromEntries(Object.entries(node).filter(([name]) => !(name in QUEUE_DEFAULTS)));
}

describeWithBrowser("the dialog of a connection", () => {
    let session: EditorSession;
    let editor: Editor;
    let dialog: ConnectionDialog;

    before(async () => {
        session = await EditorSession.start(() => ({
            flows: onTab(
                [
                    // Nobody is to be called from here.
                    configNode(8883, { tls: "", customHostname: "broker.example.com", active: false }),
                    configNode(8883, { id: "far", tls: "", region: "Mars" }),
                    configNode(8883, { id: "number", tls: "", keepalive: 0 }),
                    configNode(8883, { id: "variable", tls: "", region: "${REGION}", queue: "${QUEUE}" }),
                    withoutQueueFields(configNode(8883, { id: "early", tls: "", active: false })),
                ],
                [
                    uplinkNode(),
                    ...["far", "number", "variable", "early"].map((id) =>
                        uplinkNode({ id: `to-${id}`, connection: id }),
                    ),
                ],
            ),
            settings: { wmwConfigRegions: { EU: "eu.example.com:8884" } },
        }));
        ({ editor } = session);
    });

    after(() => session.stop());

    async function open(node: string): Promise<void> {
        dialog = await (await editor.node(node).edit()).editConnection();
    }

    describe("while it is open", () => {
        before(() => open("uplink"));

        after(() => editor.closeDialogs());

        beforeEach(async () => {
            await dialog.chooseRegion("custom");
            await dialog.fill("customHostname", "broker.example.com");
            await dialog.fill("enterpriseId", "1234");
        });

        it("keeps the rare settings folded until they are wanted", async () => {
            (await dialog.field("keepalive").isVisible()).should.be.false();
            await dialog.moreSettings.click();
            (await dialog.field("keepalive").isVisible()).should.be.true();
            (await dialog.value("keepalive")).should.equal("60");
        });

        it("shows where the connection leads as region, hostname and enterprise are filled in", async () => {
            (await dialog.preview()).should.deepEqual({
                broker: "mqtts://broker.example.com:8883",
                uplink: "uplink_1234",
                downlink: "downlink_1234",
            });
            await dialog.fill("customHostname", "[2001:db8::1]:8884");
            await dialog.fill("enterpriseId", "my-account_2");
            (await dialog.preview()).should.deepEqual({
                broker: "mqtts://[2001:db8::1]:8884",
                uplink: "uplink_my-account_2",
                downlink: "downlink_my-account_2",
            });
            await dialog.chooseRegion("Staging");
            (await dialog.preview()).broker.should.equal("mqtts://staging.mqtt.wmw-hub.com:8883");
        });

        it("follows every letter, not only what is finished", async () => {
            await dialog.field("enterpriseId").fill("");
            await dialog.field("enterpriseId").pressSequentially("98");
            (await dialog.preview()).uplink.should.equal("uplink_98");
        });

        it("asks for a hostname only where the region is Custom", async () => {
            (await dialog.field("customHostname").isVisible()).should.be.true();
            await dialog.chooseRegion("US");
            (await dialog.field("customHostname").isVisible()).should.be.false();
            await dialog.chooseRegion("custom");
            (await dialog.field("customHostname").isVisible()).should.be.true();
        });

        it("offers the regions that it knows and those of settings.js, and marks what is not confirmed", async () => {
            (await dialog.options("region")).should.deepEqual([
                ["US", "US (not confirmed)"],
                ["Staging", "Staging"],
                ["EU", "EU"],
                ["custom", "Custom"],
            ]);
            await dialog.chooseRegion("EU");
            (await dialog.preview()).broker.should.equal("mqtts://eu.example.com:8884");
            (await dialog.notConfirmed.isVisible()).should.be.false();
            await dialog.chooseRegion("US");
            (await dialog.notConfirmed.isVisible()).should.be.true();
        });

        for (const [hostname, reason] of [
            ["", "missing"],
            ["mqtts://broker.example.com", "expected host or host:port, without a scheme such as mqtts://"],
            ["broker.example.com/mqtt", "expected host or host:port, without a path"],
            [
                "me:secret@broker",
                "expected host or host:port; username and password have fields of their own",
            ],
            ["broker:0", "expected a port of 1 to 65535"],
            ["broker:65536", "expected a port of 1 to 65535"],
            ["::1", "expected host or host:port; an IPv6 address in brackets"],
            ["bro ker", "expected host or host:port; an IPv6 address in brackets"],
        ] as const) {
            it(`refuses the hostname "${hostname}"`, async () => {
                await dialog.fill("customHostname", hostname);
                (await dialog.refused()).should.deepEqual(["customHostname"]);
                (await dialog.preview()).broker.should.equal(`Custom Hostname: ${reason}`);
            });
        }

        for (const [enterpriseId, reason] of [
            ["", "missing"],
            ["12/34", "expected 1 to 64 letters, digits, - or _"],
            ["+", "expected 1 to 64 letters, digits, - or _"],
            ["x".repeat(65), "expected 1 to 64 letters, digits, - or _"],
        ] as const) {
            it(`refuses the enterprise ID "${enterpriseId}"`, async () => {
                await dialog.fill("enterpriseId", enterpriseId);
                (await dialog.refused()).should.deepEqual(["enterpriseId"]);
                (await dialog.preview()).uplink.should.equal(`Enterprise ID: ${reason}`);
                (await dialog.preview()).downlink.should.equal(`Enterprise ID: ${reason}`);
            });
        }

        it("does not mind a bad hostname where the region is another", async () => {
            await dialog.fill("customHostname", "mqtts://x");
            await dialog.chooseRegion("Staging");
            (await dialog.refused()).should.be.empty();
        });

        it("takes blanks around what was pasted away", async () => {
            await dialog.fill("customHostname", " broker.example.com:8884 ");
            await dialog.fill("enterpriseId", "\t1705 ");
            (await dialog.value("customHostname")).should.equal("broker.example.com:8884");
            (await dialog.value("enterpriseId")).should.equal("1705");
            (await dialog.refused()).should.be.empty();
        });

        it("wants a username with a password, and is content with neither or with a username alone", async () => {
            await dialog.fill("password", "secret");
            (await dialog.refused()).should.deepEqual(["username"]);
            (await dialog.reason("username")).should.equal("Username: missing, though there is a password");
            await dialog.fill("username", "me");
            (await dialog.refused()).should.be.empty();
            await dialog.fill("password", "");
            (await dialog.refused()).should.be.empty();
            await dialog.fill("username", "");
            (await dialog.refused()).should.be.empty();
        });

        for (const [name, bad, reason] of [
            [
                "keepalive",
                ["0", "65536", "1.5", "", "a minute"],
                "Keep alive: expected a whole number of 1 to 65535",
            ],
            ["connectTimeout", ["0", "3601"], "Connect time-out: expected a whole number of 1 to 3600"],
            ["actionTimeout", ["0", "3601"], "Action time-out: expected a whole number of 1 to 3600"],
            ["inFlight", ["0", "65536", "-1"], "In flight: expected a whole number of 1 to 65535"],
            ["queueLimit", ["0", "10000001", "1e3"], "Documents: expected a whole number of 1 to 10000000"],
            ["queueMaxMB", ["0", "100001", "1.5"], "Size: expected a whole number of 1 to 100000"],
        ] as const) {
            it(`refuses what is out of range in ${name}, and says why`, async () => {
                await dialog.showMoreSettings();
                for (const text of bad) {
                    await dialog.fill(name, text);
                    (await dialog.refused()).should.deepEqual([name], text);
                }
                (await dialog.reason(name)).should.equal(reason);
                await dialog.fill(name, "1");
                (await dialog.refused()).should.be.empty();
            });
        }

        for (const [name, good, bad, reason] of [
            [
                "uplinkTimeValidity",
                ["", "90s", "5m", "72h", "3d"],
                ["5", "h", "0m", "-1h", "1.5h", "2 weeks"],
                "Time validity: expected a number and a unit, such as 90s, 5m, 72h or 3d",
            ],
            [
                "sharedGroup",
                ["", "replicas", " a-b_2 "],
                ["a/b", "+", "#", "two words", "x".repeat(65)],
                "Shared group: expected 1 to 64 letters, digits, - or _",
            ],
            [
                "minUplinksPerHour",
                ["", "1", "10000000"],
                ["0", "1.5", "many", "10000001"],
                "Minimum per hour: expected a whole number of 1 to 10000000",
            ],
            [
                "rateWindow",
                ["", "Mon-Fri", "Mon-Fri 08:00-18:00, Sat 09:00-12:00"],
                ["always", "08:00-18:00", "Mon-Fri 8-18"],
                "Days and hours: expected days and hours, such as Mon-Fri 08:00-18:00, Sat 09:00-12:00",
            ],
        ] as const) {
            it(`takes what is good for ${name}, refuses the rest, and says why`, async () => {
                await dialog.showMoreSettings();
                for (const text of bad) {
                    await dialog.fill(name, text);
                    (await dialog.refused()).should.deepEqual([name], text);
                }
                (await dialog.reason(name)).should.equal(reason);
                for (const text of good) {
                    await dialog.fill(name, text);
                    (await dialog.refused()).should.deepEqual([], text);
                }
                await dialog.fill(name, "");
            });
        }

        it("sorts the rare settings under headings", async () => {
            await dialog.showMoreSettings();
            (await dialog.groups.allTextContents()).should.deepEqual([
                "Connection",
                "Queue",
                "Commands",
                "Alarm: too few uplinks",
            ]);
        });

        it("says what each choice of the rare settings means", async () => {
            (await dialog.options("reconnectStrategy")).should.deepEqual([
                ["normal", "Normal: waits 1 minute at most"],
                ["calm", "Calm: waits 10 minutes at most"],
                ["aggressive", "Aggressive: waits 10 seconds at most"],
            ]);
            (await dialog.options("queue")).should.deepEqual([
                ["disk", "On disk: survives a restart"],
                ["memory", "In memory: lost at a restart"],
            ]);
            (await dialog.options("whenFull")).should.deepEqual([
                ["reject-new", "Refuse new documents"],
                ["drop-oldest", "Give up the oldest documents"],
            ]);
        });

        it("refuses a client ID that is too long", async () => {
            await dialog.showMoreSettings();
            await dialog.fill("clientId", "x".repeat(129));
            (await dialog.refused()).should.deepEqual(["clientId"]);
            await dialog.fill("clientId", "x".repeat(128));
            (await dialog.refused()).should.be.empty();
        });

        it("shows and hides what is typed as a password", async () => {
            await dialog.fill("password", "secret");
            should(await dialog.field("password").getAttribute("type")).equal("password");
            should(await dialog.eye.getAttribute("aria-label")).equal("Show the password");
            await dialog.eye.click();
            should(await dialog.field("password").getAttribute("type")).equal("text");
            should(await dialog.eye.getAttribute("aria-label")).equal("Hide the password");
            should(await dialog.eye.getAttribute("aria-pressed")).equal("true");
            await dialog.eye.click();
            should(await dialog.field("password").getAttribute("type")).equal("password");
            (await dialog.value("password")).should.equal("secret");
            await dialog.fill("password", "");
        });

        it("gives each field a label that leads to it", async () => {
            await dialog.showMoreSettings();
            for (const name of [
                "name",
                "customHostname",
                "enterpriseId",
                "username",
                "password",
                "keepalive",
                "reconnectStrategy",
                "queue",
                "queueLimit",
                "queueMaxMB",
                "whenFull",
                "uplinkTimeValidity",
                "downlinkPort",
                "downlinkAsId",
                "downlinkAsKey",
                "sharedGroup",
            ]) {
                await dialog.label(name).click();
                await dialog.field(name).and(session.page.locator(":focus")).waitFor();
            }
        });
    });

    describe("opened anew", () => {
        beforeEach(() => open("uplink"));

        afterEach(() => editor.closeDialogs());

        it("takes the name of an environment variable in each field for text", async () => {
            await dialog.showMoreSettings();
            for (const name of [
                "name",
                "customHostname",
                "enterpriseId",
                "username",
                "password",
                "description",
                "clientId",
                "keepalive",
                "connectTimeout",
                "actionTimeout",
                "queueLimit",
                "queueMaxMB",
                "uplinkTimeValidity",
                "inFlight",
                "downlinkPort",
                "downlinkAsId",
                "downlinkAsKey",
                "sharedGroup",
            ]) {
                await dialog.fill(name, `\${WMW_${name.toUpperCase()}}`);
            }
            (await dialog.refused()).should.be.empty();
            (await dialog.preview()).should.deepEqual({
                broker: "mqtts://${WMW_CUSTOMHOSTNAME}",
                uplink: "uplink_${WMW_ENTERPRISEID}",
                downlink: "downlink_${WMW_ENTERPRISEID}",
            });
        });

        it("can be filled in and saved by the keyboard alone", async () => {
            const { keyboard } = session.page;
            const press = async (key: string, focused: string): Promise<void> => {
                await keyboard.press(key);
                await session.page.locator(`${focused}:focus`).waitFor();
            };
            const field = (name: string): string => `#node-config-input-${name}`;
            await dialog.field("name").focus();
            await keyboard.type("By keyboard");
            await press("Tab", field("region"));
            await press("Tab", field("customHostname"));
            await press("Tab", field("enterpriseId"));
            await keyboard.type("1705");
            await press("Tab", field("username"));
            await press("Tab", field("password"));
            await keyboard.type("secret");
            await press("Tab", ".wmw-eye");
            await press("Space", ".wmw-eye");
            should(await dialog.field("password").getAttribute("type")).equal("text");
            await press("Tab", field("description"));
            await press("Tab", ".wmw-test-button");
            await press("Tab", ".wmw-copy-button");
            await press("Tab", "#wmw-connection-dialog summary");
            await press("Enter", "#wmw-connection-dialog summary");
            for (const name of [
                "active",
                "tls",
                "protocolVersion",
                "clientId",
                "keepalive",
                "connectTimeout",
                "actionTimeout",
                "reconnectStrategy",
                "queue",
                "queueLimit",
                "queueMaxMB",
                "whenFull",
                "uplinkTimeValidity",
                "inFlight",
                "downlinkEnabled",
                "downlinkPort",
                "downlinkAsId",
                "downlinkAsKey",
                "sharedGroup",
            ]) {
                await press("Tab", field(name));
            }
            await press("Shift+Tab", field("downlinkAsKey"));
            await press("Shift+Tab", field("downlinkAsId"));
            await press("Shift+Tab", field("downlinkPort"));
            await keyboard.type("10");
            await keyboard.press("Control+Enter");
            await dialog.closed();

            const nodeDialog = editor.openNodeDialog();
            (await nodeDialog.options("connection"))
                .slice(0, 1)
                .should.deepEqual([["config", "By keyboard"]]);
            const again = await nodeDialog.editConnection();
            (await again.value("enterpriseId")).should.equal("1705");
            (await again.value("downlinkPort")).should.equal("10");
        });
    });

    describe("of a connection that was saved with something wrong", () => {
        afterEach(() => editor.closeDialogs());

        it("marks a region that this Node-RED does not know", async () => {
            await editor.node("to-far").warning.waitFor();
            await open("to-far");
            await dialog
                .field("region")
                .locator("option", { hasText: "Mars (unknown)" })
                .waitFor({ state: "attached" });
            (await dialog.value("region")).should.equal("Mars");
            (await dialog.refused()).should.deepEqual(["region"]);
            (await dialog.reason("region")).should.equal("Region: not known to this Node-RED");
        });

        it("unfolds the rare settings where one of them is wrong", async () => {
            await open("to-number");
            await dialog.field("keepalive").waitFor();
            (await dialog.refused()).should.deepEqual(["keepalive"]);
        });

        it("keeps an environment variable as the region", async () => {
            await open("to-variable");
            (await dialog.value("region")).should.equal("${REGION}");
            (await dialog.refused()).should.be.empty();
            (await dialog.preview()).broker.should.equal("${REGION}");
            (await dialog.field("customHostname").isVisible()).should.be.true();
        });

        it("keeps an environment variable where the choice is from a list", async () => {
            await open("to-variable");
            (await dialog.value("queue")).should.equal("${QUEUE}");
            await dialog.save();
            const again = await editor.openNodeDialog().editConnection();
            (await again.value("queue")).should.equal("${QUEUE}");
        });

        it("finds nothing wrong with one that was saved before there was a queue, and shows what holds", async () => {
            (await editor.node("to-early").warning.isVisible()).should.be.false();
            await open("to-early");
            (await dialog.refused()).should.be.empty();
            (await dialog.values(Object.keys(QUEUE_DEFAULTS))).should.deepEqual(QUEUE_DEFAULTS);
        });
    });

    describe("of a new connection", () => {
        afterEach(() => editor.closeDialogs());

        it("keeps uplinks on disk and refuses them when it is full, unless told otherwise", async () => {
            dialog = await (await editor.node("uplink").edit()).addConnection();
            (await dialog.values(Object.keys(QUEUE_DEFAULTS))).should.deepEqual(QUEUE_DEFAULTS);
        });

        it("saves what was chosen", async () => {
            const chosen = {
                reconnectStrategy: "calm",
                queue: "memory",
                queueLimit: "500",
                queueMaxMB: "10",
                whenFull: "drop-oldest",
                uplinkTimeValidity: "72h",
                sharedGroup: "replicas",
            };
            dialog = await (await editor.node("uplink").edit()).addConnection();
            await dialog.fill("enterpriseId", "1705");
            await dialog.showMoreSettings();
            for (const [name, value] of Object.entries(chosen)) await dialog.enter(name, value);
            await dialog.save();
            const again = await editor.openNodeDialog().editConnection();
            (await again.values(Object.keys(chosen))).should.deepEqual(chosen);
        });
    });

    describe("afterwards", () => {
        it("has left no error on the page", () => {
            editor.errors.should.be.empty();
        });
    });
});
