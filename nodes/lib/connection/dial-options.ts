import { type ConnectionSettings } from "../connection-settings";
import { type DialOptions, type TlsOptions } from "./broker-link";

/** What an attempt at the broker takes, by the settings of a connection. */
export function dialOptionsOf({
    settings,
    clientId,
    tls,
}: {
    readonly settings: ConnectionSettings;
    readonly clientId: string;
    readonly tls: TlsOptions;
}): DialOptions {
    const { endpoint, protocolVersion, login, keepalive, connectTimeout } = settings;
    return {
        host: endpoint.host,
        port: endpoint.port,
        protocolVersion,
        clientId,
        ...login,
        keepalive,
        connectTimeout,
        // A kept session in a shared group would hold the share of a member that does not come back.
        session: settings.sharedGroup === "" ? "kept" : "clean",
        tls,
    };
}
