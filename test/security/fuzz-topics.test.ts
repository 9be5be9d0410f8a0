import { connectAsync, type MqttClient } from "mqtt";
import fc from "fast-check";
import should from "should";
import { downlinkTopicOf } from "../../demo/enterprises";
import { startPlatform, type Platform } from "../../demo/platform";
import { describeWithMosquitto, startMosquitto, type Mosquitto } from "../support/mosquitto";
import { OPERATOR } from "../support/mosquitto-files";
import { arbitraryBytes } from "./arbitrary-messages";
import { FuzzBench } from "./fuzz-bench";
import { describeFuzz, type FuzzRun } from "./fuzz-runs";
import { inHalves } from "./heap";

const BATCH = 200;

/** What mosquitto logs by itself, and subscriptions: client, QoS and topic. */
const LOGGED = ["error", "warning", "notice", "information", "subscribe"].map((type) => `log_type ${type}`);
const SUBSCRIBED = /^wmw[0-9a-f]{20} 1 downlink_1234$/;

/** Publishes any bytes, so many in each half, and resolves when all of them were read. */
async function publishAny(bench: FuzzBench, { seed, inputs }: FuzzRun): Promise<void> {
    await inHalves(bench.nodeRed.url, async (half) => {
        for (let tried = 0; tried < inputs / 2; tried += BATCH) {
            const numRuns = Math.min(BATCH, Math.ceil(inputs / 2) - tried);
            await bench.publish(fc.sample(arbitraryBytes, { seed: seed + half * inputs + tried, numRuns }));
        }
    });
    await bench.isSound();
}

describe("both topics, with whatever is given to them,", () => {
    describe("over MQTT 3.1.1", () => {
        let platform: Platform;
        let bench: FuzzBench;

        before(async () => {
            platform = await startPlatform({ remembered: 1 });
            const publish = (bytes: Buffer): Promise<void> => platform.sendDownlink("1234", bytes);
            bench = await FuzzBench.start({
                port: platform.mqttPort,
                caPem: platform.caPem,
                protocolVersion: "4",
                subscribed: () => platform.next("subscribed"),
                publish,
                publishBehindAll: publish,
            });
        });

        after(async () => {
            await bench.stop();
            await platform.close();
        });

        describeFuzz("uplinks", 0.4, ({ seed, inputs }) => {
            it("settle each message once, and send only what the broker takes", async () => {
                await inHalves(bench.nodeRed.url, (half) =>
                    bench.giveMessages(seed + half * inputs, Math.ceil(inputs / 2)),
                );
                await bench.isSound();
                const { done } = await bench.report();
                done.should.be.above(0);
                const { sent, queued } = (await bench.counts()).uplinks;
                // What has QoS 0 is sent as soon as it is written: the last of it may still be on its way.
                while (platform.counts("1234").messages < sent) await platform.next("document");
                should({ sent, queued }).deepEqual({ sent: platform.counts("1234").messages, queued: 0 });
            });
        });

        describeFuzz("commands", 0.4, (run) => {
            it("come out of their nodes, as they are or as an error", () => publishAny(bench, run));
        });
    });

    describeWithMosquitto("over MQTT 5, with any properties,", () => {
        let mosquitto: Mosquitto;
        let operator: MqttClient;
        let bench: FuzzBench;

        describeFuzz("commands", 0.1, (run) => {
            before(async () => {
                mosquitto = await startMosquitto({ config: ["max_queued_messages 0", ...LOGGED] });
                operator = await connectAsync({
                    ...{ protocol: "mqtts", host: "localhost", port: mosquitto.port, ca: mosquitto.caPem },
                    ...{ username: OPERATOR.username, password: OPERATOR.password, protocolVersion: 5 },
                });
                const properties = fc.sample(arbitraryProperties, { seed: run.seed, numRuns: 1_000 });
                let next = 0;
                bench = await FuzzBench.start({
                    port: mosquitto.port,
                    caPem: mosquitto.caPem,
                    protocolVersion: "5",
                    subscribed: () => mosquitto.waitForLine(SUBSCRIBED),
                    publish: async (bytes) => {
                        const { qos, ...rest } = properties[next++ % properties.length] ?? { qos: 1 };
                        await operator.publishAsync(downlinkTopicOf("1234"), bytes, {
                            qos,
                            properties: rest,
                        });
                    },
                    publishBehindAll: async (bytes) => {
                        await operator.publishAsync(downlinkTopicOf("1234"), bytes, { qos: 1 });
                    },
                });
            });

            after(async () => {
                await bench.stop();
                await operator.endAsync(true);
                await mosquitto.stop();
            });

            it("come out of their nodes, as they are or as an error", () => publishAny(bench, run));
        });
    });
});

const text = fc.string({ maxLength: 100 });

/** Those of MQTT 5, 3.3.2.3, that a client may send to others. */
const arbitraryProperties = fc.record(
    {
        qos: fc.constantFrom(0 as const, 1 as const),
        payloadFormatIndicator: fc.boolean(),
        messageExpiryInterval: fc.integer({ min: 1_000, max: 2 ** 32 - 1 }),
        contentType: text,
        responseTopic: fc.constantFrom("downlink_1234", "a/b", "$SYS/x"),
        correlationData: fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
        // Not empty: MQTT.js writes that as a packet that does not end.
        userProperties: fc.dictionary(text, fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })), {
            minKeys: 1,
            maxKeys: 5,
            noNullPrototype: true,
        }),
    },
    { requiredKeys: ["qos"], noNullPrototype: true },
);
