import should from "should";
import type { Platform } from "../../demo/platform";
import { Cleanup, nextMessage, uplink } from "./support";

const DEVICE = "20635F01000000A1";
const STRANGER = "20635F01000000FF";
const JSON_TYPE = { "Content-Type": "application/json" };

interface Reply {
    readonly status: number;
    readonly body: unknown;
    readonly headers: Headers;
}

async function request(platform: Platform, path: string, init?: RequestInit): Promise<Reply> {
    const response = await fetch(platform.httpUrl + path, init);
    return { status: response.status, headers: response.headers, body: await response.json() };
}

async function get(platform: Platform, path: string): Promise<unknown> {
    const { status, body } = await request(platform, path);
    should(status).equal(200);
    return body;
}

function post(platform: Platform, path: string, body: unknown): Promise<Reply> {
    return request(platform, path, { method: "POST", headers: JSON_TYPE, body: JSON.stringify(body) });
}

describe("the stand-in's HTTP API", () => {
    const cleanup = new Cleanup();

    it("lists the enterprises with their topics and users, without passwords", async () => {
        const platform = await cleanup.platform();
        const enterprises = await get(platform, "/api/enterprises");
        should(enterprises).be.an.Array().and.have.length(2);
        should(enterprises).containDeep([
            {
                id: "1234",
                uplinkTopic: "uplink_1234",
                downlinkTopic: "downlink_1234",
                mqttUsers: ["mqtt-username"],
                devices: 0,
                messages: 0,
                notJson: 0,
            },
        ]);
        should(JSON.stringify(enterprises)).not.match(/mqtt-password|other-password/);
    });

    it("sets up a device, in upper case, and lists it", async () => {
        const platform = await cleanup.platform();
        const setup = { uniqueIdentifier: DEVICE.toLowerCase(), deviceType: "Elsys ELT-2" };
        const { status, body } = await post(platform, "/api/enterprises/1234/devices", setup);
        should(status).equal(201);
        should(body).have.properties({
            uniqueIdentifier: DEVICE,
            deviceType: "Elsys ELT-2",
            lastMessage: null,
        });
        should(await get(platform, "/api/enterprises/1234/devices")).eql([body]);
        should(await get(platform, "/api/enterprises/5678/devices")).eql([]);
    });

    it("shows the status messages of a device, whatever the case of its DevEUI", async () => {
        const platform = await cleanup.platform();
        platform.addDevice("1234", { uniqueIdentifier: DEVICE, deviceType: "Elsys ELT-2" });
        const client = await cleanup.client(platform);
        const document = uplink(DEVICE.toLowerCase(), { LrrRSSI: "-71.0", LrrSNR: 8, payload_hex: "0100cc" });
        await client.publishAsync("uplink_1234", JSON.stringify(document), { qos: 1 });
        const expected = [
            {
                kind: "DevEUI_uplink",
                date: "2026-03-01T09:00:00.000Z",
                fPort: 2,
                fCount: 7,
                rssi: -71,
                snr: 8,
                payload: "0100cc",
                values: null,
            },
        ];
        for (const devEUI of [DEVICE, DEVICE.toLowerCase()]) {
            const path = `/api/enterprises/1234/devices/${devEUI}/status-messages`;
            should(await get(platform, path)).eql(expected);
        }
        should(platform.devices("1234")[0]?.lastMessage).be.a.String();
    });

    it("shows the last status messages only, where asked to", async () => {
        const platform = await cleanup.platform();
        platform.addDevice("1234", { uniqueIdentifier: DEVICE, deviceType: "Elsys ELT-2" });
        const client = await cleanup.client(platform);
        for (const FCntUp of [1, 2, 3]) {
            await client.publishAsync("uplink_1234", JSON.stringify(uplink(DEVICE, { FCntUp })), { qos: 1 });
        }
        const path = `/api/enterprises/1234/devices/${DEVICE}/status-messages`;
        const countersOf = async (query: string): Promise<unknown[]> =>
            ((await get(platform, path + query)) as { fCount: unknown }[]).map(({ fCount }) => fCount);
        should(await countersOf("?last=2")).eql([2, 3]);
        should(await countersOf("?last=9")).eql([1, 2, 3]);
        should(await countersOf("")).eql([1, 2, 3]);
    });

    it("counts the clients that are connected, for each enterprise", async () => {
        const platform = await cleanup.platform();
        await cleanup.client(platform);
        should(await get(platform, "/api/enterprises")).containDeep([
            { id: "1234", clients: 1 },
            { id: "5678", clients: 0 },
        ]);
    });

    it("forgets that a device was unknown when somebody sets it up", async () => {
        const platform = await cleanup.platform();
        const client = await cleanup.client(platform);
        await client.publishAsync("uplink_1234", JSON.stringify(uplink(STRANGER)), { qos: 1 });
        platform.addDevice("1234", { uniqueIdentifier: STRANGER, deviceType: "" });
        should(await get(platform, "/api/enterprises/1234/unknown-devices")).eql([]);
    });

    it("counts documents of devices that nobody has set up apart", async () => {
        const platform = await cleanup.platform();
        platform.addDevice("1234", { uniqueIdentifier: DEVICE, deviceType: "Elsys ELT-2" });
        const client = await cleanup.client(platform);
        for (const devEUI of [STRANGER, STRANGER.toLowerCase(), DEVICE]) {
            await client.publishAsync("uplink_1234", JSON.stringify(uplink(devEUI)), { qos: 1 });
        }
        should(await get(platform, "/api/enterprises/1234/unknown-devices")).eql([
            { devEUI: STRANGER, documents: 2 },
        ]);
        should(platform.statusMessages("1234", DEVICE)).have.length(1);
    });

    it("sends a downlink to the subscribers of its enterprise", async () => {
        const platform = await cleanup.platform();
        const client = await cleanup.client(platform);
        await client.subscribeAsync("downlink_1234", { qos: 1 });
        const message = nextMessage(client);
        const command = { DevEUI_downlink: { DevEUI: DEVICE, FPort: 1, payload_hex: "00" } };
        const { status, body } = await post(platform, "/api/enterprises/1234/downlinks", command);
        should(status).equal(202);
        should(body).eql(command);
        const { topic, payload } = await message;
        should(topic).equal("downlink_1234");
        should(JSON.parse(payload.toString())).eql(command);
    });

    it("sends whatever a test hands to its function", async () => {
        const platform = await cleanup.platform();
        const client = await cleanup.client(platform);
        await client.subscribeAsync("downlink_1234", { qos: 1 });
        for (const [command, text] of [
            [{ DevEUI_downlink: {} }, '{"DevEUI_downlink":{}}'],
            ["not JSON", "not JSON"],
            [Buffer.from("bytes"), "bytes"],
        ] as const) {
            const message = nextMessage(client);
            await platform.sendDownlink("1234", command);
            should((await message).payload.toString()).equal(text);
        }
    });

    const device = { uniqueIdentifier: DEVICE, deviceType: "Elsys ELT-2" };
    const text = JSON.stringify(device);
    const devices = "/api/enterprises/1234/devices";
    const downlinks = "/api/enterprises/1234/downlinks";
    const bad: [title: string, path: string, init: RequestInit, status: number][] = [
        ["an unknown path", "/api/nothing", {}, 404],
        ["a POST to the page", "/", { method: "POST", headers: JSON_TYPE, body: "{}" }, 405],
        ["an unknown enterprise", "/api/enterprises/9999/devices", {}, 404],
        ["a number of messages that is none", `${devices}/${DEVICE}/status-messages?last=0`, {}, 400],
        ["an unknown device", `${devices}/${STRANGER}/status-messages`, {}, 404],
        ["a path that is badly encoded", "/api/enterprises/%zz/devices", {}, 400],
        ["another method", devices, { method: "DELETE" }, 405],
        ["a POST to what is read only", "/api/enterprises", { method: "POST", body: "{}" }, 405],
        ["a body that is not called JSON", devices, { method: "POST", body: text }, 415],
        ["a body that is not JSON", devices, { method: "POST", headers: JSON_TYPE, body: "{" }, 400],
        ["a device that is not an object", devices, { method: "POST", headers: JSON_TYPE, body: "[]" }, 400],
        [
            "a device with a short DevEUI",
            devices,
            { method: "POST", headers: JSON_TYPE, body: '{"uniqueIdentifier":"20635F","deviceType":"x"}' },
            400,
        ],
        [
            "a downlink without its root key",
            downlinks,
            { method: "POST", headers: JSON_TYPE, body: `{"DevEUI":"${DEVICE}"}` },
            400,
        ],
        [
            "a downlink for no device",
            downlinks,
            { method: "POST", headers: JSON_TYPE, body: '{"DevEUI_downlink":{"FPort":1}}' },
            400,
        ],
        [
            "a body over 64 kB",
            devices,
            { method: "POST", headers: JSON_TYPE, body: `"${"x".repeat(65_536)}"` },
            413,
        ],
    ];
    for (const [title, path, init, status] of bad) {
        it(`answers ${title} with ${status}`, async () => {
            const platform = await cleanup.platform();
            const reply = await request(platform, path, init);
            should(reply.status).equal(status);
            should(reply.body).have.only.keys("error");
            if (status === 405) should(reply.headers.get("allow")).match(/GET|POST/);
        });
    }

    it("answers a device that exists already with 409", async () => {
        const platform = await cleanup.platform();
        await post(platform, devices, device);
        should((await post(platform, devices, device)).status).equal(409);
    });
});
