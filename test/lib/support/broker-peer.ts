import { type Socket } from "node:net";
import { type TLSSocket } from "node:tls";
import { generate, parser, type Packet, type PacketCmd } from "mqtt-packet";
import { Inbox } from "../../support/inbox";

export type PacketOf<Cmd extends PacketCmd> = Extract<Packet, { cmd: Cmd }>;

/** What a broker does with a packet of a client. */
export type Script = (packet: Packet, peer: BrokerPeer) => void;

/** The broker's side of one link: what the client sent, and all that a broker can do to it. */
export class BrokerPeer {
    /** All packets, in the order in which they came. */
    readonly received: Packet[] = [];
    /** Resolves when the connection is gone, whoever ended it. */
    readonly closed: Promise<unknown>;
    readonly #raw: Socket;
    readonly #tls: TLSSocket;
    readonly #inboxes = new Map<PacketCmd, Inbox<Packet>>();
    #protocolVersion = 4;

    /** `tls` is the connection, `raw` the TCP socket below it. */
    constructor(raw: Socket, tls: TLSSocket, script: Script) {
        this.#raw = raw;
        this.#tls = tls;
        this.closed = new Promise((resolve) => tls.once("close", resolve));
        const packets = parser();
        packets.on("packet", (packet) => {
            this.#take(packet);
            script(packet, this);
        });
        packets.on("error", (error: Error) => {
            throw error; // A client that sends what is no MQTT is a defect of the code under test.
        });
        tls.on("data", (bytes: Buffer) => {
            tls.cork(); // All answers to what came together go together.
            packets.parse(bytes);
            tls.uncork();
        });
    }

    /** The next packet of this kind that nobody has asked for yet. */
    async next<Cmd extends PacketCmd>(cmd: Cmd): Promise<PacketOf<Cmd>> {
        const packet = await this.#inbox(cmd).next();
        if (isOfKind(packet, cmd)) return packet;
        throw new Error(`a ${packet.cmd} among the packets ${cmd}`);
    }

    /** What came, by the names of the packets. */
    get commands(): PacketCmd[] {
        return this.received.map(({ cmd }) => cmd);
    }

    /** The texts of all documents, each as often as it came. */
    get texts(): string[] {
        return this.received.flatMap((packet) =>
            packet.cmd === "publish" ? [packet.payload.toString()] : [],
        );
    }

    /** Sends packets, or bytes as they are, in one write. */
    send(...packets: (Packet | Buffer)[]): void {
        const options = { protocolVersion: this.#protocolVersion };
        const bytes = packets.map((packet) => (Buffer.isBuffer(packet) ? packet : generate(packet, options)));
        this.#tls.write(Buffer.concat(bytes));
    }

    /** Ends the connection in order: all that MQTT 3.1.1 lets a broker do about what it does not like. */
    close(): void {
        this.#tls.end();
    }

    /** Reads nothing any more, not even the end of the connection. */
    turnDeaf(): void {
        this.#tls.pause();
    }

    /** Ends the connection by a TCP reset. */
    reset(): void {
        this.#raw.resetAndDestroy();
    }

    #take(packet: Packet): void {
        if (packet.cmd === "connect") this.#protocolVersion = packet.protocolVersion ?? 4;
        this.received.push(packet);
        this.#inbox(packet.cmd).put(packet);
    }

    #inbox(cmd: PacketCmd): Inbox<Packet> {
        const inbox = this.#inboxes.get(cmd) ?? new Inbox<Packet>();
        this.#inboxes.set(cmd, inbox);
        return inbox;
    }
}

function isOfKind<Cmd extends PacketCmd>(packet: Packet, cmd: Cmd): packet is PacketOf<Cmd> {
    return packet.cmd === cmd;
}
