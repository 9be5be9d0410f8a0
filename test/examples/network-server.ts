import { Aedes, type Client } from "aedes";
import { type Authority } from "../../demo/certificates";
import { TlsListener } from "../../demo/tls-listener";
import { TypedEmitter } from "../../demo/typed-emitter";

/** A message for a device, as the server's user has published it. */
export interface ServerDownlink {
    readonly topic: string;
    readonly body: unknown;
}

export interface NetworkServerEvents {
    /** The topic that the user has subscribed to. */
    subscribed: string;
    downlink: ServerDownlink;
}

/** The only user: an application of The Things Stack, or an account of ChirpStack's broker. */
export const SERVER_LOGIN = { user: "app@ttn", password: "NNSXS.an-api-key" };

/** The MQTT broker of The Things Stack or ChirpStack, behind TLS on 127.0.0.1. */
export class NetworkServer extends TypedEmitter<NetworkServerEvents> {
    readonly #broker: Aedes;
    readonly #listener: TlsListener;

    private constructor(broker: Aedes, listener: TlsListener) {
        super();
        this.#broker = broker;
        this.#listener = listener;
        broker.on("subscribe", (subscriptions) => {
            for (const { topic } of subscriptions) this.emit("subscribed", topic);
        });
        broker.on("publish", ({ topic, payload }, client: Client | null) => {
            if (client) this.emit("downlink", { topic, body: JSON.parse(String(payload)) as unknown });
        });
    }

    /** Starts one whose certificate an authority issues. */
    static async start(authority: Authority): Promise<NetworkServer> {
        const broker = await Aedes.createBroker({
            authenticate: (_client, username, password, done) =>
                done(null, username === SERVER_LOGIN.user && String(password) === SERVER_LOGIN.password),
        });
        const certificate = await authority.issue({ hosts: ["localhost"] });
        const listener = new TlsListener(certificate, 0, {
            onSocket: (socket) => broker.handle(socket),
            onFailure: () => undefined,
        });
        await listener.start();
        return new NetworkServer(broker, listener);
    }

    get port(): number {
        return this.#listener.port;
    }

    /** Publishes an event about a device; resolves when the broker has taken it. */
    async publish(topic: string, event: object): Promise<void> {
        const payload = Buffer.from(JSON.stringify(event));
        await new Promise<void>((resolve, reject) => {
            this.#broker.publish(
                { cmd: "publish", topic, payload, qos: 0, retain: false, dup: false },
                (error) => (error ? reject(error) : resolve()),
            );
        });
    }

    async stop(): Promise<void> {
        await this.#listener.stop();
        await new Promise<void>((resolve) => this.#broker.close(() => resolve()));
    }
}
