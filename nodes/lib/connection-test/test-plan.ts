import { type DialOptions, type TlsOptions } from "../connection/broker-link";
import { type ConnectionSettings } from "../connection-settings";
import { type Endpoint } from "../endpoint";

/** What a test tries. */
export interface TestPlan {
    readonly endpoint: Endpoint;
    readonly dial: DialOptions;
    /** Whether commands are wanted, and with them the right to subscribe. */
    readonly subscribes: boolean;
}

/**
 * The test of these settings. Its client id is its own, and its session ends with it: so it neither throws out
 * the connection that may be running nor takes anything from it.
 *
 * @param random hex digits that no other test has
 */
export function planTest(settings: ConnectionSettings, tls: TlsOptions, random: string): TestPlan {
    const { endpoint, protocolVersion, login, keepalive, connectTimeout, downlink } = settings;
    return {
        endpoint,
        subscribes: downlink.enabled,
        dial: {
            host: endpoint.host,
            port: endpoint.port,
            protocolVersion,
            clientId: `wmwtest${random.slice(0, 16)}`, // With 23 characters every broker takes it [MQTT-3.1.3-5].
            ...login,
            keepalive,
            connectTimeout,
            session: "clean",
            tls,
        },
    };
}
