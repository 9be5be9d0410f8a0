import { dialMqtt } from "../../../nodes/lib/connection/dial-mqtt";
import { type DialOptions } from "../../../nodes/lib/connection/broker-link";
import { type BrokerPeer, type PacketOf } from "./broker-peer";
import { DialledLink } from "./dialled-link";
import { ScriptedBroker } from "./scripted-broker";

/** A link, the broker's side of it, and what it said first. */
export interface Meeting {
    readonly link: DialledLink;
    readonly peer: BrokerPeer;
    readonly login: PacketOf<"connect">;
}

/**
 * Links of the real adapter to a scripted broker, and both their ends. To be made inside a `describe`: links that
 * a test leaves are ended after it.
 */
export class LinkBench {
    readonly broker = new ScriptedBroker();
    readonly #links: DialledLink[] = [];

    constructor() {
        afterEach(() => this.clear());
    }

    /** Makes an attempt. */
    dial(options: Partial<DialOptions> = {}): DialledLink {
        const link = new DialledLink(dialMqtt, {
            host: "127.0.0.1",
            port: this.broker.port,
            protocolVersion: 5,
            clientId: "wmw0123",
            username: "user",
            password: "s3cret",
            keepalive: 30_000,
            connectTimeout: 20_000,
            session: "kept",
            tls: { ca: this.broker.caPem },
            ...options,
        });
        this.#links.push(link);
        return link;
    }

    /** Ends all links that there are. */
    async clear(): Promise<void> {
        await Promise.all(this.#links.splice(0).map(({ link }) => link.end("at once")));
    }

    /** An attempt whose login has reached the broker. */
    async meet(options: Partial<DialOptions> = {}): Promise<Meeting> {
        const link = this.dial(options);
        const peer = await this.broker.next();
        return { link, peer, login: await peer.next("connect") };
    }

    /** A link that the broker has let in. */
    async open(options: Partial<DialOptions> = {}): Promise<Meeting> {
        const met = await this.meet(options);
        await met.link.accepted();
        return met;
    }
}
