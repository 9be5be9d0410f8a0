import should from "should";
import { stateOf, stateOfProblems } from "../../../nodes/lib/monitor/connection-overview";
import { type ConnectionView } from "../../../nodes/lib/connection/connection-view";
import { Redaction } from "../../../nodes/lib/monitor/redaction";
import { type ShownState } from "../../../nodes/lib/monitor/monitor-view";

const NOTHING_WAITS = { queued: 0, queueFault: undefined, leftBehind: 0 };
const OPENED = { name: "OPENED", failures: 0 } as const;

const STATES: readonly [title: string, view: ConnectionView, shown: ShownState][] = [
    [
        "that is open",
        { ...NOTHING_WAITS, state: { ...OPENED, refused: {} } },
        { fill: "green", key: "connected", reason: "", retryAt: null },
    ],
    [
        "that waits for its next try",
        {
            ...NOTHING_WAITS,
            state: {
                name: "UNREACHABLE",
                failures: 1,
                failure: { reason: "refused", message: "nothing listens" },
                retryAt: 5_000,
            },
        },
        { fill: "red", key: "refused", reason: "nothing listens", retryAt: 5_000 },
    ],
    [
        "that may not subscribe",
        { ...NOTHING_WAITS, state: { ...OPENED, refused: { subscribe: "not authorised" } } },
        { fill: "yellow", key: "not-allowed-to-subscribe", reason: "not authorised", retryAt: null },
    ],
    [
        "whose queue has a fault",
        { ...NOTHING_WAITS, queueFault: "no space left", state: { ...OPENED, refused: {} } },
        { fill: "yellow", key: "queue-failed", reason: "no space left", retryAt: null },
    ],
    [
        "that is switched off",
        { ...NOTHING_WAITS, state: { name: "DEACTIVATED" } },
        { fill: "grey", key: "deactivated", reason: "", retryAt: null },
    ],
];

describe("the state of a connection, for people,", () => {
    for (const [title, view, shown] of STATES) {
        it(`is told of one ${title}`, () => {
            stateOf(view, new Redaction([])).should.deepEqual(shown);
        });
    }

    it("is told of a configuration that has none", () => {
        const problems = [{ path: "enterpriseId", code: "enterprise-id-missing", message: "expected one" }];
        stateOfProblems(problems, new Redaction([])).should.deepEqual({
            fill: "red",
            key: "enterprise-id-missing",
            reason: "enterpriseId: expected one",
            retryAt: null,
        });
    });

    it("holds no credentials, whatever a broker says", () => {
        const view: ConnectionView = {
            ...NOTHING_WAITS,
            state: { ...OPENED, refused: { publish: "user mqtt-username may not" } },
        };
        should(stateOf(view, new Redaction(["mqtt-username"])).reason).equal("user ••• may not");
    });
});
