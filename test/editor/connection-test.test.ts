import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import should from "should";
import { freePort } from "../../demo/ports";
import { startPlatform, type Platform } from "../../demo/platform";
import { describeWithBrowser } from "../support/browser";
import { configNode, LOGIN, tlsNode, uplinkNode } from "../support/flow-nodes";
import { contrast, READABLE } from "./contrast";
import { EditorSession, THEMES } from "./editor-session";
import { onTab } from "./flows";
import { type ConnectionDialog } from "./pages/connection-dialog";
import { type ConnectionTestBox } from "./pages/connection-test-box";
import { type Editor } from "./pages/editor";

// What the functions that run in the page need of the page.
declare const navigator: { readonly clipboard: { readText(): Promise<string> } };

const ALL_WELL = ["passed", "passed", "passed", "passed", "passed", "passed", "not tried"];

describeWithBrowser("the test of a connection in its dialog", () => {
    let session: EditorSession;
    let editor: Editor;
    let dialog: ConnectionDialog;
    let box: ConnectionTestBox;
    /** A platform whose certificate Node-RED does not trust. */
    let stranger: Platform;
    /** Accepts connections and says nothing. */
    let silent: Server;
    const visitors = new Set<Socket>();

    before(async () => {
        stranger = await startPlatform();
        silent = createServer((socket) => {
            visitors.add(socket.resume().on("error", () => undefined));
            socket.on("close", () => visitors.delete(socket));
        });
        await once(silent.listen(0, "127.0.0.1"), "listening");
        session = await EditorSession.start((platform) => ({
            flows: onTab(
                // Patient enough for a test to be ended by hand, on a slow machine too.
                [tlsNode(), configNode(platform.mqttPort, { tls: "", active: false, connectTimeout: 60 })],
                [uplinkNode()],
            ),
            settings: { wmwConfigRegions: { Unknown: "broker.invalid" } },
            credentials: { config: LOGIN, ca: { cadata: platform.caPem } },
        }));
        ({ editor } = session);
    });

    beforeEach(async () => {
        dialog = await (await editor.node("uplink").edit()).editConnection();
        box = dialog.test;
    });

    afterEach(async () => {
        await editor.closeDialogs();
        editor.errors.splice(0).should.be.empty();
    });

    after(async () => {
        await session.stop();
        await stranger.close();
        silent.close();
    });

    const portOfSilent = (): number => (silent.address() as AddressInfo).port;

    it("shows nothing before it is asked for", async () => {
        (await box.isVisible()).should.be.false();
    });

    it("passes each step of a connection that works, with the stored password", async () => {
        (await box.run()).should.equal("The connection works: deploy to use it.");
        (await box.states()).should.deepEqual(ALL_WELL);
        const tls = await box.step("TLS: passed");
        should(await tls.textContent()).match(
            /for localhost, 127\.0\.0\.1, issued by WMW stand-in CA .* valid from /,
        );
    });

    it("tries what stands in the form, not what was saved", async () => {
        await dialog.fill("enterpriseId", "5678");
        (await box.run()).should.equal("The test failed at: Subscribe");
        (await box.failure()).should.match(/^This user may not subscribe/);
        await dialog.fill("enterpriseId", "1234");
        (await box.run()).should.startWith("The connection works");
    });

    const failures: [title: string, prepare: () => Promise<void>, step: string, advice: RegExp][] = [
        [
            "a setting is missing",
            () => dialog.fill("enterpriseId", ""),
            "Settings",
            /^Enterprise ID: missing/,
        ],
        [
            "the stored password would go elsewhere",
            () => dialog.chooseRegion("US"),
            "Settings",
            /^Password: type it again/,
        ],
        [
            "the host of a region is not known",
            async () => {
                await dialog.chooseRegion("Unknown");
                await dialog.fill("password", "typed");
            },
            "Host name",
            /Choose the region Custom, and copy the server's name from WMW's Settings > Connectivity/,
        ],
        [
            "nothing listens there",
            async () => {
                await dialog.fill("customHostname", `127.0.0.1:${await freePort()}`);
                await dialog.fill("password", "typed");
            },
            "TCP",
            /^Nothing accepts connections/,
        ],
        [
            "the certificate is not trusted",
            async () => {
                await dialog.fill("customHostname", `localhost:${stranger.mqttPort}`);
                await dialog.fill("password", "typed");
            },
            "TLS",
            /^The certificate is not trusted\. .* issued by WMW stand-in CA/,
        ],
        [
            "the password is wrong",
            () => dialog.fill("password", "not-the-password"),
            "MQTT login",
            /^The broker refuses username and password/,
        ],
        [
            "the broker does not speak the version of MQTT",
            async () => {
                await dialog.showMoreSettings();
                await dialog.enter("protocolVersion", "5");
            },
            "MQTT login",
            /^The broker does not speak this version of MQTT/,
        ],
    ];
    for (const [title, prepare, step, advice] of failures) {
        it(`says at which step it failed and what to do, where ${title}`, async () => {
            await prepare();
            (await box.run()).should.equal(`The test failed at: ${step}`);
            (await box.failure()).should.match(advice);
            (await box.states()).filter((state) => state === "failed").should.have.length(1);
        });
    }

    it("shows its progress, can be cancelled by the keyboard, and leaves nothing open", async () => {
        await dialog.fill("customHostname", `127.0.0.1:${portOfSilent()}`);
        await dialog.fill("password", "typed");
        await box.button.focus();
        await session.page.keyboard.press("Enter");
        await box.step("TCP: passed");
        await box.step("TLS: being tried");
        await box.button.filter({ hasText: "Cancel the test" }).waitFor();
        await session.page.keyboard.press("Enter");
        (await box.ended()).should.equal("The test was cancelled.");
        await box.step("TLS: not reached yet");
        await allGone();
        await dialog.fill("customHostname", `localhost:${session.platform.mqttPort}`);
        await dialog.fill("password", LOGIN.password);
        await session.page.keyboard.press("Tab");
        (await box.run()).should.startWith("The connection works");
    });

    it("ends with its dialog", async () => {
        await dialog.fill("customHostname", `127.0.0.1:${portOfSilent()}`);
        await dialog.fill("password", "typed");
        await box.button.click();
        await box.step("TLS: being tried");
        await editor.closeDialogs();
        await allGone();
    });

    async function allGone(): Promise<void> {
        for (const visitor of visitors) await once(visitor, "close");
    }

    for (const theme of THEMES) {
        it(`can be read in the ${theme} theme`, async () => {
            await dialog.fill("password", "not-the-password");
            await box.run();
            await editor.useTheme(theme);
            for (const part of [box.verdict, box.button, box.copyButton, ...(await box.steps.all())]) {
                (await contrast(part)).should.be.aboveOrEqual(READABLE);
            }
            await editor.useTheme("light");
        });
    }

    it("keeps within a narrow dialog", async () => {
        await session.page.setViewportSize({ width: 740, height: 1000 });
        await box.run();
        (await box.overhang()).should.equal(0);
        await session.page.setViewportSize({ width: 1300, height: 1000 });
    });

    describe("the button beside it", () => {
        before(() => session.page.context().grantPermissions(["clipboard-read", "clipboard-write"]));

        it("copies the body of ThingPark's POST /connections, without the password", async () => {
            await dialog.fill("password", "typed-password");
            await box.copyButton.click();
            await dialog.queue.told(/^Copied: the body of POST \/connections/);
            const text = await session.page.evaluate(() => navigator.clipboard.readText());
            text.should.not.containEql("typed-password");
            const body = JSON.parse(text) as object;
            body.should.have.properties({ connectorId: "actility-mqtt-iot", brand: "WMW", active: false });
            body.should.have.property("configuration").with.properties({
                hostName: `localhost:${session.platform.mqttPort}`,
                protocol: "SSL",
                username: LOGIN.username,
                password: "<password>",
                uplinkTopicPattern: "uplink_1234",
                downlinkTopicPattern: "downlink_1234",
            });
        });

        it("says why there is nothing to copy", async () => {
            await dialog.fill("enterpriseId", "");
            await box.copyButton.click();
            await dialog.queue.told("Nothing was copied. Enterprise ID: missing");
        });
    });
});
