import { readConnectionSettings, type ConnectionSettings } from "./connection-settings";
import { type SavedNode } from "./migrations";
import { failed, type Checked } from "./problem";
import { type Region } from "./regions";
import { CONFIG, CONNECTION_NAME } from "./saved-nodes";
import { connectionBody, type ConnectionBody } from "./thingpark-api/connection-body";
import { type Parameters } from "./thingpark-api/parameters";
import { isVariable } from "./variable";

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
): Checked<ConnectionBody> {
    const fields = Object.fromEntries(
        SHARED_FIELDS.map((name) => [name, saved[name] ?? CONFIG.defaults[name]]),
    );
    const foreign = Object.entries({ ...fields, username }).find(([, value]) => isVariable(value));
    if (foreign) {
        return failed(
            foreign[0],
            "variable-for-thingpark",
            "expected the value itself, since ThingPark knows no variables of Node-RED",
        );
    }
    const settings = readConnectionSettings({ ...CONFIG.defaults, ...fields }, {}, regions);
    if (!settings.ok) return settings;
    const wmw = {
        endpoint: settings.value.endpoint,
        login: { username: username || "<username>", password: "<password>" },
        tls: { certificate: undefined, privateKey: undefined, trustedCa: undefined },
        commands: { asId: "", asKey: "" },
    };
    return connectionBody(wmw, {
        name: textOf(saved.name) || CONNECTION_NAME,
        parameters: {
            ...parametersOf(settings.value),
            ...optional("description", textOf(saved.description)),
            ...optional("uplinkTimeValidity", textOf(fields.uplinkTimeValidity).replace(/\s/g, "")),
        },
    });
}

/** The common parameters that settings stand for. */
function parametersOf(settings: ConnectionSettings): Parameters {
    const { active, downlink, reconnectStrategy, connectTimeout, actionTimeout } = settings;
    const { fPort, asId } = downlink.defaults;
    return {
        active,
        downlinkEnabled: downlink.enabled,
        ...(fPort === undefined ? {} : { downlinkPort: fPort }),
        ...optional("downlinkAsId", asId),
        reconnectStrategy: reconnectStrategy.toUpperCase(),
        connectionTimeout: connectTimeout,
        actionTimeout,
    };
}

function optional(name: string, text: string): Parameters {
    return text === "" ? {} : { [name]: text };
}

function textOf(value: unknown): string {
    return typeof value === "string" ? value : "";
}
