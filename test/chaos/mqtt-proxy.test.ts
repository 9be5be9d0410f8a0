import { once } from "node:events";
import { connectAsync, type IClientOptions, type MqttClient } from "mqtt";
import should from "should";
import { createAuthority, type Authority } from "../../demo/certificates";
import { describeWithMosquitto, startMosquitto, type Mosquitto } from "../support/mosquitto";
import { OperatorClient } from "../support/operator-client";
import { LOGIN } from "../support/flow-nodes";
import { Inbox } from "../support/inbox";
import { MqttProxy, type Destination, type ProxyArrival } from "./mqtt-proxy";

const TOPIC = "uplink_1234";

describeWithMosquitto("the proxy between Node-RED and the broker", () => {
    let authority: Authority;
    let broker: Mosquitto;
    let operator: OperatorClient;
    let proxy: MqttProxy;
    let arrivals: Inbox<ProxyArrival>;
    const clients: MqttClient[] = [];

    before(async () => {
        authority = await createAuthority();
        broker = await startMosquitto({ authority });
        operator = await OperatorClient.connect(broker);
    });

    after(async () => {
        await operator.end();
        await broker.stop();
    });

    beforeEach(async () => {
        proxy = await MqttProxy.start(broker, authority);
        arrivals = new Inbox();
        proxy.on("arrived", (arrival) => {
            arrivals.put(arrival);
        });
    });

    afterEach(async () => {
        for (const client of clients.splice(0)) client.end(true);
        await proxy.stop();
    });

    async function connect(
        destination: Destination = "main",
        options: IClientOptions = {},
    ): Promise<MqttClient> {
        const client = await connectAsync({
            protocol: "mqtts",
            host: "localhost",
            port: proxy.portOf(destination),
            ca: authority.caPem,
            reconnectPeriod: 0,
            ...LOGIN,
            ...options,
        });
        clients.push(client);
        client.on("error", () => undefined);
        return client;
    }

    async function arrival(): Promise<object> {
        const { topic, payload, destination, link } = await arrivals.next();
        return { topic, text: payload.toString(), destination, link };
    }

    for (const protocolVersion of [4, 5] as const) {
        it(`passes MQTT ${protocolVersion} on and says what the broker has acknowledged`, async () => {
            const client = await connect("main", { protocolVersion });
            const text = `é${"x".repeat(100_000)}`;
            await client.publishAsync(TOPIC, text, { qos: 1 });
            should(await arrival()).deepEqual({ topic: TOPIC, text, destination: "main", link: 1 });
            (await operator.texts(1)).should.deepEqual([text]);
        });
    }

    it("tells its two addresses and its connections apart", async () => {
        await (await connect("other")).publishAsync(TOPIC, "a", { qos: 1 });
        await (await connect("main")).publishAsync(TOPIC, "b", { qos: 1 });
        should(await arrival()).match({ text: "a", destination: "other", link: 1 });
        should(await arrival()).match({ text: "b", destination: "main", link: 2 });
        proxy.linkCount.should.equal(2);
        await operator.texts(2);
    });

    it("does not say that a document has arrived which the broker refuses", async () => {
        const client = await connect("main", { protocolVersion: 5 });
        await client.publishAsync("uplink_5678", "refused", { qos: 1 }).should.be.rejected();
        arrivals.waiting.should.equal(0);
    });

    it("tells of documents in the order in which the broker acknowledged them", async () => {
        const client = await connect();
        const texts = Array.from({ length: 500 }, (_, index) => String(index));
        await Promise.all(texts.map((text) => client.publishAsync(TOPIC, text, { qos: 1 })));
        for (const text of texts) should(await arrival()).have.property("text", text);
        await operator.texts(500);
    });

    it("cuts connections", async () => {
        const client = await connect();
        const closed = once(client.stream, "close");
        proxy.cut();
        await closed;
        await connect();
    });

    it("keeps acknowledgements to itself, and says that the documents have arrived", async () => {
        const client = await connect();
        proxy.dropAcknowledgements();
        const acknowledged: string[] = [];
        client.publish(TOPIC, "a", { qos: 1 }, () => acknowledged.push("a"));
        should(await arrival()).have.property("text", "a");
        await proxy.heal();
        await client.publishAsync(TOPIC, "b", { qos: 1 });
        acknowledged.should.be.empty();
        await operator.texts(2);
    });

    it("plays dead for those who are there, and passes on later what it has kept", async () => {
        const client = await connect();
        proxy.playDead();
        const published = client.publishAsync(TOPIC, "a", { qos: 1 });
        const other = await OperatorClient.connect(broker);
        await other.end();
        arrivals.waiting.should.equal(0);
        await proxy.heal();
        await published;
        (await operator.texts(1)).should.deepEqual(["a"]);
    });

    it("plays dead for those who come, and serves them later", async () => {
        proxy.playDead();
        const connected = connect();
        const other = await OperatorClient.connect(broker);
        await other.end();
        proxy.linkCount.should.equal(0);
        await proxy.heal();
        await (await connected).publishAsync(TOPIC, "a", { qos: 1 });
        await operator.texts(1);
    });

    it("forgets what it kept for somebody who has left meanwhile", async () => {
        const client = await connect();
        proxy.playDead();
        const left = proxy.next("left");
        await client.publishAsync(TOPIC, "a", { qos: 0 });
        await client.endAsync();
        await left;
        await proxy.heal();
        const next = await connect();
        await next.publishAsync(TOPIC, "b", { qos: 1 });
        (await operator.texts(1)).should.deepEqual(["b"]);
    });

    it("is slow, and loses nothing", async () => {
        const client = await connect();
        proxy.slowDown();
        const text = "x".repeat(5_000);
        await client.publishAsync(TOPIC, text, { qos: 1 });
        (await operator.texts(1)).should.deepEqual([text]);
    });

    it("refuses connections until it is healed", async () => {
        const client = await connect();
        const closed = once(client.stream, "close");
        await proxy.refuse();
        await closed;
        await connect().should.be.rejectedWith({ code: "ECONNREFUSED" });
        await proxy.heal();
        await connect();
    });

    it("shows another certificate until it is healed", async () => {
        const client = await connect();
        const closed = once(client.stream, "close");
        const stranger = await createAuthority("another CA");
        proxy.present(await stranger.issue({ hosts: ["localhost"] }));
        await closed;
        await connect().should.be.rejectedWith(/certificate/);
        await proxy.heal();
        await connect();
    });

    it("ends a client's connection when the broker ends it", async () => {
        const client = await connect();
        const closed = once(client.stream, "close");
        await broker.restart();
        await closed;
    });

    it("cuts off whoever sends what is no MQTT", async () => {
        const client = await connect();
        const malformed = proxy.next("malformed");
        const closed = once(client.stream, "close");
        client.stream.write(Buffer.of(0x30, 0xff, 0xff, 0xff, 0xff, 0xff));
        await malformed;
        await closed;
    });
});
