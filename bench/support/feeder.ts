import { connect, type Socket } from "node:net";
import { once } from "node:events";
import { generate } from "mqtt-packet";
import { OPERATOR } from "../../test/support/mosquitto-files";
import { DOWNLINK_TOPIC } from "./flows";
import { PROBE, sampleCommand } from "./sample-documents";

/** Bytes of a PUBACK with MQTT 3.1.1. */
const PUBACK_BYTES = 4;

/** Commands that the broker has not acknowledged yet, at most. */
const WINDOW = 5_000;

/**
 * Feeds commands to the broker, written beforehand so that it costs the machine little: whoever is measured has the
 * other core.
 */
export class Feeder {
    readonly #socket: Socket;
    #packetId = 0;

    private constructor(socket: Socket) {
        this.#socket = socket;
    }

    static async connect(port: number): Promise<Feeder> {
        const socket = connect(port, "127.0.0.1");
        socket.setNoDelay(true);
        const { username, password } = OPERATOR;
        socket.write(
            generate({
                cmd: "connect",
                clientId: "feeder",
                clean: true,
                username,
                password: Buffer.from(password),
            }),
        );
        // CONNACK
        await once(socket, "data");
        return new Feeder(socket);
    }

    /** One command that tells a sink to be ready. */
    async probe(): Promise<void> {
        await this.#feed([sampleCommand(0, 1, PROBE)]);
    }

    /** So many commands, for so many devices in turn. Resolves when the broker has all of them. */
    async feed(count: number, devices: number): Promise<void> {
        await this.#feed(Array.from({ length: count }, (_, number) => sampleCommand(number, devices)));
    }

    end(): void {
        this.#socket.end(generate({ cmd: "disconnect" }));
    }

    async #feed(documents: readonly object[]): Promise<void> {
        const packets = documents.map((document) => this.#packetOf(document));
        for (let start = 0; start < packets.length; start += WINDOW) {
            const part = packets.slice(start, start + WINDOW);
            this.#socket.write(Buffer.concat(part));
            for (let left = part.length * PUBACK_BYTES; left > 0;) {
                const [answer] = (await once(this.#socket, "data")) as [Buffer];
                left -= answer.length;
            }
        }
    }

    #packetOf(document: object): Buffer {
        this.#packetId = (this.#packetId % 65_535) + 1;
        return generate({
            cmd: "publish",
            topic: DOWNLINK_TOPIC,
            payload: JSON.stringify(document),
            qos: 1,
            messageId: this.#packetId,
            dup: false,
            retain: false,
        });
    }
}
