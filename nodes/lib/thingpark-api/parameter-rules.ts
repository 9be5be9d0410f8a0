import { isWithin } from "../documents/field-rules";
import { isJsonObject } from "../documents/json-object";

/** What a parameter of a connection must be. */
export interface ParameterRule {
    /** Of the problem of a value that is not accepted. */
    readonly code: string;
    /** As a sentence goes on after "expected". */
    readonly expected: string;
    accepts(value: unknown): boolean;
    /** Its value is not shown. */
    readonly secret?: true;
}

/** Why a parameter has to be left out. */
export interface FixedParameter {
    readonly code: string;
    readonly why: string;
}

const MOST_NAME_CHARACTERS = 128;
const MOST_TEXT_CHARACTERS = 1_000;
const MOST_TIMEOUT = 3_600_000;
const STRATEGIES = ["CALM", "NORMAL", "AGGRESSIVE"];

const SWITCH: ParameterRule = {
    code: "switch-invalid",
    expected: "true or false",
    accepts: (value) => typeof value === "boolean",
};

const TIMEOUT: ParameterRule = {
    code: "time-out-invalid",
    expected: `a whole number of 1 to ${MOST_TIMEOUT} milliseconds`,
    accepts: (value) => typeof value === "number" && isWithin(value, 1, MOST_TIMEOUT),
};

const APPLICATION_SERVER: ParameterRule = {
    code: "application-server-invalid",
    expected: `text of 1 to ${MOST_NAME_CHARACTERS} characters`,
    accepts: (value) => isText(value, MOST_NAME_CHARACTERS) && value !== "",
};

/** The common parameters that stand beside `configuration` (ThingPark X IoT Flow, "About connections"). */
export const CONNECTION_RULES = {
    name: {
        code: "connection-name-invalid",
        expected: `1 to ${MOST_NAME_CHARACTERS} characters`,
        accepts: (value: unknown) => isText(value, MOST_NAME_CHARACTERS) && value.trim() !== "",
    },
    active: SWITCH,
    alarms: {
        code: "alarms-invalid",
        expected: "a list of objects, each with uplinkRateMinPerHour, a number from 0",
        accepts: (value: unknown) => Array.isArray(value) && value.every(isAlarm),
    },
} as const satisfies Readonly<Record<string, ParameterRule>>;

/** The common parameters that stand within `configuration`, and the time-outs of an MQTT connection. */
export const CONFIGURATION_RULES: Readonly<Record<string, ParameterRule>> = {
    description: {
        code: "description-invalid",
        expected: `text of at most ${MOST_TEXT_CHARACTERS} characters`,
        accepts: (value) => isText(value, MOST_TEXT_CHARACTERS),
    },
    createDevices: SWITCH,
    sendMetadata: SWITCH,
    sendRawDecodedFormat: SWITCH,
    uplinkTimeValidity: {
        code: "time-validity-invalid",
        expected: 'a number and a unit, such as "90s", "5m", "72h" or "3d"',
        accepts: (value) => typeof value === "string" && /^[1-9]\d{0,8}[smhd]$/.test(value),
    },
    downlinkEnabled: SWITCH,
    downlinkAsId: APPLICATION_SERVER,
    downlinkAsKey: { ...APPLICATION_SERVER, secret: true },
    downlinkPort: {
        code: "downlink-port-invalid",
        expected: "a whole number of 1 to 224",
        accepts: (value) => typeof value === "number" && isWithin(value, 1, 224),
    },
    reconnectStrategy: {
        code: "reconnect-strategy-invalid",
        expected: '"CALM", "NORMAL" or "AGGRESSIVE"',
        accepts: (value) => typeof value === "string" && STRATEGIES.includes(value),
    },
    // Spelled so by the API.
    trustedCaCertficate: {
        code: "certificate-invalid",
        expected: "a certificate as PEM text",
        accepts: (value) =>
            typeof value === "string" &&
            /-----BEGIN CERTIFICATE-----[^]+-----END CERTIFICATE-----/.test(value),
    },
    connectionTimeout: TIMEOUT,
    actionTimeout: TIMEOUT,
};

const FROM_CONNECTION: FixedParameter = {
    code: "parameter-from-connection",
    why: "it comes from the WMW connection",
};

const FROM_TLS: FixedParameter = {
    code: "parameter-from-tls",
    why: "it comes from the TLS settings of the WMW connection",
};

/** What a body has of its own, and where that comes from in place of the parameters. */
export const FIXED_PARAMETERS: Readonly<Record<string, FixedParameter>> = {
    connectorId: alwaysSame("actility-mqtt-iot"),
    brand: alwaysSame("WMW"),
    protocol: alwaysSame("SSL"),
    hostName: FROM_CONNECTION,
    username: FROM_CONNECTION,
    password: FROM_CONNECTION,
    uplinkTopicPattern: FROM_CONNECTION,
    downlinkTopicPattern: FROM_CONNECTION,
    certificate: FROM_TLS,
    privateKey: FROM_TLS,
};

function alwaysSame(value: string): FixedParameter {
    return { code: "parameter-fixed", why: `it is always ${value}` };
}

function isText(value: unknown, most: number): value is string {
    return typeof value === "string" && value.length <= most;
}

function isAlarm(value: unknown): boolean {
    if (!isJsonObject(value)) return false;
    const { uplinkRateMinPerHour } = value;
    return typeof uplinkRateMinPerHour === "number" && uplinkRateMinPerHour >= 0;
}
