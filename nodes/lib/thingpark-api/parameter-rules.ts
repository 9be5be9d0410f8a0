import { isJsonObject } from "../documents/json-object";
import { wholeNumber } from "../documents/whole-number";

/** What a parameter of a connection must be. */
export interface ParameterRule {
    /** As a sentence goes on after "expected". */
    readonly expected: string;
    accepts(value: unknown): boolean;
    /** Its value is not shown. */
    readonly secret?: true;
}

const MOST_NAME_CHARACTERS = 128;
const MOST_TEXT_CHARACTERS = 1_000;
const MOST_TIMEOUT = 3_600_000;
const STRATEGIES = ["CALM", "NORMAL", "AGGRESSIVE"];

const SWITCH: ParameterRule = {
    expected: "true or false",
    accepts: (value) => typeof value === "boolean",
};

const TIMEOUT: ParameterRule = {
    expected: `a whole number of 1 to ${MOST_TIMEOUT} milliseconds`,
    accepts: (value) => typeof value === "number" && isWholeBetween(value, 1, MOST_TIMEOUT),
};

/** The common parameters that stand beside `configuration` (ThingPark X IoT Flow, "About connections"). */
export const CONNECTION_RULES = {
    name: {
        expected: `1 to ${MOST_NAME_CHARACTERS} characters`,
        accepts: (value: unknown) => isText(value, MOST_NAME_CHARACTERS) && value.trim() !== "",
    },
    active: SWITCH,
    alarms: {
        expected: "a list of objects, each with uplinkRateMinPerHour, a number from 0",
        accepts: (value: unknown) => Array.isArray(value) && value.every(isAlarm),
    },
} as const satisfies Readonly<Record<string, ParameterRule>>;

/** The common parameters that stand within `configuration`, and the time-outs of an MQTT connection. */
export const CONFIGURATION_RULES: Readonly<Record<string, ParameterRule>> = {
    description: {
        expected: `text of at most ${MOST_TEXT_CHARACTERS} characters`,
        accepts: (value) => isText(value, MOST_TEXT_CHARACTERS),
    },
    createDevices: SWITCH,
    sendMetadata: SWITCH,
    sendRawDecodedFormat: SWITCH,
    uplinkTimeValidity: {
        expected: 'a number and a unit, such as "90s", "5m", "72h" or "3d"',
        accepts: (value) => typeof value === "string" && /^[1-9]\d{0,8}[smhd]$/.test(value),
    },
    downlinkEnabled: SWITCH,
    downlinkAsId: {
        expected: `text of 1 to ${MOST_NAME_CHARACTERS} characters`,
        accepts: (value) => isText(value, MOST_NAME_CHARACTERS) && value !== "",
    },
    downlinkAsKey: {
        expected: `text of 1 to ${MOST_NAME_CHARACTERS} characters`,
        accepts: (value) => isText(value, MOST_NAME_CHARACTERS) && value !== "",
        secret: true,
    },
    downlinkPort: {
        expected: "a whole number of 1 to 224",
        accepts: (value) => typeof value === "number" && isWholeBetween(value, 1, 224),
    },
    reconnectStrategy: {
        expected: '"CALM", "NORMAL" or "AGGRESSIVE"',
        accepts: (value) => typeof value === "string" && STRATEGIES.includes(value),
    },
    // Spelled so by the API.
    trustedCaCertficate: {
        expected: "a certificate as PEM text",
        accepts: (value) =>
            typeof value === "string" &&
            /-----BEGIN CERTIFICATE-----[^]+-----END CERTIFICATE-----/.test(value),
    },
    connectionTimeout: TIMEOUT,
    actionTimeout: TIMEOUT,
};

/** What a body has of its own, and where that comes from in place of the parameters. */
export const FIXED_PARAMETERS: Readonly<Record<string, string>> = {
    connectorId: "it is always actility-mqtt-iot",
    brand: "it is always WMW",
    protocol: "it is always SSL",
    hostName: "it comes from the WMW connection",
    username: "it comes from the WMW connection",
    password: "it comes from the WMW connection",
    uplinkTopicPattern: "it comes from the WMW connection",
    downlinkTopicPattern: "it comes from the WMW connection",
    certificate: "it comes from the TLS settings of the WMW connection",
    privateKey: "it comes from the TLS settings of the WMW connection",
};

function isText(value: unknown, most: number): value is string {
    return typeof value === "string" && value.length <= most;
}

function isWholeBetween(value: number, least: number, most: number): boolean {
    const number = wholeNumber(value);
    return number !== undefined && number >= least && number <= most;
}

function isAlarm(value: unknown): boolean {
    if (!isJsonObject(value)) return false;
    const { uplinkRateMinPerHour } = value;
    return typeof uplinkRateMinPerHour === "number" && uplinkRateMinPerHour >= 0;
}
