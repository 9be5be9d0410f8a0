import { type CommandDefaults } from "../documents/command-defaults";
import { type Login } from "../connection-settings";
import { hostNameOf, type Endpoint } from "../endpoint";
import { passed, type Checked } from "../problem";
import { MASK, maskedPaths } from "./masking";
import { CONNECTION_RULES } from "./parameter-rules";
import { type Parameters } from "./parameters";
import { type TlsMaterial } from "./tls-material";

/** What a `wmw-config` gives to the connection that ThingPark is to have with WMW. */
export interface WmwSide {
    readonly endpoint: Pick<Endpoint, "host" | "port" | "uplinkTopic" | "downlinkTopic">;
    readonly login: Login;
    readonly tls: TlsMaterial;
    readonly commands: Pick<CommandDefaults, "asId" | "asKey">;
}

/** The body of `POST /connections` and `PUT /connections/{id}`. */
export interface ConnectionBody {
    readonly name: string;
    readonly connectorId: typeof CONNECTOR_ID;
    readonly brand: "WMW";
    readonly active?: unknown;
    readonly alarms?: unknown;
    readonly configuration: Readonly<Record<string, unknown>>;
}

/** ThingPark's connector for MQTT, which WMW is one of. */
export const CONNECTOR_ID = "actility-mqtt-iot";

/**
 * The body that the document "Creating a WMW connection" shows, with common parameters added. A parameter
 * `name` takes the place of the name. A body that holds what ThingPark shows in the place of secrets is
 * refused: it would overwrite the real ones.
 */
export function connectionBody(
    wmw: WmwSide,
    { name, parameters }: { name: string; parameters: Parameters },
): Checked<ConnectionBody> {
    const body: ConnectionBody = {
        name,
        connectorId: CONNECTOR_ID,
        ...pick(parameters, (key) => key in CONNECTION_RULES),
        configuration: { ...fixedConfiguration(wmw), ...configurationOf(wmw, parameters) },
        brand: "WMW",
    };
    const problems = maskedPaths(body).map((path) => ({
        path,
        code: "masked-secret",
        message: `expected the real value, got ${MASK}, which stands for a secret in ThingPark's answers`,
    }));
    return problems.length > 0 ? { ok: false, problems } : passed(body);
}

function fixedConfiguration({ endpoint, login }: WmwSide): object {
    const { uplinkTopic, downlinkTopic } = endpoint;
    return {
        hostName: hostNameOf(endpoint),
        protocol: "SSL",
        ...(login.username === "" ? {} : { username: login.username }),
        ...(login.password === "" ? {} : { password: login.password }),
        uplinkTopicPattern: uplinkTopic,
        downlinkTopicPattern: downlinkTopic,
    };
}

function configurationOf({ tls, commands }: WmwSide, parameters: Parameters): Parameters {
    const { certificate, privateKey, trustedCa } = tls;
    return {
        ...(certificate === undefined ? {} : { certificate }),
        ...(privateKey === undefined ? {} : { privateKey }),
        ...(trustedCa === undefined ? {} : { trustedCaCertficate: trustedCa }),
        ...storedKey(commands, parameters.downlinkAsId),
        ...pick(parameters, (key) => !(key in CONNECTION_RULES)),
    };
}

/** The key of an AS_ID is a credential of the WMW connection, so that it need not stand readable in a flow. */
function storedKey({ asId, asKey }: WmwSide["commands"], wanted: unknown): object {
    return asId !== "" && asId === wanted && asKey !== "" ? { downlinkAsKey: asKey } : {};
}

function pick(parameters: Parameters, wanted: (name: string) => boolean): Parameters {
    return Object.fromEntries(Object.entries(parameters).filter(([name]) => wanted(name)));
}
