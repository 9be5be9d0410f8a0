import { once } from "node:events";
import { connect as connectPlain } from "node:net";
import { connectAsync } from "mqtt";
import should from "should";
import { createAuthority } from "../../demo/certificates";
import { startPlatform } from "../../demo/platform";
import { Cleanup, nextMessage, uplink } from "./support";

const DEVICE = "20635F01000000A1";

describe("the stand-in's MQTT broker", () => {
    const cleanup = new Cleanup();

    it("lets a user in by name and password over TLS", async () => {
        const platform = await cleanup.platform();
        const connected = platform.next("clientConnected");
        await cleanup.client(platform, { clientId: "node-red" });
        const client = { clientId: "node-red", username: "mqtt-username", enterpriseId: "1234" };
        should(await connected).eql(client);
        should(platform.clients()).eql([client]);
    });

    it("forgets a client that disconnects", async () => {
        const platform = await cleanup.platform();
        const client = await cleanup.client(platform, { clientId: "node-red" });
        await client.subscribeAsync("downlink_1234");
        const gone = platform.next("clientGone");
        const unsubscribed = platform.next("unsubscribed");
        await client.endAsync();
        should((await gone).clientId).equal("node-red");
        should(await unsubscribed).eql({ clientId: "node-red", topic: "downlink_1234" });
        should(platform.clients()).be.empty();
        should(platform.subscriptions()).be.empty();
    });

    for (const [title, credentials] of [
        ["a wrong password", { password: "wrong" }],
        ["an unknown user", { username: "nobody" }],
        ["the password of another user", { password: "other-password" }],
        ["no credentials", { username: undefined, password: undefined }],
    ] as const) {
        it(`refuses ${title} with return code 4`, async () => {
            const platform = await cleanup.platform();
            const refused = platform.next("refused");
            const { username, password } = {
                username: "mqtt-username",
                password: "mqtt-password",
                ...credentials,
            };
            const connecting = connectAsync(platform.mqttUrl, {
                ca: platform.caPem,
                reconnectPeriod: 0,
                ...(username === undefined ? {} : { username }),
                ...(password === undefined ? {} : { password }),
            });
            await should(connecting).be.rejectedWith({ code: 4 });
            should((await refused).what).equal("password");
            should(platform.clients()).be.empty();
        });
    }

    it("gives a client without TLS nothing", async () => {
        const platform = await cleanup.platform();
        const refused = platform.next("refused");
        const socket = connectPlain(platform.mqttPort, "127.0.0.1");
        cleanup.add(() => socket.destroy());
        const received: Buffer[] = [];
        socket.on("data", (chunk: Buffer) => received.push(chunk));
        const closed = once(socket, "close");
        socket.on("error", () => undefined);
        // A CONNECT of MQTT 3.1.1 with an empty client ID.
        socket.write(Buffer.from("100c00044d5154540402003c0000", "hex"));
        await closed;
        should((await refused).what).equal("handshake");
        // At most a TLS alert, never a CONNACK, which starts with 0x20.
        should(Buffer.concat(received)[0]).not.equal(0x20);
    });

    it("is not trusted by a client that does not know its authority", async () => {
        const platform = await cleanup.platform();
        const { caPem } = await createAuthority();
        const connecting = connectAsync(platform.mqttUrl, { ca: caPem, reconnectPeriod: 0 });
        await should(connecting).be.rejectedWith({ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
    });

    it("keeps what comes on the uplink topic, byte for byte, before it acknowledges", async () => {
        const platform = await cleanup.platform();
        const client = await cleanup.client(platform, { clientId: "node-red" });
        const text = ` ${JSON.stringify(uplink(DEVICE))}\n`;
        await client.publishAsync("uplink_1234", text, { qos: 1 });
        const [message] = platform.received("1234");
        should(message?.payload.toString()).equal(text);
        should(message).have.properties({
            enterpriseId: "1234",
            clientId: "node-red",
            topic: "uplink_1234",
            qos: 1,
            kind: "DevEUI_uplink",
            devEUI: DEVICE,
            document: uplink(DEVICE),
        });
        should(platform.received("5678")).be.empty();
    });

    it("counts what is not JSON and keeps JSON of any other kind", async () => {
        const platform = await cleanup.platform();
        const client = await cleanup.client(platform);
        await client.publishAsync("uplink_1234", "temperature: 20", { qos: 1 });
        await client.publishAsync("uplink_1234", "[1, 2]", { qos: 1 });
        should(platform.counts("1234")).eql({ messages: 2, notJson: 1 });
        should(platform.received("1234").map(({ document }) => document)).eql([undefined, [1, 2]]);
    });

    it("remembers as many messages as it was told to", async () => {
        const platform = await cleanup.platform({ remembered: 2 });
        const client = await cleanup.client(platform);
        for (const n of [1, 2, 3, 4, 5]) await client.publishAsync("uplink_1234", String(n), { qos: 1 });
        should(platform.received("1234").map(({ document }) => document)).eql([4, 5]);
        should(platform.counts("1234").messages).equal(5);
    });

    for (const topic of ["uplink_5678", "downlink_1234", "uplink_1234/x", "uplink_", "$SYS/x"]) {
        it(`closes the connection of a user that publishes on ${topic}`, async () => {
            const platform = await cleanup.platform();
            const client = await cleanup.client(platform);
            const refused = platform.next("refused");
            const gone = platform.next("clientGone");
            client.publish(topic, "{}", { qos: 1 });
            should(await refused).have.properties({ what: "publish", topic });
            await gone;
            should(platform.received("1234")).be.empty();
            should(platform.received("5678")).be.empty();
        });
    }

    for (const filter of [
        "downlink_5678",
        "uplink_1234",
        "#",
        "+",
        "downlink_1234/#",
        "$share/g/downlink_1234",
    ]) {
        it(`refuses a subscription to ${filter}`, async () => {
            const platform = await cleanup.platform();
            const client = await cleanup.client(platform);
            const refused = platform.next("refused");
            await should(client.subscribeAsync(filter)).be.rejectedWith({ packet: { granted: [0x80] } });
            should(await refused).have.properties({ what: "subscribe", topic: filter });
            should(platform.subscriptions()).be.empty();
        });
    }

    it("grants a subscription to the downlink topic, and ends it when asked to", async () => {
        const platform = await cleanup.platform();
        const client = await cleanup.client(platform, { clientId: "node-red" });
        const subscription = { clientId: "node-red", topic: "downlink_1234" };
        const subscribed = platform.next("subscribed");
        await client.subscribeAsync("downlink_1234", { qos: 1 });
        should(await subscribed).eql(subscription);
        should(platform.subscriptions()).eql([subscription]);
        const unsubscribed = platform.next("unsubscribed");
        await client.unsubscribeAsync("downlink_1234");
        should(await unsubscribed).eql(subscription);
        should(platform.subscriptions()).be.empty();
    });

    it("keeps the downlinks for a session whose client is away", async () => {
        const platform = await cleanup.platform();
        const session = { clientId: "node-red", clean: false };
        const first = await cleanup.client(platform, session);
        await first.subscribeAsync("downlink_1234", { qos: 1 });
        const gone = platform.next("clientGone");
        await first.endAsync();
        await gone;
        await platform.sendDownlink("1234", { DevEUI_downlink: { DevEUI: DEVICE } });
        const subscribed = platform.next("subscribed");
        const { payload } = await nextMessage(cleanup.connectingClient(platform, session));
        should(JSON.parse(payload.toString())).eql({ DevEUI_downlink: { DevEUI: DEVICE } });
        should(await subscribed).eql({ clientId: "node-red", topic: "downlink_1234" });
    });

    it("drops all clients and takes them again at once", async () => {
        const platform = await cleanup.platform();
        const client = await cleanup.client(platform, { reconnectPeriod: 1 });
        const gone = platform.next("clientGone");
        const back = platform.next("clientConnected");
        platform.disconnectClients();
        await gone;
        await back;
        await client.publishAsync("uplink_1234", "{}", { qos: 1 });
        should(platform.counts("1234").messages).equal(1);
    });

    it("is out of reach in an outage, and back on the same port", async () => {
        const platform = await cleanup.platform();
        await cleanup.client(platform);
        const port = platform.mqttPort;
        const gone = platform.next("clientGone");
        await platform.stopBroker();
        await gone;
        const connecting = connectAsync(platform.mqttUrl, { ca: platform.caPem, reconnectPeriod: 0 });
        await should(connecting).be.rejected();
        await platform.startBroker();
        should(platform.mqttPort).equal(port);
        await cleanup.client(platform);
        should(platform.clients()).have.length(1);
    });

    it("cannot start on a port that is in use", async () => {
        const platform = await cleanup.platform();
        const starting = startPlatform({ mqttPort: platform.mqttPort });
        await should(starting).be.rejectedWith({ code: "EADDRINUSE", port: platform.mqttPort });
    });

    it("ends all connections when the platform closes, as often as it is closed", async () => {
        const platform = await cleanup.platform();
        const client = await cleanup.client(platform);
        const closed = new Promise<void>((resolve) => client.once("close", resolve));
        await Promise.all([platform.close(), platform.close()]);
        await closed;
        should(platform.clients()).be.empty();
        await should(platform.sendDownlink("1234", {})).be.rejectedWith(/closed/);
    });
});
