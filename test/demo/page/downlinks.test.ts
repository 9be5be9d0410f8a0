import should from "should";
import { describeWithBrowser } from "../../support/browser";
import { nextMessage } from "../support";
import { DEVICE, PageSuite } from "./page-suite";

describeWithBrowser("the platform's page", () => {
    const suite = new PageSuite();
    const { cleanup } = suite;

    describe("sends a downlink", () => {
        it("to the subscribers of the enterprise", async () => {
            const platform = await suite.platformWithDevice();
            const client = await cleanup.client(platform);
            await client.subscribeAsync("downlink_1234", { qos: 1 });
            const page = await suite.open(platform, `#/1234/${DEVICE}`);
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
            const page = await suite.open(await suite.platformWithDevice(), `#/1234/${DEVICE}`);
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
                const page = await suite.open(await suite.platformWithDevice(), `#/1234/${DEVICE}`);
                await page.sendDownlink(downlink);
                await page.sees(reason);
                should(page.requests.filter((url) => url.endsWith("/downlinks"))).be.empty();
                page.assertQuiet();
            });
        }

        it("and tells of a refusal in the platform's words", async () => {
            const page = await suite.open(await suite.platformWithDevice(), `#/1234/${DEVICE}`);
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
});
