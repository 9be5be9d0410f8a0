import type { MqttClient } from "mqtt";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import should from "should";
import type { Platform } from "../../demo/platform";
import { describeWithBrowser, launchBrowser } from "../support/browser";
import { PlatformPage } from "./platform-page";
import { Cleanup, nextMessage, uplink } from "./support";

const DEVICE = "20635F01000000A1";
const OTHER = "20635F01000000A2";
const STRANGER = "20635F01000000FF";
const TYPE = "Elsys ELT-2 External temperature";

describeWithBrowser("the platform's page", () => {
    const cleanup = new Cleanup();
    let browser: Browser;
    /** One that all tests use that want no other: to make one takes longer than most of them do. */
    let tab: Page;

    before(async () => {
        browser = await launchBrowser();
        tab = await openTab({});
    });
    after(async () => {
        await browser.close();
    });

    /** A platform whose enterprise 1234 has one device. */
    async function platformWithDevice(): Promise<Platform> {
        const platform = await cleanup.platform();
        platform.addDevice("1234", { uniqueIdentifier: DEVICE, deviceType: TYPE });
        return platform;
    }

    function openTab(options: BrowserContextOptions): Promise<Page> {
        return browser.newPage({ timezoneId: "Europe/Paris", ...options });
    }

    async function open(platform: Platform, hash?: string): Promise<PlatformPage> {
        const page = await PlatformPage.open(tab, platform.httpUrl, hash);
        cleanup.add(() => page.leave());
        return page;
    }

    async function send(client: MqttClient, ...documents: object[]): Promise<void> {
        for (const document of documents) {
            await client.publishAsync("uplink_1234", JSON.stringify(document), { qos: 1 });
        }
    }

    describe("shows the devices", () => {
        it("of an enterprise, in the reader's time zone", async () => {
            const platform = await platformWithDevice();
            const client = await cleanup.client(platform);
            const page = await open(platform);
            const [identifier, type, created, last] = await page.deviceCells(DEVICE);
            should([identifier, type, last]).eql([DEVICE, TYPE, "–"]);
            const createdOn = new Date(platform.devices("1234")[0]?.createdOn ?? "");
            const inParis = createdOn.toLocaleString("sv-SE", { timeZone: "Europe/Paris" });
            should(created).equal(inParis);
            await send(client, uplink(DEVICE));
            await page.table("Devices").getByRole("cell", { name: "–" }).waitFor({ state: "detached" });
            should((await page.deviceCells(DEVICE))[3]).match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
            page.assertQuiet();
        });

        it("of the enterprise that is chosen, and keeps the choice in its address", async () => {
            const platform = await platformWithDevice();
            platform.addDevice("5678", { uniqueIdentifier: OTHER, deviceType: TYPE });
            const page = await open(platform);
            await page.sees(DEVICE);
            await page.chooseEnterprise("5678");
            await page.sees(OTHER);
            await page.seesNo(DEVICE);
            await page.page.reload();
            await page.sees(OTHER);
            await page.page.goBack();
            await page.sees(DEVICE);
            page.assertQuiet();
        });

        it("and says so where there are none", async () => {
            const page = await open(await cleanup.platform());
            await page.sees(/No devices yet/);
            page.assertQuiet();
        });

        it("and how many MQTT clients are connected at the time", async () => {
            const platform = await cleanup.platform();
            const page = await open(platform);
            await page.seesClients(0);
            const client = await cleanup.client(platform);
            await page.seesClients(1);
            await client.endAsync();
            await page.seesClients(0);
            page.assertQuiet();
        });
    });

    describe("adds a device", () => {
        it("that is then in the list", async () => {
            const platform = await cleanup.platform();
            const page = await open(platform);
            await page.startToAdd();
            await page.fillInDevice({ identifier: ` ${DEVICE.toLowerCase()}`, type: TYPE });
            should((await page.deviceCells(DEVICE))[1]).equal(TYPE);
            should(platform.devices("1234")).match([{ uniqueIdentifier: DEVICE, deviceType: TYPE }]);
            page.assertQuiet();
        });

        it("by the keyboard alone", async () => {
            const page = await open(await cleanup.platform());
            await page.page.getByRole("button", { name: "Add a device" }).press("Enter");
            await page.dialog().waitFor();
            await page.page.keyboard.type(DEVICE);
            await page.page.keyboard.press("Tab");
            await page.page.keyboard.type(TYPE);
            await page.page.keyboard.press("Enter");
            should((await page.deviceCells(DEVICE))[1]).equal(TYPE);
            should(await page.focused()).equal("Add a device");
            page.assertQuiet();
        });

        it("unless it is refused, and then says why", async () => {
            const platform = await platformWithDevice();
            const page = await open(platform);
            await page.startToAdd();
            await page.fillInDevice({ identifier: "20635F" });
            await page.sees("Not added: uniqueIdentifier: expected a DevEUI, 16 hex digits");
            page.expectRefusal(400);
            await page.fillInDevice({ identifier: DEVICE });
            await page.sees(`Not added: the device ${DEVICE} exists already`);
            page.expectRefusal(409);
            await page.page.keyboard.press("Escape");
            await page.dialog().waitFor({ state: "hidden" });
            should(platform.devices("1234")).have.length(1);
            page.assertQuiet();
        });

        it("that sends without being registered, in one step", async () => {
            const platform = await cleanup.platform();
            const client = await cleanup.client(platform);
            await send(client, uplink(STRANGER), uplink(STRANGER), uplink(OTHER));
            const page = await open(platform);
            should(await page.unknownDevices()).eql([`${STRANGER} 2 documents`, `${OTHER} 1 document`]);
            await page.page.getByRole("button", { name: `Add ${STRANGER}` }).click();
            await page.fillInDevice({ type: TYPE });
            should((await page.deviceCells(STRANGER))[1]).equal(TYPE);
            should(await page.unknownDevices()).eql([`${OTHER} 1 document`]);
            page.assertQuiet();
        });
    });

    describe("shows the status messages of a device", () => {
        it("newest first, with the decoded values", async () => {
            const platform = await platformWithDevice();
            const client = await cleanup.client(platform);
            const signal = { LrrRSSI: "-83.000000", LrrSNR: 9.5 };
            const payload = {
                temperature: 20.4,
                relative_humidity: 45,
                battery_level: "87",
                timestamp: "2026-03-01T09:00:00Z",
                mode: "eco",
                position: { lat: 48.1 },
            };
            await send(
                client,
                uplink(DEVICE, { payload_hex: "00", FCntUp: 1 }),
                uplink(DEVICE, { payload_hex: "0100cc", FCntUp: 2, ...signal, payload }),
            );
            const page = await open(platform);
            await page.openDevice(DEVICE);
            should(await page.statusMessages("0100cc")).eql([
                "2026-03-01 10:00:00 2 2 -83 9.5 0100cc",
                [
                    "temperature: 20.4°C relative_humidity: 45% battery_level: 87%",
                    'timestamp: 2026-03-01 10:00:00 mode: eco position: {"lat":48.1}',
                ].join(" "),
                "2026-03-01 10:00:00 2 1 – – 00",
            ]);
            page.assertQuiet();
        });

        it("with bars as long and as coloured as their percentages", async () => {
            const platform = await platformWithDevice();
            const client = await cleanup.client(platform);
            const values = [{ battery_level: 12 }, { battery_level: 34 }, { relative_humidity: 92.44 }];
            await send(client, ...values.map((payload) => uplink(DEVICE, { payload })));
            // What is no percentage gets no bar.
            await send(client, uplink(DEVICE, { payload: { battery_level: 120, relative_humidity: "dry" } }));
            const page = await open(platform, `#/1234/${DEVICE}`);
            should(await page.statusMessages("12%")).matchAny(/battery_level: 120 relative_humidity: dry$/);
            await page.sees("92.4%");
            const fills = await page.table("Status messages").locator(".fill").all();
            const drawn = await Promise.all(
                fills.map(async (fill) => [
                    await fill.getAttribute("class"),
                    await fill.getAttribute("style"),
                ]),
            );
            should(drawn).eql([
                ["fill humidity", "width: 92.44%;"],
                ["fill fair", "width: 34%;"],
                ["fill bad", "width: 12%;"],
            ]);
            page.assertQuiet();
        });

        it("with other documents as events, by their kind and without their secrets", async () => {
            const platform = await platformWithDevice();
            const client = await cleanup.client(platform);
            const common = { DevEUI: DEVICE, Time: "2026-03-01T09:00:00Z" };
            await send(
                client,
                { DevEUI_notification: { ...common, Type: "join", Var1: "" } },
                {
                    DevEUI_downlink_Sent: {
                        ...common,
                        DeliveryStatus: 1,
                        Lrrs: { Lrr: [] },
                        Token: "secret",
                    },
                },
            );
            const page = await open(platform, `#/1234/${DEVICE}`);
            should(await page.statusMessages("DevEUI_notification")).eql([
                "2026-03-01 10:00:00 DevEUI_downlink_Sent",
                "DeliveryStatus: 1",
                "2026-03-01 10:00:00 DevEUI_notification",
                "Type: join",
            ]);
            page.assertQuiet();
        });

        it("as they come, two that are the same as well", async () => {
            const platform = await platformWithDevice();
            const client = await cleanup.client(platform);
            const page = await open(platform, `#/1234/${DEVICE}`);
            await page.sees("Nothing came from this device yet.");
            await send(client, uplink(DEVICE, { payload_hex: "01" }));
            await page.seesNewest("01");
            await send(client, uplink(DEVICE, { payload_hex: "02" }), uplink(DEVICE, { payload_hex: "02" }));
            await page
                .table("Status messages")
                .getByRole("cell", { name: "02", exact: true })
                .nth(1)
                .waitFor();
            should(await page.statusMessages("02")).have.length(3);
            await page.seesNo("Nothing came from this device yet.");
            page.assertQuiet();
        });

        it("but only the last hundred of many", async () => {
            const platform = await platformWithDevice();
            const client = await cleanup.client(platform);
            await send(
                client,
                ...Array.from({ length: 103 }, (_, FCntUp) => uplink(DEVICE, { FCntUp, payload_hex: "00" })),
            );
            const page = await open(platform, `#/1234/${DEVICE}`);
            await page.sees("The last 100 messages are shown.");
            const rows = await page.statusMessages("102");
            should(rows).have.length(100);
            should(rows.at(-1)).match(/ 2 3 – – 00$/);
            page.assertQuiet();
        });

        it("and leads back to the list, with the focus where one goes on reading", async () => {
            const page = await open(await platformWithDevice());
            await page.openDevice(DEVICE);
            should(await page.focused()).equal(DEVICE);
            await page.page.getByRole("link", { name: "All devices" }).click();
            await page.page.getByRole("heading", { name: "Devices" }).waitFor();
            should(await page.focused()).equal("Devices");
            page.assertQuiet();
        });

        it("and says so where the device does not exist", async () => {
            const page = await open(await platformWithDevice(), `#/1234/${STRANGER}`);
            await page.sees("There is no such device in this enterprise.");
            page.assertQuiet();
        });
    });

    describe("sends a downlink", () => {
        it("to the subscribers of the enterprise", async () => {
            const platform = await platformWithDevice();
            const client = await cleanup.client(platform);
            await client.subscribeAsync("downlink_1234", { qos: 1 });
            const page = await open(platform, `#/1234/${DEVICE}`);
            const message = nextMessage(client);
            await page.sendDownlink({ fPort: "10", payload: "01 01 2C", confirmed: true });
            await page.sees("Sent on downlink_1234: FPort 10, 01012C.");
            const { DevEUI_downlink: command } = JSON.parse((await message).payload.toString()) as {
                DevEUI_downlink: Record<string, unknown>;
            };
            const { Time: time, ...rest } = command;
            should(rest).eql({ DevEUI: DEVICE, FPort: 10, payload_hex: "01012C", Confirmed: "1" });
            should(new Date(String(time)).toISOString()).equal(time);
            page.assertQuiet();
        });

        it("and says where nobody is there to take it", async () => {
            const page = await open(await platformWithDevice(), `#/1234/${DEVICE}`);
            await page.sendDownlink({ payload: "00" });
            await page.sees("Sent on downlink_1234: FPort 1, 00. No MQTT client is connected now.");
            page.assertQuiet();
        });

        for (const [title, downlink, reason] of [
            ["an FPort of 0", { fPort: "0", payload: "00" }, "FPort: expected a whole number, 1 to 224"],
            [
                "an FPort over 224",
                { fPort: "225", payload: "00" },
                "FPort: expected a whole number, 1 to 224",
            ],
            ["half a byte", { payload: "012" }, "Payload: expected hex digits, two for each byte"],
            ["no payload", { payload: "" }, "Payload: expected hex digits, two for each byte"],
        ] as const) {
            it(`unless it has ${title}, and then says what was expected`, async () => {
                const page = await open(await platformWithDevice(), `#/1234/${DEVICE}`);
                await page.sendDownlink(downlink);
                await page.sees(reason);
                should(page.requests.filter((url) => url.endsWith("/downlinks"))).be.empty();
                page.assertQuiet();
            });
        }

        it("and tells of a refusal in the platform's words", async () => {
            const page = await open(await platformWithDevice(), `#/1234/${DEVICE}`);
            await page.page.route("**/downlinks", (route) =>
                // The platform takes no more than 64 kB.
                route.continue({ postData: JSON.stringify("x".repeat(65_536)) }),
            );
            await page.sendDownlink({ payload: "00" });
            await page.sees("Not sent: the body is over 64 kB");
            page.expectRefusal(413);
            page.assertQuiet();
        });
    });

    it("says when the platform is gone, and goes on when it is back", async () => {
        const platform = await platformWithDevice();
        const httpPort = Number(new URL(platform.httpUrl).port);
        const page = await open(platform, `#/1234/${DEVICE}`);
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
        const platform = await platformWithDevice();
        const client = await cleanup.client(platform);
        await send(client, uplink(STRANGER));
        const page = await open(platform);
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
        const page = await open(platform);
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
            const platform = await platformWithDevice();
            const client = await cleanup.client(platform);
            const long = { note: "word".repeat(50), position: { text: "x".repeat(300) } };
            await send(
                client,
                uplink(STRANGER),
                uplink(DEVICE, { payload_hex: "00".repeat(51), payload: long }),
            );
            const narrow = await openTab({ colorScheme, viewport: { width: 360, height: 640 } });
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
        const platform = await platformWithDevice();
        const client = await cleanup.client(platform);
        await send(client, uplink(STRANGER));
        const page = await open(platform);
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
