import { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import {
    connect,
    ErrorWithReasonCode,
    type IClientOptions,
    type IClientPublishOptions,
    type MqttClient,
    Store,
} from "mqtt";
import { type PublishOptions, type PublishResult } from "../outbox/publish";
import { type BrokerLink, type Dial, type DialOptions, type Ending, type LinkListener } from "./broker-link";
import { failedLink } from "./failed-link";
import { type LinkEnd } from "./failure";
import { describeCertificate } from "./server-certificate";
import { bundleWrites } from "./write-bundle";
import { WriteWatch } from "./write-watch";

/** How long (ms) an ended link may take to close its socket before it is destroyed. */
const CLOSING_TIME = 1_000;

/** How long (s) an MQTT 5 broker is asked to keep the session, and with it commands, while we are away. */
const SESSION_EXPIRY = 7 * 24 * 3600;

/** What a DISCONNECT says for the broker to keep nothing of the session (MQTT 5, section 3.14.2.2.2). */
const FORGET = { properties: { sessionExpiryInterval: 0 } };

/**
 * Reason codes of a PUBACK that concern whatever we publish on the topic, not the one document: not
 * authorised, topic name invalid, quota exceeded (MQTT 5, section 3.4.2.1).
 */
const REFUSES_ALL = new Set([0x87, 0x90, 0x97]);

/** What a PUBACK says where the broker and we disagree about the session, not about the document (same section). */
const PACKET_ID_IN_USE = 0x91;

/** What is answered to a document of QoS 1 where the broker takes QoS 0 only [MQTT-3.2.2-11]. */
const QOS_0_ONLY: PublishResult = {
    outcome: "refused",
    concerns: "connection",
    reason: "it takes QoS 0 only, choose QoS 0 in the node",
};

/** Dials a broker with MQTT.js: a client of its own for each attempt, which never reconnects by itself. */
export const dialWithMqttJs: Dial = (options, listener) => {
    try {
        return new MqttLink(connect(clientOptions(options)), listener);
    } catch (error) {
        // Node refuses certificates and keys that it cannot read when it makes the socket.
        const message = error instanceof Error ? error.message : String(error);
        return failedLink({ type: "tls-options", message }, listener);
    }
};

function clientOptions(options: DialOptions): IClientOptions {
    return {
        ...options.tls,
        rejectUnauthorized: true,
        protocol: "mqtts",
        host: options.host,
        port: options.port,
        protocolVersion: options.protocolVersion,
        clientId: options.clientId,
        ...(options.username === "" ? {} : { username: options.username }),
        ...(options.password === "" ? {} : { password: options.password }),
        keepalive: options.keepalive / 1000,
        // The connection keeps its own, shorter, time for an attempt; this one is never reached.
        connectTimeout: options.connectTimeout * 2,
        clean: options.session === "clean",
        ...(options.protocolVersion === 5 && options.session === "kept"
            ? { properties: { sessionExpiryInterval: SESSION_EXPIRY } }
            : {}),
        reconnectPeriod: 0,
        // A ping a keepalive, whatever else travels: else each acknowledgement costs a timer.
        reschedulePings: false,
        queueQoSZero: false,
        outgoingStore: new NoStore(),
        resubscribe: false,
        ...(process.env.DEBUG === undefined ? { log: silent } : {}),
    };
}

/**
 * In place of MQTT.js's lines for the package `debug`, some twenty a document: also while nobody reads them they
 * were an eighth of all that is allocated for it.
 */
function silent(): void {
    // Says nothing.
}

/**
 * In place of a store of what is in flight: the outbox has all of it, and no client connects a second time to send
 * it again.
 */
class NoStore extends Store {
    override put(...[, stored]: Parameters<Store["put"]>): this {
        stored();
        return this;
    }

    override del(...[, deleted]: Parameters<Store["del"]>): this {
        deleted();
        return this;
    }
}

const WITHOUT_LIFETIME: Readonly<Record<0 | 1, IClientPublishOptions>> = { 0: { qos: 0 }, 1: { qos: 1 } };

const ACKNOWLEDGED: PublishResult = { outcome: "acknowledged" };

/** A document's lifetime is told in whole seconds, the last one begun included; 0 would be over at once. */
function publishOptions({ qos, lifetime }: PublishOptions): IClientPublishOptions {
    if (lifetime === undefined) return WITHOUT_LIFETIME[qos];
    return { qos, properties: { messageExpiryInterval: Math.max(1, Math.ceil(lifetime / 1000)) } };
}

class MqttLink implements BrokerLink {
    readonly #client: MqttClient;
    readonly #listener: LinkListener;
    readonly #closed: Promise<void>;
    readonly #writes: WriteWatch;
    #accepted = false;
    /** The highest QoS that the broker takes: 0, where it says so. */
    #maximumQos = 1;
    /** Set with the end of the link: late events of its client mean nothing any more. */
    #over = false;

    constructor(client: MqttClient, listener: LinkListener) {
        this.#client = client;
        this.#listener = listener;
        this.#closed = new Promise((resolve) => client.stream.once("close", resolve));
        this.#writes = new WriteWatch(client.stream);
        bundleWrites(client.stream);
        this.#followOpening();
        client.on("connect", ({ properties }) => {
            if (this.#over) return;
            this.#accepted = true;
            this.#maximumQos = properties?.maximumQoS ?? 1;
            // MQTT.js leaves Nagle's algorithm on, which waits for acknowledgements that brokers delay.
            if (client.stream instanceof Socket) client.stream.setNoDelay(true);
            listener.accepted({
                receiveMaximum: properties?.receiveMaximum,
                maximumPacketSize: properties?.maximumPacketSize,
            });
        });
        // Ends the link by itself: a broker may never close the connection, or by a reset that hides the reason.
        client.on("disconnect", ({ reasonCode }) => {
            // With MQTT 3.1.1, where a broker has no such packet, there is no reason in it.
            this.#lost(reasonCode === undefined ? { type: "closed" } : { type: "disconnected", reasonCode });
        });
        // Stays for the whole life of the client: an error event without a listener ends the process. An error
        // ends the link whenever it comes, since MQTT.js may go on without reading what the broker sends.
        client.on("error", (error) => {
            this.#lost(this.#endOfError(error));
        });
        client.on("close", () => {
            this.#lost({ type: "closed" });
        });
        // Takes the place of the message event, since it alone can wait, and leave a message unacknowledged:
        // MQTT.js sends no PUBACK where the callback gets an error.
        client.handleMessage = ({ topic, payload }, callback) => {
            const answer = (taken: boolean): void => {
                // Nothing may follow a DISCONNECT (MQTT 3.1.1, section 3.14.4).
                callback(taken && !this.#over ? undefined : new Error("left with the broker"));
            };
            if (this.#over) answer(false);
            else listener.message({ topic, payload: toBuffer(payload) }, answer);
        };
    }

    publish(
        topic: string,
        payload: string | Buffer,
        options: PublishOptions,
        answered: (result: PublishResult) => void,
    ): void {
        if (options.qos === 0) {
            this.#client.publish(topic, payload, publishOptions(options));
            this.#writes.ask(() => {
                if (!this.#over) answered(ACKNOWLEDGED);
            });
            return;
        }
        if (this.#maximumQos < 1) {
            // Not at once: whoever publishes expects the answer of a broker.
            queueMicrotask(() => {
                if (!this.#over) answered(QOS_0_ONLY);
            });
            return;
        }
        this.#client.publish(topic, payload, publishOptions(options), (error) => {
            if (this.#over) return;
            if (!error) answered(ACKNOWLEDGED);
            else if (error instanceof ErrorWithReasonCode && error.code === PACKET_ID_IN_USE) {
                // The next link numbers its packets anew, and sends the document again.
                this.#lost({
                    type: "error",
                    code: "",
                    message: "the broker says that a packet id is in use",
                });
            } else if (error instanceof ErrorWithReasonCode) {
                const concerns = REFUSES_ALL.has(error.code) ? "connection" : "document";
                answered({ outcome: "refused", concerns, reason: error.message });
            }
            // Any other error means that the link is breaking, which ends it for all documents alike.
        });
    }

    subscribe(topic: string, answered: (refusal?: string) => void, qos: 0 | 1 = 1): void {
        this.#client.subscribe(topic, { qos }, (error) => {
            if (!this.#over) answered(error?.message);
        });
    }

    unsubscribe(topic: string): void {
        this.#client.unsubscribe(topic);
    }

    end(how: Ending): Promise<void> {
        if (!this.#over) this.#close(how);
        return this.#closed;
    }

    /** Tells how far the socket has come, before MQTT begins. */
    #followOpening(): void {
        const { stream } = this.#client;
        if (!(stream instanceof TLSSocket)) return;
        stream.on("lookup", (error: Error | null, address: string) => {
            if (!this.#over && !error) this.#listener.resolved?.(address);
        });
        stream.once("connect", () => {
            if (!this.#over) this.#listener.reached?.(stream.remoteAddress ?? "");
        });
        stream.once("secureConnect", () => {
            if (!this.#over) this.#listener.secured(describeCertificate(stream.getPeerCertificate()));
        });
    }

    #lost(end: LinkEnd): void {
        if (this.#over) return;
        this.#close("at once");
        this.#listener.ended(end);
    }

    #close(how: Ending): void {
        this.#over = true;
        // Before the login is through MQTT.js would only note that a DISCONNECT is to be sent.
        if (how === "at once" || !this.#accepted) {
            this.#client.end(true);
            return;
        }
        const { stream } = this.#client;
        // `end` waits for ever for packets that are never answered; a second `end` does nothing.
        const timer = setTimeout(() => stream.destroy(), CLOSING_TIME);
        stream.once("close", () => {
            clearTimeout(timer);
        });
        this.#client.end(false, how === "forgetting" ? FORGET : {});
    }

    #endOfError(error: Error | ErrorWithReasonCode): LinkEnd {
        const { message } = error;
        if (error instanceof ErrorWithReasonCode) {
            if (!this.#accepted) return { type: "connect-refused", reasonCode: error.code };
            // A fault that MQTT.js found in what the broker sent; its words say more than the number.
            return { type: "error", code: "", message };
        }
        const code = "code" in error ? String(error.code) : "";
        return { type: "error", code, message };
    }
}

function toBuffer(payload: string | Buffer): Buffer {
    return typeof payload === "string" ? Buffer.from(payload) : payload;
}
