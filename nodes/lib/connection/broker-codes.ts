import { type Cause } from "./failure";

const LOGIN = "enter those of the MQTT user that WMW shows under Settings > Connectivity";
const BY_ITSELF = "it is tried again by itself";

const VERSION_REFUSED: Cause = [
    "protocol-version-refused",
    "the broker does not speak this version of MQTT: choose the other one",
];
const CLIENT_ID_REFUSED: Cause = [
    "client-id-refused",
    "the broker refuses the client id: choose another one, or leave it blank",
];
const BAD_LOGIN: Cause = ["wrong-login", `the broker refuses the username or the password: ${LOGIN}`];
const NOT_AUTHORISED: Cause = [
    "wrong-login",
    `the broker does not authorise this username and password: ${LOGIN}`,
];
const BANNED: Cause = ["banned", "the broker has banned this client: ask who runs the broker"];
const UNAVAILABLE: Cause = ["server-unavailable", `the broker says that it is not available: ${BY_ITSELF}`];
const BUSY: Cause = ["server-busy", `the broker is busy: ${BY_ITSELF}`];
const SHUTTING_DOWN: Cause = ["server-shutting-down", `the broker is shutting down: ${BY_ITSELF}`];
const NO_ROOM: Cause = [
    "server-full",
    `the broker takes no further connections for now: ${BY_ITSELF}; if that does not help ask who runs the broker`,
];
const QUOTA: Cause = [
    "server-full",
    `a quota at the broker is used up: ${BY_ITSELF}; if that does not help ask who runs the broker`,
];
const MOVED: Cause = [
    "server-moved",
    "the broker sends its clients to another server: enter the one that WMW shows under Settings > Connectivity",
];

/** What a broker answers to CONNECT: MQTT 3.1.1, section 3.2.2.3, and MQTT 5, section 3.2.2.2. */
export const CONNECT_REFUSALS: Readonly<Record<number, Cause>> = {
    1: VERSION_REFUSED,
    2: CLIENT_ID_REFUSED,
    3: UNAVAILABLE,
    4: BAD_LOGIN,
    5: NOT_AUTHORISED,
    0x84: VERSION_REFUSED,
    0x85: CLIENT_ID_REFUSED,
    0x86: BAD_LOGIN,
    0x87: NOT_AUTHORISED,
    0x88: UNAVAILABLE,
    0x89: BUSY,
    0x8a: BANNED,
    0x8b: SHUTTING_DOWN,
    0x8c: [
        "wrong-login",
        "the broker wants another way to log in than username and password: ask who runs the broker",
    ],
    0x97: QUOTA,
    0x9c: MOVED,
    0x9d: MOVED,
    0x9f: NO_ROOM,
};

/** What a broker says when it ends a connection: MQTT 5, section 3.14.2.1. */
export const DISCONNECTS: Readonly<Record<number, Cause>> = {
    0x87: ["wrong-login", `the broker no longer authorises this username: ${LOGIN}`],
    0x89: BUSY,
    0x8b: SHUTTING_DOWN,
    0x8d: ["connection-lost", "the broker heard nothing from us for too long: check the network"],
    0x8e: [
        "client-id-in-use",
        "another client connected with the same client id: give each its own, or leave it blank",
    ],
    0x97: QUOTA,
    0x98: ["connection-lost", "whoever runs the broker ended the connection"],
    0x9c: MOVED,
    0x9d: MOVED,
    0x9f: NO_ROOM,
};

/** MQTT 5, section 2.4: the codes of an end that have no words above. */
const NAMES: Readonly<Record<number, string>> = {
    0x80: "unspecified error",
    0x81: "malformed packet",
    0x82: "protocol error",
    0x83: "implementation specific error",
    0x8f: "topic filter invalid",
    0x90: "topic name invalid",
    0x93: "receive maximum exceeded",
    0x94: "topic alias invalid",
    0x95: "packet too large",
    0x96: "message rate too high",
    0x99: "payload format invalid",
    0x9a: "retain not supported",
    0x9b: "QoS not supported",
    0x9e: "shared subscriptions not supported",
    0xa0: "maximum connect time",
    0xa1: "subscription identifiers not supported",
    0xa2: "wildcard subscriptions not supported",
};

/** A code for people: `code 149, packet too large`; the number alone where MQTT has no name for it. */
export function describeCode(code: number): string {
    const name = NAMES[code];
    return name === undefined ? `code ${code}` : `code ${code}, ${name}`;
}
