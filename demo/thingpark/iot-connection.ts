import { connect, type MqttClient } from "mqtt";
import type { ConnectionSetup, ConnectionState } from "./connection-record";

/** What a connection tells, and what it trusts. */
export interface IotConnectionOptions {
    readonly setup: ConnectionSetup;
    /** What is trusted where the setup names no CA of its own, PEM. */
    readonly caPem: string;
    readonly onState: (state: ConnectionState) => void;
    readonly onCommand: (payload: Buffer) => void;
}

/** Milliseconds until a broker that could not be reached is tried again. */
const RECONNECT_PERIOD = 5_000;

/** The connection that ThingPark has with a broker: a real one. */
export class IotConnection {
    readonly #options: IotConnectionOptions;
    readonly #client: MqttClient | undefined;
    #state: ConnectionState;

    constructor(options: IotConnectionOptions) {
        this.#options = options;
        this.#state = options.setup.active ? "OPENING" : "DEACTIVATED";
        if (options.setup.active) this.#client = this.#connect();
    }

    get state(): ConnectionState {
        return this.#state;
    }

    /** Sends a document on the uplink topic, where the connection is opened. */
    uplink(document: object): void {
        if (this.#state !== "OPENED") return;
        this.#client?.publish(
            text(this.#options.setup.configuration.uplinkTopicPattern),
            JSON.stringify(document),
            {
                qos: 1,
            },
        );
    }

    async close(): Promise<void> {
        await this.#client?.endAsync(true);
    }

    #connect(): MqttClient {
        const { setup, caPem } = this.#options;
        const { hostName, username, password, trustedCaCertficate, certificate, privateKey } =
            setup.configuration;
        const client = connect(`mqtts://${text(hostName)}`, {
            ca: trustedCaCertficate === undefined ? caPem : text(trustedCaCertficate),
            ...(certificate === undefined ? {} : { cert: text(certificate), key: text(privateKey) }),
            ...(username === undefined ? {} : { username: text(username), password: text(password) }),
            reconnectPeriod: RECONNECT_PERIOD,
        });
        client.on("connect", () => {
            this.#become("OPENED");
            this.#subscribe(client);
        });
        client.on("message", (_topic, payload) => this.#options.onCommand(payload));
        client.on("close", () => {
            if (this.#state === "OPENED" && !client.disconnecting) this.#become("OPENING");
        });
        client.on("error", (error) => {
            // MQTT 3.1.1, 3.2.2.3: bad user name or password, not authorized.
            const isRefused = "code" in error && (error.code === 4 || error.code === 5);
            if (isRefused) client.end(true);
            this.#become(isRefused ? "AUTHENTICATION_FAILED" : "UNREACHABLE");
        });
        return client;
    }

    #subscribe(client: MqttClient): void {
        const { downlinkTopicPattern, downlinkEnabled } = this.#options.setup.configuration;
        if (downlinkTopicPattern === undefined || downlinkEnabled === false) return;
        client.subscribe(text(downlinkTopicPattern), { qos: 1 });
    }

    #become(state: ConnectionState): void {
        if (state === this.#state) return;
        this.#state = state;
        this.#options.onState(state);
    }
}

function text(value: unknown): string {
    return typeof value === "string" ? value : "";
}
