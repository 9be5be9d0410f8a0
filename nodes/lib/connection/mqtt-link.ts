import { Socket } from "node:net";
import { connect, ErrorWithReasonCode, type IClientOptions, type MqttClient } from "mqtt";
import { type PublishResult } from "../outbox/outbox";
import { type BrokerLink, type Dial, type DialOptions, type LinkListener } from "./broker-link";
import { type LinkEnd } from "./failure";

/** How long (ms) an ended link may take to close its socket before it is destroyed. */
const CLOSING_TIME = 1_000;

/** How long (s) an MQTT 5 broker is asked to keep the session, and with it commands, while we are away. */
const SESSION_EXPIRY = 7 * 24 * 3600;

/**
 * Reason codes of a PUBACK that concern whatever we publish on the topic, not the one document: not
 * authorised, topic name invalid, quota exceeded (MQTT 5, section 3.4.2.1).
 */
const REFUSES_ALL = new Set([0x87, 0x90, 0x97]);

/** Dials a broker with MQTT.js: a client of its own for each attempt, which never reconnects by itself. */
export const dialMqtt: Dial = (options, listener) => {
    try {
        return new MqttLink(connect(clientOptions(options)), listener);
    } catch (error) {
        // Node refuses certificates and keys that it cannot read when it makes the socket.
        const message = error instanceof Error ? error.message : String(error);
        queueMicrotask(() => {
            listener.ended({ type: "tls-options", message });
        });
        return NO_LINK;
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
        clean: false,
        ...(options.protocolVersion === 5 ? { properties: { sessionExpiryInterval: SESSION_EXPIRY } } : {}),
        reconnectPeriod: 0,
        queueQoSZero: false,
        resubscribe: false,
    };
}

class MqttLink implements BrokerLink {
    readonly #client: MqttClient;
    readonly #listener: LinkListener;
    #accepted = false;
    /** Set with the end of the link: late events of its client mean nothing any more. */
    #over = false;
    #disconnectCode: number | undefined;
    #ending: Promise<void> | undefined;

    constructor(client: MqttClient, listener: LinkListener) {
        this.#client = client;
        this.#listener = listener;
        client.stream.once("secureConnect", () => {
            if (!this.#over) listener.secured();
        });
        client.on("connect", ({ properties }) => {
            if (this.#over) return;
            this.#accepted = true;
            // MQTT.js leaves Nagle's algorithm on, which waits for acknowledgements that brokers delay.
            if (client.stream instanceof Socket) client.stream.setNoDelay(true);
            listener.accepted({
                receiveMaximum: properties?.receiveMaximum,
                maximumPacketSize: properties?.maximumPacketSize,
            });
        });
        client.on("disconnect", ({ reasonCode }) => {
            this.#disconnectCode = reasonCode;
        });
        // Stays for the whole life of the client: an error event without a listener ends the process. An error
        // ends the link whenever it comes, since MQTT.js may go on without reading what the broker sends.
        client.on("error", (error) => {
            this.#lost(this.#endOfError(error));
        });
        client.on("close", () => {
            this.#lost(
                this.#disconnectCode === undefined
                    ? { type: "closed" }
                    : { type: "disconnected", reasonCode: this.#disconnectCode },
            );
        });
        // Takes the place of the message event, since it alone can wait, and leave a message unacknowledged:
        // MQTT.js sends no PUBACK where the callback gets an error.
        client.handleMessage = ({ topic, payload }, callback) => {
            const answer = (taken: boolean): void => {
                callback(taken ? undefined : new Error("left with the broker"));
            };
            if (this.#over) answer(false);
            else listener.message({ topic, payload: toBuffer(payload) }, answer);
        };
    }

    publish(
        topic: string,
        payload: string | Buffer,
        qos: 0 | 1,
        answered: (result: PublishResult) => void,
    ): void {
        this.#client.publish(topic, payload, { qos }, (error) => {
            if (this.#over) return;
            if (!error) answered({ outcome: "acknowledged" });
            else if (error instanceof ErrorWithReasonCode) {
                const concerns = REFUSES_ALL.has(error.code) ? "connection" : "document";
                answered({ outcome: "refused", concerns, reason: error.message });
            }
            // Any other error means that the link is breaking, which ends it for all documents alike.
        });
    }

    subscribe(topic: string, answered: (refusal?: string) => void): void {
        this.#client.subscribe(topic, { qos: 1 }, (error) => {
            if (!this.#over) answered(error?.message);
        });
    }

    unsubscribe(topic: string): void {
        this.#client.unsubscribe(topic);
    }

    end(gently: boolean): Promise<void> {
        this.#over = true;
        this.#ending ??= this.#close(!gently);
        return this.#ending;
    }

    #lost(end: LinkEnd): void {
        if (this.#over) return;
        void this.end(false);
        this.#listener.ended(end);
    }

    #close(force: boolean): Promise<void> {
        const { stream } = this.#client;
        if (stream.destroyed) {
            this.#client.end(true);
            return Promise.resolve();
        }
        return new Promise((resolve) => {
            const timer = setTimeout(() => {
                // `end` waits for ever for packets that are never answered; a second `end` does nothing.
                stream.destroy();
                resolve();
            }, CLOSING_TIME);
            this.#client.end(force, () => {
                clearTimeout(timer);
                resolve();
            });
        });
    }

    #endOfError(error: Error | ErrorWithReasonCode): LinkEnd {
        if (error instanceof ErrorWithReasonCode && !this.#accepted) {
            return { type: "connect-refused", reasonCode: error.code };
        }
        const code = "code" in error ? String(error.code) : "";
        return { type: "error", code, message: error.message };
    }
}

function toBuffer(payload: string | Buffer): Buffer {
    return typeof payload === "string" ? Buffer.from(payload) : payload;
}

/** Stands for an attempt that failed before there was a socket. */
const NO_LINK: BrokerLink = {
    publish: () => undefined,
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    end: () => Promise.resolve(),
};
