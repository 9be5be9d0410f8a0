import { createAuthority, type Authority, type Certificate } from "./certificates";
import { DeviceRegistry, type Device, type DeviceSetup } from "./devices";
import { readDocument, type DocumentKind } from "./documents";
import { AccessList, DEFAULT_ENTERPRISES, downlinkTopicOf, type EnterpriseSetup } from "./enterprises";
import { startHttpApi, type HttpApi } from "./http-api";
import { Inbox, type MessageCounts, type ReceivedMessage } from "./inbox";
import {
    MqttBroker,
    type BrokerEvents,
    type ConnectedClient,
    type LiveSubscription,
    type PublishedMessage,
} from "./mqtt-broker";
import { PlatformError } from "./platform-error";
import type { StatusMessage } from "./status-messages";
import { TypedEmitter } from "./typed-emitter";

export interface PlatformOptions {
    /** Default 0: any free port. */
    readonly mqttPort?: number;
    /** Default 0: any free port. */
    readonly httpPort?: number;
    readonly enterprises?: readonly EnterpriseSetup[];
    /** Issues the broker's certificate; default: a new one. */
    readonly authority?: Authority;
    /** Default: one for localhost and 127.0.0.1, issued by the authority. */
    readonly certificate?: Certificate;
    /** How many messages `received` remembers for each enterprise; default 10 000. */
    readonly remembered?: number;
}

/** A command that the platform sent. */
export interface SentDownlink {
    readonly enterpriseId: string;
    readonly topic: string;
    readonly payload: Buffer;
    readonly document: unknown;
    readonly kind: DocumentKind | undefined;
    readonly devEUI: string | undefined;
}

/** A device that was set up. */
export interface AddedDevice {
    readonly enterpriseId: string;
    readonly device: Device;
}

export interface PlatformEvents extends Omit<BrokerEvents, "message"> {
    /** A message came on an uplink topic, JSON or not; told before the client gets its acknowledgement. */
    document: ReceivedMessage;
    /** The broker has accepted a command. */
    downlink: SentDownlink;
    /** A device was set up. */
    deviceAdded: AddedDevice;
}

interface Enterprise {
    readonly devices: DeviceRegistry;
    readonly inbox: Inbox;
}

const REMEMBERED = 10_000;

/**
 * A WMW platform to develop against: enterprises with their users, an MQTT broker behind TLS, devices with their
 * status messages, and all of that over HTTP: as JSON, and as a page for people. It listens on 127.0.0.1 only and
 * keeps everything in memory.
 */
export class Platform extends TypedEmitter<PlatformEvents> {
    /** What an MQTT client has to trust, PEM. */
    readonly caPem: string;
    readonly authority: Authority;
    readonly #enterprises: ReadonlyMap<string, Enterprise>;
    readonly #access: AccessList;
    readonly #broker: MqttBroker;
    #http: HttpApi | undefined;
    #closed: Promise<void> | undefined;

    /** For `startPlatform`, which knows the order of things. */
    constructor(options: PlatformOptions & { authority: Authority; certificate: Certificate }) {
        super();
        const { authority, certificate, enterprises = DEFAULT_ENTERPRISES } = options;
        this.authority = authority;
        this.caPem = authority.caPem;
        this.#access = new AccessList(enterprises);
        this.#enterprises = new Map(
            enterprises.map(({ id }) => [
                id,
                { devices: new DeviceRegistry(), inbox: new Inbox(options.remembered ?? REMEMBERED) },
            ]),
        );
        this.#broker = new MqttBroker({ access: this.#access, certificate, port: options.mqttPort ?? 0 });
        this.#broker.on("message", (message) => this.#receive(message));
        for (const name of [
            "clientConnected",
            "clientGone",
            "subscribed",
            "unsubscribed",
            "refused",
        ] as const) {
            this.#broker.on(name, (event) => this.emit(name, event));
        }
    }

    get mqttPort(): number {
        return this.#broker.port;
    }

    get mqttUrl(): string {
        return `mqtts://localhost:${this.mqttPort}`;
    }

    get httpUrl(): string {
        return this.#http?.url ?? "";
    }

    /** The MQTT clients that are connected now. */
    clients(): ConnectedClient[] {
        return this.#broker.clients();
    }

    /** The subscriptions of the clients that are connected now. */
    subscriptions(): LiveSubscription[] {
        return this.#broker.subscriptions();
    }

    enterpriseIds(): string[] {
        return [...this.#enterprises.keys()];
    }

    /** The names of an enterprise's MQTT users. */
    usernames(enterpriseId: string): string[] {
        return this.#access.usernames(enterpriseId);
    }

    /** Sets up a device. Throws a PlatformError: `device-invalid`, `device-exists`, `enterprise-unknown`. */
    addDevice(enterpriseId: string, device: DeviceSetup): Device {
        const added = this.#enterprise(enterpriseId).devices.add(device);
        this.emit("deviceAdded", { enterpriseId, device: added });
        return added;
    }

    devices(enterpriseId: string): Device[] {
        return this.#enterprise(enterpriseId).devices.list();
    }

    hasDevice(enterpriseId: string, devEUI: string): boolean {
        return this.#enterprise(enterpriseId).devices.has(devEUI);
    }

    /** The last 1000 messages of a device, oldest first. Throws a PlatformError where there is no such device. */
    statusMessages(enterpriseId: string, devEUI: string): StatusMessage[] {
        return this.#enterprise(enterpriseId).devices.messages(devEUI);
    }

    /** How many documents came for each DevEUI, in upper case, that nobody has set up. */
    unknownDevices(enterpriseId: string): Map<string, number> {
        return this.#enterprise(enterpriseId).devices.unknown();
    }

    /** The last messages on the uplink topic, oldest first. */
    received(enterpriseId: string): ReceivedMessage[] {
        return this.#enterprise(enterpriseId).inbox.recent();
    }

    counts(enterpriseId: string): MessageCounts {
        return this.#enterprise(enterpriseId).inbox.counts();
    }

    /**
     * Publishes on an enterprise's downlink topic: an object as JSON, text and bytes as they are, so that a test
     * can send what is broken too. Resolves when the broker has accepted it; rejects once the platform is closed.
     */
    async sendDownlink(
        enterpriseId: string,
        command: object | string,
        { qos = 1 }: { qos?: 0 | 1 } = {},
    ): Promise<void> {
        this.#enterprise(enterpriseId);
        if (this.#closed) throw new Error("the platform is closed");
        const payload = bytesOf(command);
        const topic = downlinkTopicOf(enterpriseId);
        await this.#broker.publish({ topic, payload, qos });
        const { document, kind, devEUI } = readDocument(payload);
        this.emit("downlink", { enterpriseId, topic, payload, document, kind, devEUI });
    }

    /** Ends all MQTT connections; clients may come back at once. */
    disconnectClients(): void {
        this.#broker.disconnectClients();
    }

    /** An outage of the broker: connections end and new ones are refused; sessions survive. */
    async stopBroker(): Promise<void> {
        await this.#broker.stop();
    }

    /** The end of the outage, on the same port. */
    async startBroker(): Promise<void> {
        await this.#broker.start();
    }

    /** Listens on both ports; for `startPlatform`. */
    async start(httpPort: number): Promise<void> {
        await this.#broker.start();
        this.#http = await startHttpApi(this, httpPort);
    }

    /** Ends all connections and listeners, for good. Called again it waits for the same end. */
    close(): Promise<void> {
        this.#closed ??= Promise.all([this.#broker.close(), this.#http?.close()]).then(() => undefined);
        return this.#closed;
    }

    #enterprise(id: string): Enterprise {
        const enterprise = this.#enterprises.get(id);
        if (!enterprise) throw new PlatformError("enterprise-unknown", `there is no enterprise ${id}`);
        return enterprise;
    }

    #receive({ enterpriseId, clientId, topic, payload, qos }: PublishedMessage): void {
        const { devices, inbox } = this.#enterprise(enterpriseId);
        const receivedAt = new Date();
        const read = readDocument(payload);
        const message = { ...read, enterpriseId, clientId, topic, payload, qos, receivedAt };
        inbox.add(message);
        devices.record(read, receivedAt);
        this.emit("document", message);
    }
}

/**
 * Starts a platform. Rejects where a port is busy (`code` is `EADDRINUSE` and `port` says which), or where two
 * users have the same name.
 */
export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
    const authority = options.authority ?? (await createAuthority());
    const certificate = options.certificate ?? (await authority.issue({ hosts: ["localhost", "127.0.0.1"] }));
    const platform = new Platform({ ...options, authority, certificate });
    try {
        await platform.start(options.httpPort ?? 0);
    } catch (error) {
        await platform.close();
        throw error;
    }
    return platform;
}

function bytesOf(command: object | string): Buffer {
    if (Buffer.isBuffer(command)) return command;
    return Buffer.from(typeof command === "string" ? command : JSON.stringify(command));
}
