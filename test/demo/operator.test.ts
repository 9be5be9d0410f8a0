import should from "should";
import { startOperator } from "../../demo/operator";
import type { Platform } from "../../demo/platform";
import { Cleanup, uplink } from "./support";

const DEVICE = "20635F01000000A1";
const STRANGER = "20635F01000000FF";

describe("the simulated operator", () => {
    const cleanup = new Cleanup();

    /** How many downlinks were sent when all of these documents had come. */
    async function downlinksAfter(platform: Platform, documents: readonly object[]): Promise<number> {
        const client = await cleanup.client(platform);
        let downlinks = 0;
        platform.on("downlink", () => (downlinks += 1));
        for (const document of documents) {
            await client.publishAsync("uplink_1234", JSON.stringify(document), { qos: 1 });
        }
        // Downlinks are sent in order: when this one is out, those of the operator are, too.
        await platform.sendDownlink("1234", "the last one");
        return downlinks - 1;
    }

    async function attendedPlatform(): Promise<Platform> {
        const platform = await cleanup.platform();
        platform.addDevice("1234", { uniqueIdentifier: DEVICE, deviceType: "Elsys ELT-2" });
        const operator = startOperator(platform, "1234");
        cleanup.add(() => operator.stop());
        return platform;
    }

    it("answers an uplink of a device with a sound command", async () => {
        const platform = await attendedPlatform();
        const sent = platform.next("downlink");
        should(await downlinksAfter(platform, [uplink(DEVICE.toLowerCase())])).equal(1);
        const { document, kind, devEUI, topic } = await sent;
        should({ kind, devEUI, topic }).eql({
            kind: "DevEUI_downlink",
            devEUI: DEVICE,
            topic: "downlink_1234",
        });
        const { DevEUI_downlink: command } = document as { DevEUI_downlink: Record<string, unknown> };
        should(command.DevEUI).equal(DEVICE);
        should(command.FPort).be.within(1, 224);
        should(command.payload_hex).match(/^([0-9a-f]{2})+$/);
        should(Math.abs(Date.parse(String(command.Time)) - Date.now())).be.below(60_000);
    });

    it("answers each uplink", async () => {
        const platform = await attendedPlatform();
        const uplinks = Array.from({ length: 9 }, () => uplink(DEVICE));
        should(await downlinksAfter(platform, uplinks)).equal(9);
    });

    it("leaves alone what is no uplink of a device that was set up", async () => {
        const platform = await attendedPlatform();
        const documents = [
            uplink(STRANGER),
            uplink(DEVICE, { rawJoinRequest: "00" }),
            { DevEUI_notification: { DevEUI: DEVICE, Type: "join" } },
            { temperature: 20 },
        ];
        should(await downlinksAfter(platform, documents)).equal(0);
    });

    it("sends nothing any more once it is stopped", async () => {
        const platform = await cleanup.platform();
        platform.addDevice("1234", { uniqueIdentifier: DEVICE, deviceType: "Elsys ELT-2" });
        startOperator(platform, "1234").stop();
        should(await downlinksAfter(platform, [uplink(DEVICE)])).equal(0);
    });

    it("reports a command that the platform refuses", async () => {
        const platform = await cleanup.platform();
        platform.addDevice("1234", { uniqueIdentifier: DEVICE, deviceType: "Elsys ELT-2" });
        platform.on("document", () => void platform.close());
        const reported = new Promise<Error>((resolve) => startOperator(platform, "1234", resolve));
        const client = await cleanup.client(platform);
        client.publish("uplink_1234", JSON.stringify(uplink(DEVICE)));
        should(await reported).match({ message: /closed/ });
    });
});
