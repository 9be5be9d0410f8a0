import { deriveEndpoint, type Endpoint } from "./endpoint";
import { combined, failed, passed, shown, type Checked, type Problem } from "./problem";
import { type Region } from "./regions";
import { isVariable } from "./variable";

/** All that a WMW connection needs to know, checked. Durations are in milliseconds. */
export interface ConnectionSettings {
    readonly endpoint: Endpoint;
    readonly active: boolean;
    /** 4: MQTT 3.1.1, 5: MQTT 5. */
    readonly protocolVersion: 4 | 5;
    /** "" where the id is to be derived. */
    readonly clientId: string;
    readonly keepalive: number;
    readonly connectTimeout: number;
    readonly actionTimeout: number;
    /** Uplinks sent and not yet acknowledged, at most. */
    readonly inFlight: number;
    readonly login: Login;
}

/** What the broker is told about who connects; both may be "", WMW's form does not demand them. */
export interface Login {
    readonly username: string;
    readonly password: string;
}

/** The limits of a field that holds a whole number. */
export interface NumberField {
    readonly path: string;
    readonly min: number;
    readonly max: number;
    /** Multiplies the saved number: 1000 where seconds become milliseconds. */
    readonly scale: number;
}

/** The fields of a connection that hold numbers; the durations among them are saved in seconds. */
export const NUMBER_FIELDS = {
    keepalive: { path: "keepalive", min: 1, max: 65_535, scale: 1000 }, // MQTT 3.1.1, section 3.1.2.10: 16 bit
    connectTimeout: { path: "connectTimeout", min: 1, max: 3_600, scale: 1000 },
    actionTimeout: { path: "actionTimeout", min: 1, max: 3_600, scale: 1000 },
    inFlight: { path: "inFlight", min: 1, max: 65_535, scale: 1 }, // MQTT packet identifiers: 16 bit
} as const satisfies Record<string, NumberField>;

type Saved = Readonly<Record<string, unknown>>;

/**
 * The settings that a saved configuration and its credentials stand for, or every problem that they have.
 * The values are those that Node-RED hands to a node: `${ENV}` has been replaced where the variable is set.
 */
export function readConnectionSettings(
    saved: Saved,
    credentials: Saved,
    regions: readonly Region[],
): Checked<ConnectionSettings> {
    const unset = [
        ...variablesIn(saved, (variable) => variable),
        // A password may look like a variable: it is not shown.
        ...variablesIn(credentials, () => "that it names"),
    ];
    if (unset.length > 0) return { ok: false, problems: unset };
    const { region, customHostname, enterpriseId } = saved;
    return combined<ConnectionSettings>({
        endpoint: deriveEndpoint({ region, customHostname, enterpriseId }, regions),
        active: checkActive(saved.active),
        protocolVersion: checkProtocolVersion(saved.protocolVersion),
        clientId: checkClientId(saved.clientId),
        keepalive: checkNumber(saved.keepalive, NUMBER_FIELDS.keepalive),
        connectTimeout: checkNumber(saved.connectTimeout, NUMBER_FIELDS.connectTimeout),
        actionTimeout: checkNumber(saved.actionTimeout, NUMBER_FIELDS.actionTimeout),
        inFlight: checkNumber(saved.inFlight, NUMBER_FIELDS.inFlight),
        login: checkLogin(credentials.username, credentials.password),
    });
}

function variablesIn(fields: Saved, name: (variable: string) => string): Problem[] {
    return Object.entries(fields).flatMap(([path, value]) => {
        if (!isVariable(value)) return [];
        const message = `expected the environment variable ${name(value)} to be set`;
        return [{ path, code: "variable-not-set", message }];
    });
}

/** A whole number within the limits of its field; text is taken too, since variables give text. */
export function checkNumber(value: unknown, field: NumberField): Checked<number> {
    const number = typeof value === "string" && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
    if (
        typeof number === "number" &&
        Number.isInteger(number) &&
        number >= field.min &&
        number <= field.max
    ) {
        return passed(number * field.scale);
    }
    return failed(
        field.path,
        "number-invalid",
        `expected a whole number of ${field.min} to ${field.max}, got ${shown(value)}`,
    );
}

const MOST_CLIENT_ID_CHARACTERS = 128;

/** A client id of the user's own, or "". Longer than 23 characters is allowed, though a broker may refuse it. */
export function checkClientId(value: unknown): Checked<string> {
    if (value === undefined || value === null || value === "") return passed("");
    // MQTT 3.1.1, section 1.5.3: control characters should not occur in text.
    if (typeof value === "string" && value.length <= MOST_CLIENT_ID_CHARACTERS && !/\p{Cc}/u.test(value)) {
        return passed(value);
    }
    return failed(
        "clientId",
        "client-id-invalid",
        `expected at most ${MOST_CLIENT_ID_CHARACTERS} characters without control characters, got ${shown(value)}`,
    );
}

/** User name and password; a password alone cannot be sent [MQTT-3.1.2-22]. */
export function checkLogin(username: unknown, password: unknown): Checked<Login> {
    const login = { username: textOf(username), password: textOf(password) };
    if (login.username === "" && login.password !== "") {
        return failed("username", "username-missing", "expected a username with the password, got nothing");
    }
    return passed(login);
}

function textOf(value: unknown): string {
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** Whether the connection is switched on; text is taken too, since variables give text. */
export function checkActive(value: unknown): Checked<boolean> {
    if (value === true || value === "true") return passed(true);
    if (value === false || value === "false") return passed(false);
    return failed("active", "active-invalid", `expected true or false, got ${shown(value)}`);
}

/** 4 for MQTT 3.1.1, 5 for MQTT 5. */
export function checkProtocolVersion(value: unknown): Checked<4 | 5> {
    if (value === "4" || value === 4) return passed(4);
    if (value === "5" || value === 5) return passed(5);
    return failed("protocolVersion", "protocol-version-invalid", `expected "4" or "5", got ${shown(value)}`);
}
