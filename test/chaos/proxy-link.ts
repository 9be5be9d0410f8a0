import { type TLSSocket } from "node:tls";
import { Lane, type Pace } from "./lane";
import { MqttFrames } from "./mqtt-frames";
import { PublishWatch, type Publication } from "./publish-watch";

/** How a link behaves. */
export interface LinkManners {
    readonly pace: Pace;
    /** PUBACKs of the broker do not reach the client. */
    readonly dropsAcknowledgements: boolean;
}

export interface LinkListener {
    /** The broker has acknowledged this; told before the client can know. */
    acknowledged(publication: Publication): void;
    /** One side sent something that is no MQTT. */
    malformed(error: Error): void;
    /** The client is gone. */
    left(): void;
    /** Both sides are gone. */
    closed(): void;
}

/** MQTT 3.1.1, section 2.2.1: the type stands in the upper half of the first byte. */
const PUBACK = 4;

/** One client's connection to the broker through the proxy. Whole packets are passed on, byte for byte. */
export class ProxyLink {
    readonly #client: TLSSocket;
    readonly #broker: TLSSocket;
    readonly #listener: LinkListener;
    readonly #toBroker: Lane;
    readonly #toClient: Lane;
    #manners: LinkManners;

    constructor(
        sockets: { client: TLSSocket; broker: TLSSocket },
        manners: LinkManners,
        listener: LinkListener,
    ) {
        this.#client = sockets.client;
        this.#broker = sockets.broker;
        this.#manners = manners;
        this.#listener = listener;
        this.#toBroker = new Lane(this.#broker, manners.pace);
        this.#toClient = new Lane(this.#client, manners.pace);
        this.#readBoth();
        this.#client.once("close", () => {
            listener.left();
        });
        for (const socket of [this.#client, this.#broker]) {
            // Whatever it is, "close" follows.
            socket.on("error", () => undefined);
            socket.on("close", () => {
                this.#closed();
            });
        }
    }

    set manners(manners: LinkManners) {
        this.#manners = manners;
        // First: what was held back for one who has left is not passed on.
        this.#closed();
        this.#toBroker.pace = manners.pace;
        this.#toClient.pace = manners.pace;
    }

    /** Ends it without a word, as a failing network does. */
    cut(): void {
        this.#client.destroy();
        this.#broker.destroy();
    }

    #readBoth(): void {
        const watch = new PublishWatch((publication) => {
            this.#listener.acknowledged(publication);
        });
        this.#read(this.#client, (packet) => {
            watch.toBroker(packet);
            this.#toBroker.send(packet);
        });
        this.#read(this.#broker, (packet) => {
            watch.toClient(packet);
            if (!this.#drops(packet)) this.#toClient.send(packet);
        });
    }

    #read(socket: TLSSocket, take: (packet: Buffer) => void): void {
        const frames = new MqttFrames();
        socket.on("data", (bytes: Buffer) => {
            try {
                for (const packet of frames.push(bytes)) take(packet);
            } catch (error) {
                this.#listener.malformed(error instanceof Error ? error : new Error(String(error)));
                this.cut();
            }
        });
    }

    #drops(packet: Buffer): boolean {
        return this.#manners.dropsAcknowledgements && (packet[0] ?? 0) >> 4 === PUBACK;
    }

    /** The end of one side ends the other; while nothing passes the proxy that does not pass either. */
    #closed(): void {
        if (this.#manners.pace === "held") return;
        if (this.#client.closed) this.#endOther(this.#toBroker, this.#broker);
        if (this.#broker.closed) this.#endOther(this.#toClient, this.#client);
        if (this.#client.closed && this.#broker.closed) this.#listener.closed();
    }

    /** What was still under way when its sender closed is lost. */
    #endOther(lane: Lane, socket: TLSSocket): void {
        if (lane.empty) socket.end();
        else socket.destroy();
        lane.discard();
    }
}
