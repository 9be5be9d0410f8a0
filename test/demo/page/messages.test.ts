import should from "should";
import { describeWithBrowser } from "../../support/browser";
import { uplink } from "../support";
import { DEVICE, PageSuite, send, STRANGER } from "./page-suite";

describeWithBrowser("the platform's page", () => {
    const suite = new PageSuite();
    const { cleanup } = suite;

    describe("shows the status messages of a device", () => {
        it("newest first, with the decoded values", async () => {
            const platform = await suite.platformWithDevice();
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
            const page = await suite.open(platform);
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
            const platform = await suite.platformWithDevice();
            const client = await cleanup.client(platform);
            const values = [{ battery_level: 12 }, { battery_level: 34 }, { relative_humidity: 92.44 }];
            await send(client, ...values.map((payload) => uplink(DEVICE, { payload })));
            // What is no percentage gets no bar.
            await send(client, uplink(DEVICE, { payload: { battery_level: 120, relative_humidity: "dry" } }));
            const page = await suite.open(platform, `#/1234/${DEVICE}`);
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
            const platform = await suite.platformWithDevice();
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
            const page = await suite.open(platform, `#/1234/${DEVICE}`);
            should(await page.statusMessages("DevEUI_notification")).eql([
                "2026-03-01 10:00:00 DevEUI_downlink_Sent",
                "DeliveryStatus: 1",
                "2026-03-01 10:00:00 DevEUI_notification",
                "Type: join",
            ]);
            page.assertQuiet();
        });

        it("as they come, two that are the same as well", async () => {
            const platform = await suite.platformWithDevice();
            const client = await cleanup.client(platform);
            const page = await suite.open(platform, `#/1234/${DEVICE}`);
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
            const platform = await suite.platformWithDevice();
            const client = await cleanup.client(platform);
            await send(
                client,
                ...Array.from({ length: 103 }, (_, FCntUp) => uplink(DEVICE, { FCntUp, payload_hex: "00" })),
            );
            const page = await suite.open(platform, `#/1234/${DEVICE}`);
            await page.sees("The last 100 messages are shown.");
            const rows = await page.statusMessages("102");
            should(rows).have.length(100);
            should(rows.at(-1)).match(/ 2 3 – – 00$/);
            page.assertQuiet();
        });

        it("and leads back to the list, with the focus where one goes on reading", async () => {
            const page = await suite.open(await suite.platformWithDevice());
            await page.openDevice(DEVICE);
            should(await page.focused()).equal(DEVICE);
            await page.page.getByRole("link", { name: "All devices" }).click();
            await page.page.getByRole("heading", { name: "Devices" }).waitFor();
            should(await page.focused()).equal("Devices");
            page.assertQuiet();
        });

        it("and says so where the device does not exist", async () => {
            const page = await suite.open(await suite.platformWithDevice(), `#/1234/${STRANGER}`);
            await page.sees("There is no such device in this enterprise.");
            page.assertQuiet();
        });
    });
});
