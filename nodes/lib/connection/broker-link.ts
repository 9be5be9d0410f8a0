import { type PublishOptions, type PublishResult } from "../outbox/publish";
import { type LinkEnd } from "./failure";
import { type ServerCertificate } from "./server-certificate";

/** TLS beyond the defaults: a private certificate authority, a client certificate, another server name. */
export interface TlsOptions {
    readonly ca?: string | Buffer;
    readonly cert?: string | Buffer;
    readonly key?: string | Buffer;
    readonly passphrase?: string;
    readonly servername?: string;
    readonly ALPNProtocols?: string[];
}

/** What it takes to make one attempt at a broker. Durations are in milliseconds. */
export interface DialOptions {
    readonly host: string;
    readonly port: number;
    readonly protocolVersion: 4 | 5;
    readonly clientId: string;
    readonly username: string;
    readonly password: string;
    readonly keepalive: number;
    readonly connectTimeout: number;
    /**
     * `kept`: the broker's session of this client id is taken up and outlives the link, with its subscriptions
     * and the commands that wait. `clean`: the session is emptied at the start and ends with the link.
     */
    readonly session: "kept" | "clean";
    readonly tls: TlsOptions;
}

/**
 * How a link is ended. `gently`: with a DISCONNECT; `at once`: without a word; `forgetting`: gently, and the
 * broker shall keep nothing of the session, which MQTT 5 only can say: with 3.1.1 it is the same as `gently`.
 */
export type Ending = "gently" | "at once" | "forgetting";

/** A message from the broker. */
export interface BrokerMessage {
    readonly topic: string;
    readonly payload: Buffer;
}

/** What the broker announced when it accepted us; undefined where it names no limit. */
export interface BrokerLimits {
    readonly receiveMaximum: number | undefined;
    readonly maximumPacketSize: number | undefined;
}

/** Told what happens to a link. After `ended`, which comes exactly once, there is silence. */
export interface LinkListener {
    /** The name of the host was found; comes once for each of its addresses, and never where the host is one. */
    resolved?(address: string): void;
    /** TCP stands. */
    reached?(address: string): void;
    /** TCP and TLS stand, and the certificate was verified. */
    secured(certificate?: ServerCertificate): void;
    /** The broker accepted the login. */
    accepted(limits: BrokerLimits): void;
    /**
     * A message came. No other is read before `answer` is called: true acknowledges the message, false leaves
     * it with the broker, which delivers it again to the next connection of this session.
     */
    message(message: BrokerMessage, answer: (taken: boolean) => void): void;
    /** The link is gone. */
    ended(end: LinkEnd): void;
}

/** One connection to a broker, from the first packet to the last; it is never used again. */
export interface BrokerLink {
    /** `answered` is called at most once: QoS 1 when the broker has answered, QoS 0 when it is written. */
    publish(
        topic: string,
        payload: string | Buffer,
        options: PublishOptions,
        answered: (result: PublishResult) => void,
    ): void;
    /** `answered` gets the reason of a refusal, or nothing. QoS 1, unless told otherwise. */
    subscribe(topic: string, answered: (refusal?: string) => void, qos?: 0 | 1): void;
    unsubscribe(topic: string): void;
    /** Ends the link and resolves when its socket is closed. No event comes after the call. */
    end(how: Ending): Promise<void>;
}

/** Makes one attempt. It does not throw: whatever goes wrong is told by `ended`. */
export type Dial = (options: DialOptions, listener: LinkListener) => BrokerLink;
