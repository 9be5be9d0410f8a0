import should from "should";
import { type Failure } from "../../../nodes/lib/connection/failure";
import {
    initialState,
    next,
    type ConnectionEvent,
    type ConnectionState,
} from "../../../nodes/lib/connection/state";

type StateName = ConnectionState["name"];
type EventType = ConnectionEvent["type"];

const lost: Failure = { reason: "connection-lost", message: "lost" };
const wrongLogin: Failure = { reason: "wrong-login", message: "wrong password" };

const states = {
    DEACTIVATED: { name: "DEACTIVATED" },
    CLOSED: { name: "CLOSED" },
    OPENING: { name: "OPENING", failures: 2 },
    AUTHENTICATING: { name: "AUTHENTICATING", failures: 2 },
    OPENED: { name: "OPENED", failures: 2, refused: {} },
    UNREACHABLE: { name: "UNREACHABLE", failures: 2, failure: lost, retryAt: 500 },
    AUTHENTICATION_FAILED: { name: "AUTHENTICATION_FAILED", failures: 2, failure: wrongLogin, retryAt: 500 },
} as const satisfies { [Name in StateName]: Extract<ConnectionState, { name: Name }> };

const events = {
    wanted: { type: "wanted" },
    unwanted: { type: "unwanted" },
    secured: { type: "secured" },
    accepted: { type: "accepted" },
    failed: { type: "failed", failure: lost, retryAt: 900 },
    retryDue: { type: "retryDue" },
    stable: { type: "stable" },
    refused: { type: "refused", right: "publish", reason: "no" },
    granted: { type: "granted", right: "publish" },
} as const satisfies { [Type in EventType]: Extract<ConnectionEvent, { type: Type }> };

const { CLOSED, OPENING, AUTHENTICATING, OPENED, UNREACHABLE, AUTHENTICATION_FAILED } = states;
const mayNotPublish: ConnectionState = { ...OPENED, refused: { publish: "no" } };
const mayDoNothing: ConnectionState = { ...OPENED, refused: { publish: "no", subscribe: "never" } };
const loginRefused: ConnectionEvent = { type: "failed", failure: wrongLogin, retryAt: 900 };

const transitions: [title: string, from: ConnectionState, event: ConnectionEvent, to: ConnectionState][] = [
    ["the first who needs it has it opened", CLOSED, events.wanted, { name: "OPENING", failures: 0 }],
    ["with TLS it logs in", OPENING, events.secured, { name: "AUTHENTICATING", failures: 2 }],
    [
        "without an answer it waits for the next attempt, with one failure more",
        OPENING,
        events.failed,
        { name: "UNREACHABLE", failures: 3, failure: lost, retryAt: 900 },
    ],
    [
        "once let in it is open, and does not forget earlier failures at once",
        AUTHENTICATING,
        events.accepted,
        { name: "OPENED", failures: 2, refused: {} },
    ],
    [
        "a connection lost during the login is no wrong password",
        AUTHENTICATING,
        events.failed,
        { name: "UNREACHABLE", failures: 3, failure: lost, retryAt: 900 },
    ],
    [
        "a wrong login has a state of its own",
        AUTHENTICATING,
        loginRefused,
        { name: "AUTHENTICATION_FAILED", failures: 3, failure: wrongLogin, retryAt: 900 },
    ],
    [
        "an open connection that is lost waits for the next attempt",
        OPENED,
        events.failed,
        { name: "UNREACHABLE", failures: 3, failure: lost, retryAt: 900 },
    ],
    [
        "a login that is withdrawn while it is open is a wrong login",
        OPENED,
        loginRefused,
        { name: "AUTHENTICATION_FAILED", failures: 3, failure: wrongLogin, retryAt: 900 },
    ],
    [
        "a connection that held for a while forgets the failures before it",
        OPENED,
        events.stable,
        { name: "OPENED", failures: 0, refused: {} },
    ],
    ["what the broker refuses is kept with its reason", OPENED, events.refused, mayNotPublish],
    [
        "a second refusal stands beside the first",
        mayNotPublish,
        { type: "refused", right: "subscribe", reason: "never" },
        mayDoNothing,
    ],
    [
        "a refusal for another reason takes the place of the one before",
        mayNotPublish,
        { type: "refused", right: "publish", reason: "quota" },
        { ...OPENED, refused: { publish: "quota" } },
    ],
    [
        "what is allowed again is forgotten, and no other refusal with it",
        mayDoNothing,
        events.granted,
        { ...OPENED, refused: { subscribe: "never" } },
    ],
    [
        "a refusal does not outlive its connection",
        mayNotPublish,
        events.failed,
        { name: "UNREACHABLE", failures: 3, failure: lost, retryAt: 900 },
    ],
    [
        "what was refused stays refused when the connection has held for a while",
        mayNotPublish,
        events.stable,
        { ...mayNotPublish, failures: 0 },
    ],
    [
        "an unreachable broker is tried again when its time has come",
        UNREACHABLE,
        events.retryDue,
        { name: "OPENING", failures: 2 },
    ],
    [
        "a refused login is tried again when its time has come",
        AUTHENTICATION_FAILED,
        events.retryDue,
        { name: "OPENING", failures: 2 },
    ],
    ...[OPENING, AUTHENTICATING, OPENED, UNREACHABLE, AUTHENTICATION_FAILED].map(
        (state): [string, ConnectionState, ConnectionEvent, ConnectionState] => [
            `the last who needed it has it closed while ${state.name}`,
            state,
            events.unwanted,
            { name: "CLOSED" },
        ],
    ),
];

/** The events that mean nothing in a state. With the transitions they are all that can happen in it. */
const nothingHappens: Readonly<Record<StateName, readonly EventType[]>> = {
    DEACTIVATED: [
        "wanted",
        "unwanted",
        "secured",
        "accepted",
        "failed",
        "retryDue",
        "stable",
        "refused",
        "granted",
    ],
    CLOSED: ["unwanted", "secured", "accepted", "failed", "retryDue", "stable", "refused", "granted"],
    OPENING: ["wanted", "accepted", "retryDue", "stable", "refused", "granted"],
    AUTHENTICATING: ["wanted", "secured", "retryDue", "stable", "refused", "granted"],
    OPENED: ["wanted", "secured", "accepted", "retryDue", "granted"],
    UNREACHABLE: ["wanted", "secured", "accepted", "failed", "stable", "refused", "granted"],
    AUTHENTICATION_FAILED: ["wanted", "secured", "accepted", "failed", "stable", "refused", "granted"],
};

describe("the state of a connection", () => {
    it("begins closed, or deactivated where the configuration says so", () => {
        initialState(true).should.deepEqual({ name: "CLOSED" });
        initialState(false).should.deepEqual({ name: "DEACTIVATED" });
    });

    for (const [title, from, event, to] of transitions) {
        it(`${title}: ${from.name} -> ${to.name}`, () => should(next(from, event)).deepEqual(to));
    }

    for (const [name, state] of Object.entries(states)) {
        for (const type of nothingHappens[state.name]) {
            it(`${name}: nothing happens when it is told "${type}"`, () => {
                should(next(state, events[type])).equal(state);
            });
        }
    }

    const same: [title: string, state: ConnectionState, event: ConnectionEvent][] = [
        ["the same refusal once more", mayNotPublish, events.refused],
        ["the proof of stability without failures before it", { ...OPENED, failures: 0 }, events.stable],
        [
            "the permission of something else than was refused",
            mayNotPublish,
            { type: "granted", right: "subscribe" },
        ],
    ];

    for (const [title, state, event] of same) {
        it(`OPENED: nothing happens at ${title}`, () => should(next(state, event)).equal(state));
    }

    it("is laid down above for every event in every state", () => {
        const missing = Object.values(states).flatMap(({ name }) =>
            Object.values(events)
                .filter(({ type }) => !nothingHappens[name].includes(type))
                .filter(
                    ({ type }) => !transitions.some(([, from, e]) => from.name === name && e.type === type),
                )
                .map(({ type }) => `${name} ${type}`),
        );
        missing.should.be.empty();
    });
});
