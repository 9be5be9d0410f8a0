import { readConnectionSettings, type ReconnectStrategy } from "./connection-settings";
import { urlOf } from "./endpoint";
import { type SavedNode } from "./migrations";
import { failed, passed, type Checked } from "./problem";
import { type Region } from "./regions";
import { CONFIG } from "./saved-nodes";
import { isVariable } from "./variable";

/** The body of `POST /connections` of ThingPark, document "Creating a WMW connection" and its common parameters. */
export interface ThingParkConnection {
    readonly name: string;
    readonly connectorId: "actility-mqtt-iot";
    readonly active: boolean;
    readonly configuration: {
        readonly hostName: string;
        readonly protocol: "SSL";
        readonly username: string;
        readonly password: string;
        readonly uplinkTopicPattern: string;
        readonly downlinkTopicPattern: string;
        readonly description?: string;
        readonly uplinkTimeValidity?: string;
        readonly downlinkEnabled: boolean;
        readonly downlinkPort?: number;
        readonly downlinkAsId?: string;
        readonly reconnectStrategy: Uppercase<ReconnectStrategy>;
        /** Milliseconds, as the action time-out. */
        readonly connectionTimeout: number;
        readonly actionTimeout: number;
    };
    readonly brand: "WMW";
}

/** The name that the document gives its connection. */
const DEFAULT_NAME = "Actility To WMW";

/** The fields of a configuration that ThingPark has too. */
const SHARED_FIELDS = [
    "region",
    "customHostname",
    "enterpriseId",
    "active",
    "uplinkTimeValidity",
    "downlinkEnabled",
    "downlinkPort",
    "downlinkAsId",
    "reconnectStrategy",
    "connectTimeout",
    "actionTimeout",
] as const;

/**
 * The connection that ThingPark needs to send to where a configuration leads, or every reason why there is none.
 * What is secret is left to be filled in, and so is a username that is missing.
 */
export function thingparkConnection(
    saved: SavedNode,
    username: string,
    regions: readonly Region[],
): Checked<ThingParkConnection> {
    const fields = Object.fromEntries(
        SHARED_FIELDS.map((name) => [name, saved[name] ?? CONFIG.defaults[name]]),
    );
    const foreign = Object.entries({ ...fields, username }).filter(([, value]) => isVariable(value));
    const [path] = foreign.map(([name]) => name);
    if (path !== undefined) {
        return failed(
            path,
            "variable-for-thingpark",
            "expected the value itself, since ThingPark knows no variables of Node-RED",
        );
    }
    const settings = readConnectionSettings({ ...CONFIG.defaults, ...fields }, {}, regions);
    if (!settings.ok) return settings;
    const { endpoint, active, downlink, reconnectStrategy, connectTimeout, actionTimeout } = settings.value;
    return passed({
        name: textOf(saved.name) || DEFAULT_NAME,
        connectorId: "actility-mqtt-iot",
        active,
        configuration: {
            hostName: urlOf(endpoint).slice("mqtts://".length),
            protocol: "SSL",
            username: username || "<username>",
            password: "<password>",
            uplinkTopicPattern: endpoint.uplinkTopic,
            downlinkTopicPattern: endpoint.downlinkTopic,
            ...optional("description", textOf(saved.description)),
            ...optional("uplinkTimeValidity", textOf(fields.uplinkTimeValidity).replace(/\s/g, "")),
            downlinkEnabled: downlink.enabled,
            ...(downlink.defaults.fPort === undefined ? {} : { downlinkPort: downlink.defaults.fPort }),
            ...optional("downlinkAsId", downlink.defaults.asId),
            reconnectStrategy: upperCase(reconnectStrategy),
            connectionTimeout: connectTimeout,
            actionTimeout,
        },
        brand: "WMW",
    });
}

function optional<Name extends string>(name: Name, text: string): Partial<Record<Name, string>> {
    return text === "" ? {} : ({ [name]: text } as Record<Name, string>);
}

function textOf(value: unknown): string {
    return typeof value === "string" ? value : "";
}

function upperCase<Text extends string>(text: Text): Uppercase<Text> {
    return text.toUpperCase() as Uppercase<Text>;
}
