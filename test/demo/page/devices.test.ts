import should from "should";
import { describeWithBrowser } from "../../support/browser";
import { uplink } from "../support";
import { DEVICE, OTHER, PageSuite, send, STRANGER, TYPE } from "./page-suite";

describeWithBrowser("the platform's page", () => {
    const suite = new PageSuite();
    const { cleanup } = suite;

    describe("shows the devices", () => {
        it("of an enterprise, in the reader's time zone", async () => {
            const platform = await suite.platformWithDevice();
            const client = await cleanup.client(platform);
            const page = await suite.open(platform);
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
            const platform = await suite.platformWithDevice();
            platform.addDevice("5678", { uniqueIdentifier: OTHER, deviceType: TYPE });
            const page = await suite.open(platform);
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
            const page = await suite.open(await cleanup.platform());
            await page.sees(/No devices yet/);
            page.assertQuiet();
        });

        it("and how many MQTT clients are connected at the time", async () => {
            const platform = await cleanup.platform();
            const page = await suite.open(platform);
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
            const page = await suite.open(platform);
            await page.startToAdd();
            await page.fillInDevice({ identifier: ` ${DEVICE.toLowerCase()}`, type: TYPE });
            should((await page.deviceCells(DEVICE))[1]).equal(TYPE);
            should(platform.devices("1234")).match([{ uniqueIdentifier: DEVICE, deviceType: TYPE }]);
            page.assertQuiet();
        });

        it("by the keyboard alone", async () => {
            const page = await suite.open(await cleanup.platform());
            await page.page.getByRole("button", { name: "Add a device" }).press("Enter");
            await page.dialog().waitFor();
            await page.page.keyboard.type(DEVICE);
            await page.page.keyboard.press("Tab");
            await page.page.keyboard.type(TYPE);
            await page.page.keyboard.press("Enter");
            should((await page.deviceCells(DEVICE))[1]).equal(TYPE);
            await page.dialog().waitFor({ state: "hidden" });
            should(await page.focused()).equal("Add a device");
            page.assertQuiet();
        });

        it("unless it is refused, and then says why", async () => {
            const platform = await suite.platformWithDevice();
            const page = await suite.open(platform);
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
            const page = await suite.open(platform);
            should(await page.unknownDevices()).eql([`${STRANGER} 2 documents`, `${OTHER} 1 document`]);
            await page.page.getByRole("button", { name: `Add ${STRANGER}` }).click();
            await page.fillInDevice({ type: TYPE });
            should((await page.deviceCells(STRANGER))[1]).equal(TYPE);
            should(await page.unknownDevices()).eql([`${OTHER} 1 document`]);
            page.assertQuiet();
        });
    });
});
