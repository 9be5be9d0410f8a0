import { randomBytes } from "node:crypto";
import { connectAsync, type IPublishPacket, type MqttClient } from "mqtt";
import { downlinkTopicOf, uplinkTopicOf } from "../../demo/enterprises";
import { Inbox } from "./inbox";
import { type Mosquitto } from "./mosquitto";
import { OPERATOR } from "./mosquitto-files";

/** A document as it came from the broker. */
export interface Arrival {
    readonly topic: string;
    readonly payload: Buffer;
    readonly qos: 0 | 1 | 2;
}

/** Somebody at WMW: reads the uplinks of enterprise 1234 over a connection of its own, and sends commands. */
export class OperatorClient {
    readonly #client: MqttClient;
    readonly #arrivals = new Inbox<Arrival>();

    private constructor(client: MqttClient) {
        this.#client = client;
        client.on("message", (topic, payload, { qos }: IPublishPacket) => {
            this.#arrivals.put({ topic, payload, qos });
        });
        // It connects again by itself; an error event without a listener would end the process.
        client.on("error", () => undefined);
    }

    /**
     * Resolves when it is subscribed. Its session outlives its connections: what comes in between waits at the
     * broker. With `qos` 0 it answers nothing, so that a broker that is killed loses nothing it has sent.
     */
    static async connect(broker: Mosquitto, { qos = 1 }: { qos?: 0 | 1 } = {}): Promise<OperatorClient> {
        const { username, password } = OPERATOR;
        const client = await connectAsync({
            protocol: "mqtts",
            host: "localhost",
            port: broker.port,
            ca: broker.caPem,
            username,
            password,
            clientId: `operator-${randomBytes(6).toString("hex")}`,
            clean: false,
            reconnectPeriod: 50,
        });
        const operator = new OperatorClient(client);
        await client.subscribeAsync(uplinkTopicOf("1234"), { qos });
        return operator;
    }

    get clientId(): string {
        return String(this.#client.options.clientId);
    }

    /** The oldest document that was not asked for yet. */
    next(): Promise<Arrival> {
        return this.#arrivals.next();
    }

    /** The oldest documents that were not asked for yet, as text. */
    async texts(count: number): Promise<string[]> {
        const texts: string[] = [];
        while (texts.length < count) texts.push(String((await this.next()).payload));
        return texts;
    }

    /** How many documents came that nobody has asked for. */
    get waiting(): number {
        return this.#arrivals.waiting;
    }

    /** Sends a command to enterprise 1234; resolves when the broker has it. */
    async command(command: object): Promise<void> {
        await this.#client.publishAsync(downlinkTopicOf("1234"), JSON.stringify(command), { qos: 1 });
    }

    async end(): Promise<void> {
        await this.#client.endAsync(true);
    }
}
