import { isFields } from "../documents";
import { HttpError } from "../http-json";

/** What a subscriber has told of a connection, with its secrets. */
export interface ConnectionSetup {
    readonly name: string;
    readonly active: boolean;
    readonly configuration: Readonly<Record<string, unknown>>;
    /** The whole body as it was sent. */
    readonly body: Readonly<Record<string, unknown>>;
}

/** ThingPark's own states of a connection. */
export type ConnectionState =
    | "OPENING"
    | "AUTHENTICATING"
    | "OPENED"
    | "CLOSED"
    | "AUTHENTICATION_FAILED"
    | "UNREACHABLE"
    | "DEACTIVATED";

const MASK = "*****";
const SECRETS = ["password", "downlinkAsKey", "privateKey"];
const REQUIRED = ["hostName", "protocol", "uplinkTopicPattern"];

/** The setup that a body stands for. Throws an HttpError that names what is wrong. */
export function readSetup(body: unknown): ConnectionSetup {
    if (!isFields(body)) throw new HttpError(400, "expected an object");
    const { name, connectorId, configuration, active = true } = body;
    if (typeof name !== "string" || name === "") throw new HttpError(400, "name: is mandatory");
    if (connectorId !== "actility-mqtt-iot") throw new HttpError(400, "connectorId: unknown connector");
    if (!isFields(configuration)) throw new HttpError(400, "configuration: is mandatory");
    for (const field of REQUIRED) {
        if (typeof configuration[field] !== "string") {
            throw new HttpError(400, `configuration.${field}: is mandatory`);
        }
    }
    return { name, active: active !== false, configuration, body };
}

/** A connection as the API shows it: its secrets are masked. */
export function shownConnection(
    id: string,
    { body, configuration }: ConnectionSetup,
    state: ConnectionState,
): object {
    const masked = Object.entries(configuration).map(([key, value]) => [
        key,
        SECRETS.includes(key) ? MASK : value,
    ]);
    return { ...body, id, state, configuration: Object.fromEntries(masked) as unknown };
}
