import should from "should";
import { freePort } from "../../../demo/ports";
import { describeWithBrowser } from "../../support/browser";
import { uplink } from "../support";
import { DEVICE, OTHER, PageSuite, send, STRANGER, TYPE } from "./page-suite";
import { PlatformPage } from "./platform-page";

describeWithBrowser("the platform's page", () => {
    const suite = new PageSuite();
    const { cleanup } = suite;

    it("says when the platform is gone, and goes on when it is back", async () => {
        // None of those that the system hands out: somebody else would have it by the time of the second platform.
        const httpPort = await freePort();
        const platform = await suite.platformWithDevice({ httpPort });
        const page = await suite.open(platform, `#/1234/${DEVICE}`);
        await page.page.getByRole("heading", { name: DEVICE }).waitFor();
        await platform.close();
        await page.sees("Connection lost, trying again…");
        await page.sendDownlink({ payload: "00" });
        await page.sees("Not sent: the platform does not answer");
        const successor = await cleanup.platform({ httpPort });
        successor.addDevice("1234", { uniqueIdentifier: DEVICE, deviceType: "Successor" });
        await page.sees("Live");
        await page.sees("Successor");
        page.forgetLostConnections();
        page.assertQuiet();
    });

    it("leaves the focus alone while the list changes under it", async () => {
        const platform = await suite.platformWithDevice();
        const client = await cleanup.client(platform);
        await send(client, uplink(STRANGER));
        const page = await suite.open(platform);
        await page.page.getByRole("button", { name: `Add ${STRANGER}` }).focus();
        await send(client, uplink(STRANGER), uplink(OTHER));
        platform.addDevice("1234", { uniqueIdentifier: "20635F01000000A3", deviceType: TYPE });
        await page.sees("2 documents");
        await page.sees("20635F01000000A3");
        should(await page.focused()).equal(`Add ${STRANGER}`);
        page.assertQuiet();
    });

    it("shows markup in documents and device types as text", async () => {
        const markup = "<img src=/nothing onerror=document.title='injected'>";
        const platform = await cleanup.platform();
        platform.addDevice("1234", { uniqueIdentifier: DEVICE, deviceType: markup });
        const client = await cleanup.client(platform);
        await send(
            client,
            uplink(DEVICE, { payload_hex: markup, payload: { [markup]: markup, timestamp: markup } }),
            { DevEUI_notification: { DevEUI: DEVICE, Type: markup, [markup]: 1 } },
        );
        const page = await suite.open(platform);
        should((await page.deviceCells(DEVICE))[1]).equal(markup);
        await page.openDevice(DEVICE);
        should(await page.statusMessages("timestamp")).containDeep([
            `Type: ${markup} ${markup}: 1`,
            `${markup}: ${markup} timestamp: ${markup}`,
        ]);
        should(await page.page.locator("main img, main [onerror]").count()).equal(0);
        should(page.requests.filter((url) => url.endsWith("/nothing"))).be.empty();
        should(await page.page.title()).not.match(/injected/);
        page.assertQuiet();
    });

    it("may load and send nothing but its own", async () => {
        const platform = await cleanup.platform();
        for (const path of ["/", "/page.js", "/page.css", "/icon.svg"]) {
            const { status, headers } = await fetch(platform.httpUrl + path);
            should(status).equal(200);
            const policy = headers.get("content-security-policy") ?? "";
            should(policy).startWith("default-src 'none'; script-src 'self'; style-src 'self';");
            should(policy).not.match(/unsafe|http|\*/);
            should(headers.get("x-content-type-options")).equal("nosniff");
        }
    });

    for (const colorScheme of ["light", "dark"] as const) {
        it(`fits a narrow screen in ${colorScheme}, and is still made of tables`, async () => {
            const platform = await suite.platformWithDevice();
            const client = await cleanup.client(platform);
            const long = { note: "word".repeat(50), position: { text: "x".repeat(300) } };
            await send(
                client,
                uplink(STRANGER),
                uplink(DEVICE, { payload_hex: "00".repeat(51), payload: long }),
            );
            const narrow = await suite.openTab({ colorScheme, viewport: { width: 360, height: 640 } });
            cleanup.add(() => narrow.close());
            const page = await PlatformPage.open(narrow, platform.httpUrl);
            await page.unknownDevices();
            should(await page.width()).equal(360);
            should(await page.deviceCells(DEVICE)).have.length(4);
            await page.openDevice(DEVICE);
            should(await page.statusMessages("note")).have.length(2);
            should(await page.width()).equal(360);
            const ground = await page.page.evaluate<string>(
                "getComputedStyle(document.documentElement).backgroundColor",
            );
            should(ground).equal(colorScheme === "light" ? "rgb(244, 246, 247)" : "rgb(17, 25, 28)");
            page.assertQuiet();
        });
    }

    it("has a name for every control", async () => {
        const platform = await suite.platformWithDevice();
        const client = await cleanup.client(platform);
        await send(client, uplink(STRANGER));
        const page = await suite.open(platform);
        await page.unknownDevices();
        await page.startToAdd();
        await page.dialog().waitFor();
        should(await nameless(page)).eql([]);
        await page.page.keyboard.press("Escape");
        should(await nameless(page)).eql([]);
        await page.openDevice(DEVICE);
        should(await nameless(page)).eql([]);
        page.assertQuiet();
    });

    /** The controls that a screen reader could tell by their kind only. */
    async function nameless({ page }: PlatformPage): Promise<string[]> {
        const tree = await page.locator("body").ariaSnapshot();
        const lines = tree.split("\n").map((line) => line.trim());
        should(lines.some((line) => line.startsWith("- button"))).be.true();
        return lines.filter((line) => /^- (button|textbox|combobox|checkbox|link)(?! ")/.test(line));
    }
});
