import should from "should";
import { type ConnectionView } from "../../nodes/lib/connection/connection-view";
import { type ConnectionState } from "../../nodes/lib/connection/state";
import { statusOf, statusOfProblems, type Role, type Status } from "../../nodes/lib/status";

const unreachable: ConnectionState = {
    name: "UNREACHABLE",
    failures: 3,
    failure: { reason: "unknown-host", message: "the name is not known" },
    retryAt: 1_000,
};
const shutOut: ConnectionState = {
    name: "AUTHENTICATION_FAILED",
    failures: 1,
    failure: { reason: "wrong-login", message: "wrong password" },
    retryAt: 1_000,
};
const opened: ConnectionState = { name: "OPENED", failures: 0, refused: {} };
const mayNotPublish: ConnectionState = { name: "OPENED", failures: 0, refused: { publish: "no" } };
const mayNotSubscribe: ConnectionState = { name: "OPENED", failures: 0, refused: { subscribe: "no" } };

/** Each state with two documents that wait. */
const rows: [title: string, state: ConnectionState, role: Role, status: Status][] = [
    ["an open connection", opened, "subscribe", { fill: "green", shape: "dot", key: "connected" }],
    [
        "an open connection with a backlog",
        opened,
        "publish",
        { fill: "green", shape: "dot", key: "connected", queued: 2 },
    ],
    [
        "a connection that is opened",
        { name: "OPENING", failures: 0 },
        "publish",
        { fill: "yellow", shape: "ring", key: "connecting", queued: 2 },
    ],
    [
        "a connection that logs in",
        { name: "AUTHENTICATING", failures: 0 },
        "subscribe",
        { fill: "yellow", shape: "ring", key: "connecting" },
    ],
    [
        "an unreachable broker, for who publishes",
        unreachable,
        "publish",
        { fill: "red", shape: "ring", key: "unknown-host", queued: 2 },
    ],
    [
        "an unreachable broker, for who subscribes",
        unreachable,
        "subscribe",
        { fill: "red", shape: "ring", key: "unknown-host" },
    ],
    ["a wrong password", shutOut, "subscribe", { fill: "red", shape: "ring", key: "wrong-login" }],
    [
        "a broker that refuses what is published, for who publishes",
        mayNotPublish,
        "publish",
        { fill: "yellow", shape: "dot", key: "not-allowed-to-publish", queued: 2 },
    ],
    [
        "a broker that refuses what is published, for who subscribes",
        mayNotPublish,
        "subscribe",
        { fill: "green", shape: "dot", key: "connected" },
    ],
    [
        "a broker that refuses the subscription, for who subscribes",
        mayNotSubscribe,
        "subscribe",
        { fill: "yellow", shape: "dot", key: "not-allowed-to-subscribe" },
    ],
    [
        "a broker that refuses the subscription, for who publishes",
        mayNotSubscribe,
        "publish",
        { fill: "green", shape: "dot", key: "connected", queued: 2 },
    ],
    [
        "a connection that is switched off",
        { name: "DEACTIVATED" },
        "publish",
        { fill: "grey", shape: "ring", key: "deactivated" },
    ],
    ["a closed connection", { name: "CLOSED" }, "publish", { fill: "grey", shape: "ring", key: "closed" }],
];

function view(changes: Partial<ConnectionView>): ConnectionView {
    return { state: opened, queued: 0, queueFault: undefined, leftBehind: 0, ...changes };
}

const others: [title: string, changes: Partial<ConnectionView>, role: Role, status: Status][] = [
    ["nothing that waits", {}, "publish", { fill: "green", shape: "dot", key: "connected" }],
    [
        "a queue that cannot be used",
        { queueFault: "disk full", queued: 3, leftBehind: 2 },
        "publish",
        { fill: "yellow", shape: "dot", key: "queue-failed" },
    ],
    [
        "a queue that cannot be used while the broker is away",
        { state: unreachable, queueFault: "disk full" },
        "publish",
        { fill: "red", shape: "ring", key: "queue-failed" },
    ],
    [
        "a queue that cannot be used, for who subscribes",
        { queueFault: "disk full" },
        "subscribe",
        { fill: "green", shape: "dot", key: "connected" },
    ],
    [
        "documents for another destination",
        { leftBehind: 5 },
        "publish",
        { fill: "yellow", shape: "dot", key: "connected", leftBehind: 5 },
    ],
    [
        "documents for another destination behind a backlog",
        { leftBehind: 5, queued: 2 },
        "publish",
        { fill: "green", shape: "dot", key: "connected", queued: 2 },
    ],
    [
        "documents for another destination, for who subscribes",
        { leftBehind: 5 },
        "subscribe",
        { fill: "green", shape: "dot", key: "connected" },
    ],
    [
        "documents for another destination where the connection is switched off",
        { state: { name: "DEACTIVATED" }, leftBehind: 5 },
        "publish",
        { fill: "grey", shape: "ring", key: "deactivated" },
    ],
];

describe("the status", () => {
    for (const [title, state, role, status] of rows) {
        it(`of ${title} is ${status.fill}, "${status.key}"${status.queued === undefined ? "" : " and the backlog"}`, () => {
            should(statusOf(view({ state, queued: 2 }), role)).deepEqual(status);
        });
    }

    for (const [title, changes, role, status] of others) {
        it(`with ${title} is ${status.fill}, "${status.key}"`, () =>
            should(statusOf(view(changes), role)).deepEqual(status));
    }
});

describe("the status of a node that cannot work", () => {
    const keys: [codes: string[], key: string][] = [
        [["no-connection"], "no-connection"],
        [["enterprise-id-missing"], "enterprise-id-missing"],
        [["custom-hostname-missing"], "custom-hostname-missing"],
        [["custom-hostname-user-info"], "custom-hostname-invalid"],
        [["tls-not-usable"], "tls-not-usable"],
        [["number-invalid"], "settings-invalid"],
        [["region-unknown", "enterprise-id-missing"], "region-unknown"],
        [[], "settings-invalid"],
    ];

    for (const [codes, key] of keys) {
        it(`with ${codes.join(" and ") || "no problem at all"} is red, "${key}"`, () => {
            const problems = codes.map((code) => ({ path: "x", code, message: "x" }));
            should(statusOfProblems(problems)).deepEqual({ fill: "red", shape: "ring", key });
        });
    }
});
