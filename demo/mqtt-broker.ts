import { Aedes, type AuthenticateError, type Client, type PublishPacket, type Subscription } from "aedes";
import type { Certificate } from "./certificates";
import { mayPublish, maySubscribe, type AccessList, type Identity } from "./enterprises";
import { TlsListener } from "./tls-listener";
import { TypedEmitter } from "./typed-emitter";

/** A client that is connected and was let in. */
export interface ConnectedClient extends Identity {
    readonly clientId: string;
}

/** A subscription of a connected client. */
export interface LiveSubscription {
    readonly clientId: string;
    readonly topic: string;
}

/** Something that the broker did not allow. */
export type Refusal =
    | { readonly what: "handshake" | "connection"; readonly reason: string }
    | {
          readonly what: "password";
          readonly clientId: string;
          readonly username: string;
          readonly reason: string;
      }
    | {
          readonly what: "publish" | "subscribe";
          readonly clientId: string;
          readonly topic: string;
          readonly reason: string;
      };

/** A message that a user was allowed to publish. */
export interface PublishedMessage extends Identity {
    readonly clientId: string;
    readonly topic: string;
    readonly payload: Buffer;
    readonly qos: 0 | 1 | 2;
}

export interface BrokerEvents {
    /** Emitted before the message is acknowledged: what a client knows to be delivered, listeners know too. */
    message: PublishedMessage;
    clientConnected: ConnectedClient;
    clientGone: ConnectedClient;
    /** A subscription was granted, or came back with the session of a client. */
    subscribed: LiveSubscription;
    /** A client has unsubscribed or is gone. */
    unsubscribed: LiveSubscription;
    refused: Refusal;
}

interface Session extends ConnectedClient {
    readonly topics: Set<string>;
    /** `clientConnected` was emitted. */
    announced: boolean;
}

/** WMW's MQTT broker: TLS only, MQTT 3.1.1, one topic to publish on and one to subscribe to per enterprise. */
export class MqttBroker extends TypedEmitter<BrokerEvents> {
    readonly #access: AccessList;
    readonly #listener: TlsListener;
    readonly #sessions = new WeakMap<Client, Session>();
    // Those that were let in and not yet gone; the others never got that far.
    readonly #live = new Set<Session>();
    #aedes: Aedes | undefined;

    constructor(options: { access: AccessList; certificate: Certificate; port: number }) {
        super();
        this.#access = options.access;
        this.#listener = new TlsListener(options.certificate, options.port, {
            onSocket: (socket) => this.#aedes?.handle(socket),
            onFailure: (reason) => this.emit("refused", { what: "handshake", reason }),
        });
    }

    get port(): number {
        return this.#listener.port;
    }

    /** Listens, again after a `stop` on the same port. Rejects where it cannot: `EADDRINUSE` is a busy port. */
    async start(): Promise<void> {
        this.#aedes ??= await this.#createAedes();
        await this.#listener.start();
    }

    /** An outage: nobody is connected and nobody can connect; sessions and what waits in them survive. */
    async stop(): Promise<void> {
        await this.#listener.stop();
    }

    /** Ends all connections without a DISCONNECT; clients may come back at once. */
    disconnectClients(): void {
        this.#listener.dropConnections();
    }

    /** Ends everything, for good. */
    async close(): Promise<void> {
        await this.#listener.stop();
        const aedes = this.#aedes;
        if (aedes) await new Promise<void>((resolve) => aedes.close(() => resolve()));
    }

    clients(): ConnectedClient[] {
        return [...this.#live].map(describe);
    }

    subscriptions(): LiveSubscription[] {
        return [...this.#live].flatMap(({ clientId, topics }) =>
            [...topics].map((topic) => ({ clientId, topic })),
        );
    }

    /** Resolves when the broker has accepted a message: it is on its way or waits in a session. */
    publish(message: { topic: string; payload: Buffer; qos: 0 | 1 }): Promise<void> {
        return new Promise((resolve, reject) => {
            if (!this.#aedes) throw new Error("the broker was never started");
            this.#aedes.publish({ cmd: "publish", dup: false, retain: false, ...message }, (error) =>
                error ? reject(error) : resolve(),
            );
        });
    }

    async #createAedes(): Promise<Aedes> {
        const aedes = await Aedes.createBroker({
            // A client may send its whole window at once, right behind the CONNACK: aedes takes 42 by default.
            queueLimit: 1000,
            authenticate: (client, username, password, done) =>
                this.#authenticate(client, username, password?.toString("utf8"), done),
            authorizePublish: (client, packet, done) => done(this.#refusePublish(client, packet)),
            authorizeSubscribe: (client, subscription, done) =>
                done(null, this.#allowedSubscription(client, subscription)),
        });
        // Before the CONNACK: a client that knows it is connected is known here, too.
        aedes.on("client", (client) => this.#admit(client));
        // After it: a listener may drop the client, which then has seen that it was connected.
        aedes.on("connackSent", (_packet, client) => this.#announce(this.#sessions.get(client)));
        aedes.on("clientDisconnect", (client) => this.#forget(client));
        aedes.on("subscribe", (subscriptions, client) => this.#addSubscriptions(client, subscriptions));
        aedes.on("unsubscribe", (topics, client) => this.#removeSubscriptions(client, topics));
        aedes.on("connectionError", (_client, error) =>
            this.emit("refused", { what: "connection", reason: error.message }),
        );
        return aedes;
    }

    #authenticate(
        client: Client,
        username: string | undefined,
        password: string | undefined,
        done: (error: AuthenticateError | null, success: boolean | null) => void,
    ): void {
        const identity = this.#access.identify(username, password);
        if (identity) {
            const session = { ...identity, clientId: client.id, topics: new Set<string>(), announced: false };
            this.#sessions.set(client, session);
            done(null, true);
            return;
        }
        const reason = "wrong username or password";
        this.emit("refused", { what: "password", clientId: client.id, username: username ?? "", reason });
        // CONNACK 4. Without a return code aedes would answer 5, "not authorized".
        done(Object.assign(new Error(reason), { returnCode: 4 }), false);
    }

    // aedes closes the socket of a client whose message is refused: MQTT 3.1.1 has no other way to say it.
    #refusePublish(client: Client | null, { topic, payload, qos }: PublishPacket): Error | null {
        const session = client && this.#sessions.get(client);
        if (session && mayPublish(session, topic)) {
            // A copy, since the payload is a slice of a much larger buffer that it would keep in memory.
            this.emit("message", { ...describe(session), topic, payload: Buffer.from(payload), qos });
            return null;
        }
        const reason = `not allowed to publish on ${topic}`;
        this.emit("refused", { what: "publish", clientId: session?.clientId ?? "", topic, reason });
        return new Error(reason);
    }

    #allowedSubscription(client: Client, subscription: Subscription): Subscription | null {
        const { topic } = subscription;
        const session = this.#sessions.get(client);
        if (session && maySubscribe(session, topic)) {
            // A session that comes back is restored before its client is ready, and aedes emits nothing for it.
            if (!session.announced) session.topics.add(topic);
            return subscription;
        }
        const reason = `not allowed to subscribe to ${topic}`;
        this.emit("refused", { what: "subscribe", clientId: client.id, topic, reason });
        return null;
    }

    #admit(client: Client): void {
        const session = this.#sessions.get(client);
        if (session) this.#live.add(session);
    }

    #announce(session: Session | undefined): void {
        if (!session || session.announced) return;
        session.announced = true;
        this.emit("clientConnected", describe(session));
        for (const topic of session.topics) this.emit("subscribed", { clientId: session.clientId, topic });
    }

    #forget(client: Client): void {
        const session = this.#sessions.get(client);
        if (!session || !this.#live.delete(session)) return;
        this.#sessions.delete(client);
        // One that was dropped at once is told of as well: there is no `clientGone` without a `clientConnected`.
        this.#announce(session);
        for (const topic of session.topics) {
            this.emit("unsubscribed", { clientId: session.clientId, topic });
        }
        this.emit("clientGone", describe(session));
    }

    #addSubscriptions(client: Client, subscriptions: readonly Subscription[]): void {
        const session = this.#sessions.get(client);
        if (!session) return;
        for (const { topic } of subscriptions) {
            // The event lists what was asked for, refused or not.
            if (!maySubscribe(session, topic)) continue;
            session.topics.add(topic);
            this.emit("subscribed", { clientId: session.clientId, topic });
        }
    }

    #removeSubscriptions(client: Client, topics: readonly string[]): void {
        const session = this.#sessions.get(client);
        if (!session) return;
        for (const topic of topics) {
            if (session.topics.delete(topic)) {
                this.emit("unsubscribed", { clientId: session.clientId, topic });
            }
        }
    }
}

function describe({ clientId, username, enterpriseId }: ConnectedClient): ConnectedClient {
    return { clientId, username, enterpriseId };
}
