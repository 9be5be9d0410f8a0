import { connect, type TLSSocket } from "node:tls";
import { type Authority, type Certificate } from "../../demo/certificates";
import { TypedEmitter } from "../../demo/typed-emitter";
import { ProxyDoor } from "./proxy-door";
import { ProxyLink, type LinkManners } from "./proxy-link";

/** The two addresses of the one broker. */
export type Destination = "main" | "other";

/** A document that the broker has acknowledged. */
export interface ProxyArrival {
    readonly topic: string;
    readonly payload: Buffer;
    readonly destination: Destination;
    /** The number of the connection that brought it: 1 for the first, higher for each later one. */
    readonly link: number;
}

export interface ProxyEvents {
    /** A client is there, with a connection of this number. */
    came: { readonly link: number; readonly destination: Destination };
    /** The client of this connection is gone. */
    left: { readonly link: number };
    arrived: ProxyArrival;
    /** Somebody sent what is no MQTT; the link was cut. */
    malformed: string;
}

const ORDINARY: LinkManners = { pace: "free", dropsAcknowledgements: false };

/**
 * A network between clients and a broker. It ends TLS on both sides and reads the MQTT in between: a document has
 * arrived when the broker's PUBACK passes, whether or not that reaches the client. Each fault lasts until `heal`.
 */
export class MqttProxy extends TypedEmitter<ProxyEvents> {
    readonly #broker: { readonly port: number; readonly caPem: string };
    readonly #certificate: Certificate;
    readonly #doors: Readonly<Record<Destination, ProxyDoor>>;
    readonly #links = new Set<ProxyLink>();
    #linkCount = 0;
    #manners = ORDINARY;

    private constructor(broker: { port: number; caPem: string }, certificate: Certificate) {
        super();
        this.#broker = broker;
        this.#certificate = certificate;
        this.#doors = { main: this.#door("main"), other: this.#door("other") };
    }

    /** Resolves when it listens at both addresses, with a certificate of this authority. */
    static async start(broker: { port: number; caPem: string }, authority: Authority): Promise<MqttProxy> {
        const certificate = await authority.issue({ hosts: ["localhost", "127.0.0.1"] });
        const proxy = new MqttProxy(broker, certificate);
        await proxy.heal();
        return proxy;
    }

    portOf(destination: Destination): number {
        return this.#doors[destination].port;
    }

    /** How many connections were made so far. */
    get linkCount(): number {
        return this.#linkCount;
    }

    /** Ends all connections without a word; new ones are taken. */
    cut(): void {
        for (const link of this.#links) link.cut();
    }

    /** Takes connections, and passes nothing on in either direction, their end neither. */
    playDead(): void {
        this.#behave({ ...this.#manners, pace: "held" });
        for (const door of this.#allDoors()) door.dead = true;
    }

    /** Passes everything on late, and a little at a time. */
    slowDown(): void {
        this.#behave({ ...this.#manners, pace: "slow" });
    }

    /** Keeps the broker's acknowledgements of documents to itself. */
    dropAcknowledgements(): void {
        this.#behave({ ...this.#manners, dropsAcknowledgements: true });
    }

    /** Ends all connections and refuses new ones. */
    async refuse(): Promise<void> {
        this.cut();
        await Promise.all(this.#allDoors().map((door) => door.shut()));
    }

    /** Ends all connections and shows another certificate to those who come back. */
    present(certificate: Certificate): void {
        for (const door of this.#allDoors()) door.present(certificate);
        this.cut();
    }

    /** Ends every fault; what was held back is passed on where both sides are still there. */
    async heal(): Promise<void> {
        this.#behave(ORDINARY);
        for (const door of this.#allDoors()) {
            door.present(this.#certificate);
            door.dead = false;
        }
        await Promise.all(this.#allDoors().map((door) => door.open()));
    }

    /** Ends everything, for good. */
    async stop(): Promise<void> {
        this.#behave(ORDINARY);
        await this.refuse();
    }

    #behave(manners: LinkManners): void {
        this.#manners = manners;
        for (const link of this.#links) link.manners = manners;
    }

    #allDoors(): ProxyDoor[] {
        return Object.values(this.#doors);
    }

    #door(destination: Destination): ProxyDoor {
        return new ProxyDoor(this.#certificate, (client) => {
            this.#connect(client, destination);
        });
    }

    #connect(client: TLSSocket, destination: Destination): void {
        const { port, caPem } = this.#broker;
        const broker = connect({ host: "127.0.0.1", port, ca: caPem, servername: "localhost" });
        broker.setNoDelay(true);
        this.#linkCount += 1;
        const number = this.#linkCount;
        const link = new ProxyLink({ client, broker }, this.#manners, {
            acknowledged: ({ topic, payload }) => {
                this.emit("arrived", { topic, payload, destination, link: number });
            },
            malformed: (error) => {
                this.emit("malformed", error.message);
            },
            left: () => {
                this.emit("left", { link: number });
            },
            closed: () => this.#links.delete(link),
        });
        this.#links.add(link);
        this.emit("came", { link: number, destination });
    }
}
