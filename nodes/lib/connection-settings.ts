import { isAbsent } from "./absent";
import { checkChoice, checkSwitch } from "./choices";
import { readDownlinkSettings, type DownlinkSettings } from "./downlink-settings";
import { deriveEndpoint, type Endpoint } from "./endpoint";
import { type SavedNode } from "./migrations";
import { combined, failed, passed, shown, type Checked } from "./problem";
import { type QueueLimits } from "./outbox/queue-limits";
import { type Region } from "./regions";
import { unsetVariables } from "./variable";

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
    readonly reconnectStrategy: ReconnectStrategy;
    /** How old an uplink may become and still be sent; undefined: any age. */
    readonly uplinkTimeValidity: number | undefined;
    /** Uplinks sent and not yet acknowledged, at most. */
    readonly inFlight: number;
    /** Where uplinks wait while the broker is away, and how many. */
    readonly queue: { readonly place: QueuePlace; readonly limits: QueueLimits };
    /** The name of the group that shares the commands; "" where every connection gets all of them. */
    readonly sharedGroup: string;
    readonly login: Login;
    readonly downlink: DownlinkSettings;
}

const RECONNECT_STRATEGIES = ["normal", "calm", "aggressive"] as const;
const QUEUE_PLACES = ["disk", "memory"] as const;
const WHEN_FULL = ["reject-new", "drop-oldest"] as const;

/** How soon a lost connection is tried again; the names are those of ThingPark's common parameters. */
export type ReconnectStrategy = (typeof RECONNECT_STRATEGIES)[number];

/** Where uplinks wait; on disk they survive the end of Node-RED. */
export type QueuePlace = (typeof QUEUE_PLACES)[number];

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
    /** Multiplies the saved number: 1000 where seconds become milliseconds, 2^20 where MB become bytes. */
    readonly scale: number;
}

/** The fields of a connection that hold numbers; the durations among them are saved in seconds. */
export const NUMBER_FIELDS = {
    keepalive: { path: "keepalive", min: 1, max: 65_535, scale: 1000 }, // MQTT 3.1.1, section 3.1.2.10: 16 bit
    connectTimeout: { path: "connectTimeout", min: 1, max: 3_600, scale: 1000 },
    actionTimeout: { path: "actionTimeout", min: 1, max: 3_600, scale: 1000 },
    inFlight: { path: "inFlight", min: 1, max: 65_535, scale: 1 }, // MQTT packet identifiers: 16 bit
    queueLimit: { path: "queueLimit", min: 1, max: 10_000_000, scale: 1 },
    queueMaxMB: { path: "queueMaxMB", min: 1, max: 100_000, scale: 2 ** 20 },
    minUplinksPerHour: { path: "minUplinksPerHour", min: 1, max: 10_000_000, scale: 1 },
} as const satisfies Record<string, NumberField>;

/**
 * The settings that a saved configuration and its credentials stand for, or every problem that they have.
 * The values are those that Node-RED hands to a node: `${ENV}` has been replaced where the variable is set.
 */
export function readConnectionSettings(
    saved: SavedNode,
    credentials: SavedNode,
    regions: readonly Region[],
): Checked<ConnectionSettings> {
    const unset = [
        ...unsetVariables(saved, (variable) => variable),
        // A password may look like a variable: it is not shown.
        ...unsetVariables(credentials, () => "that it names"),
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
        reconnectStrategy: checkReconnectStrategy(saved.reconnectStrategy),
        uplinkTimeValidity: checkTimeValidity(saved.uplinkTimeValidity),
        inFlight: checkNumber(saved.inFlight, NUMBER_FIELDS.inFlight),
        queue: checkQueue(saved),
        sharedGroup: checkSharedGroup(saved.sharedGroup),
        login: checkLogin(credentials.username, credentials.password),
        downlink: readDownlinkSettings(saved, credentials),
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
    if (isAbsent(value)) return passed("");
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

/** Whether the connection is switched on. */
export function checkActive(value: unknown): Checked<boolean> {
    return checkSwitch("active", value);
}

/** 4 for MQTT 3.1.1, 5 for MQTT 5. */
export function checkProtocolVersion(value: unknown): Checked<4 | 5> {
    if (value === "4" || value === 4) return passed(4);
    if (value === "5" || value === 5) return passed(5);
    return failed("protocolVersion", "protocol-version-invalid", `expected "4" or "5", got ${shown(value)}`);
}

/** How soon a lost connection is tried again. */
export function checkReconnectStrategy(value: unknown): Checked<ReconnectStrategy> {
    return checkChoice("reconnectStrategy", value, RECONNECT_STRATEGIES);
}

/** Where uplinks wait. */
export function checkQueuePlace(value: unknown): Checked<QueuePlace> {
    return checkChoice("queue", value, QUEUE_PLACES);
}

/** What happens to uplinks for which the queue has no room. */
export function checkWhenFull(value: unknown): Checked<QueueLimits["whenFull"]> {
    return checkChoice("whenFull", value, WHEN_FULL);
}

function checkQueue(saved: SavedNode): Checked<ConnectionSettings["queue"]> {
    const checked = combined<{ place: QueuePlace } & QueueLimits>({
        place: checkQueuePlace(saved.queue),
        documents: checkNumber(saved.queueLimit, NUMBER_FIELDS.queueLimit),
        bytes: checkNumber(saved.queueMaxMB, NUMBER_FIELDS.queueMaxMB),
        whenFull: checkWhenFull(saved.whenFull),
    });
    if (!checked.ok) return checked;
    const { place, ...limits } = checked.value;
    return passed({ place, limits });
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * How old an uplink may become, in milliseconds: `90s`, `5m`, `72h`, `3d`, as ThingPark's common parameter
 * `uplinkTimeValidity`; undefined where it is blank.
 */
export function checkTimeValidity(value: unknown): Checked<number | undefined> {
    if (isAbsent(value)) return passed(undefined);
    const [, number = "", unit = ""] = /^\s*([1-9]\d{0,8})\s*([smhd])\s*$/.exec(textOf(value)) ?? [];
    const scale = UNITS[unit];
    if (scale !== undefined) return passed(Number(number) * scale);
    return failed(
        "uplinkTimeValidity",
        "time-validity-invalid",
        `expected a number and a unit, such as 90s, 5m, 72h or 3d, got ${shown(value)}`,
    );
}

/** The name of a group that shares the commands, or "": 1 to 64 letters, digits, `-` and `_`, part of a topic. */
export function checkSharedGroup(value: unknown): Checked<string> {
    if (isAbsent(value)) return passed("");
    if (typeof value === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(value)) return passed(value);
    return failed(
        "sharedGroup",
        "shared-group-invalid",
        `expected 1 to 64 letters, digits, "-" or "_", got ${shown(value)}`,
    );
}
