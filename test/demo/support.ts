import { connect, type IClientOptions, type MqttClient } from "mqtt";
import { startPlatform, type Platform, type PlatformOptions } from "../../demo/platform";

/** What a test has opened is closed after it, the last one first, however the test ended. */
export class Cleanup {
    readonly #steps: (() => unknown)[] = [];

    /** To be made inside a `describe`: it hooks into the tests there. */
    constructor() {
        afterEach(async () => {
            for (let step = this.#steps.pop(); step; step = this.#steps.pop()) await step();
        });
    }

    add(step: () => unknown): void {
        this.#steps.push(step);
    }

    async platform(options?: PlatformOptions): Promise<Platform> {
        const platform = await startPlatform(options);
        this.add(() => platform.close());
        return platform;
    }

    /** A client that is connected as the user of enterprise 1234; rejects where it is not let in. */
    async client(platform: Platform, options?: IClientOptions): Promise<MqttClient> {
        const client = this.connectingClient(platform, options);
        await new Promise<void>((resolve, reject) => {
            client.once("connect", () => resolve());
            client.once("error", reject);
        });
        client.on("error", () => undefined); // What the platform does to it is told by events of the platform.
        return client;
    }

    /** The same while it still connects, so that nothing that comes with the connection is missed. */
    connectingClient(platform: Platform, options: IClientOptions = {}): MqttClient {
        const client = connect(platform.mqttUrl, {
            ca: platform.caPem,
            username: "mqtt-username",
            password: "mqtt-password",
            reconnectPeriod: 0,
            ...options,
        });
        this.add(() => client.endAsync(true));
        return client;
    }
}

/** The message of a client that arrives next. */
export function nextMessage(client: MqttClient): Promise<{ topic: string; payload: Buffer }> {
    return new Promise((resolve) => {
        client.once("message", (topic, payload) => resolve({ topic, payload }));
    });
}

/** An uplink document with little more than a DevEUI. */
export function uplink(devEUI: string, fields: object = {}): { DevEUI_uplink: Record<string, unknown> } {
    return {
        DevEUI_uplink: {
            Time: "2026-03-01T10:00:00.000+01:00",
            DevEUI: devEUI,
            FPort: 2,
            FCntUp: 7,
            ...fields,
        },
    };
}
