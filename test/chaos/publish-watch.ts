import { parser, type Packet, type Parser } from "mqtt-packet";

/** A message that a client published with QoS 1 or 2. */
export interface Publication {
    readonly topic: string;
    readonly payload: Buffer;
}

/** MQTT 5, section 2.4: from here on a reason code says that something failed. */
const FIRST_FAILURE = 0x80;

/** Reads along on one MQTT connection: which publication a PUBACK of the broker belongs to. */
export class PublishWatch {
    /** Published and not yet acknowledged, by packet identifier. */
    readonly #open = new Map<number, Publication>();
    readonly #client: Reader;
    readonly #broker: Reader;

    constructor(acknowledged: (publication: Publication) => void) {
        this.#client = new Reader((packet) => {
            if (packet.cmd === "connect") this.#broker.use(packet.protocolVersion ?? 4);
            if (packet.cmd !== "publish" || packet.messageId === undefined) return;
            const { topic, payload } = packet;
            this.#open.set(packet.messageId, { topic, payload: Buffer.from(payload) });
        });
        this.#broker = new Reader((packet) => {
            if (packet.cmd !== "puback" || packet.messageId === undefined) return;
            const publication = this.#open.get(packet.messageId);
            this.#open.delete(packet.messageId);
            if (publication && (packet.reasonCode ?? 0) < FIRST_FAILURE) acknowledged(publication);
        });
    }

    /** A whole packet on its way to the broker; throws where it is malformed. */
    toBroker(packet: Buffer): void {
        this.#client.read(packet);
    }

    /** A whole packet on its way to the client; throws where it is malformed. */
    toClient(packet: Buffer): void {
        this.#broker.read(packet);
    }
}

class Reader {
    readonly #onPacket: (packet: Packet) => void;
    #parser: Parser;

    constructor(onPacket: (packet: Packet) => void) {
        this.#onPacket = onPacket;
        this.#parser = this.use(4);
    }

    /** What follows is of this protocol version: only the client's CONNECT tells it. */
    use(protocolVersion: number): Parser {
        this.#parser = parser({ protocolVersion });
        this.#parser.on("packet", this.#onPacket);
        this.#parser.on("error", (error: Error) => {
            throw error;
        });
        return this.#parser;
    }

    read(packet: Buffer): void {
        this.#parser.parse(packet);
    }
}
