import should from "should";
import { Oracle, type ChaosEvent, type Verdict } from "./oracle";

const LIMITS = { window: 2, killSlack: 1 };

const ACTING: ChaosEvent = { type: "acting" };
const QUIET: ChaosEvent = { type: "quiet" };

function sent(...ids: number[]): ChaosEvent[] {
    return ids.map((id) => ({ type: "sent", id }));
}

function done(...ids: number[]): ChaosEvent[] {
    return ids.map((id) => ({ type: "done", id }));
}

function failed(id: number, code: string): ChaosEvent[] {
    return [{ type: "failed", id, code }];
}

function arrived(link: number, ...ids: number[]): ChaosEvent[] {
    return ids.map((id) => ({ type: "arrived", id, destination: "main", link, intact: true }));
}

function arrivedAtOther(link: number, ...ids: number[]): ChaosEvent[] {
    return ids.map((id) => ({ type: "arrived", id, destination: "other", link, intact: true }));
}

function killed(links: number): ChaosEvent[] {
    return [{ type: "killed", links }];
}

function verdictOn(events: readonly ChaosEvent[]): Verdict {
    const oracle = new Oracle(LIMITS);
    events.forEach((event, index) => {
        oracle.note(event, index);
    });
    return oracle.verdict();
}

/** A run without a fault. */
const GOOD = [...sent(1, 2, 3), ...arrived(1, 1, 2, 3), ...done(1, 2, 3)];

const ALL_WELL = {
    lost: [],
    reordered: [],
    settledTwice: [],
    givenUp: [],
    forgotten: [],
    repeated: [],
    altered: [],
    excesses: [],
};

const judgements: [title: string, events: ChaosEvent[], what: Partial<Verdict>][] = [
    ["all is well where every document arrives and is done", GOOD, {}],
    ["a document may arrive after it was done", [...sent(1), ...done(1), ...arrived(1, 1)], {}],
    ["a document that was done and never arrived is lost", [...sent(1), ...done(1)], { lost: [1] }],
    ["what was not done may stay away", [...sent(1), ACTING], {}],
    ["what failed may stay away", [...sent(1), ...failed(1, "WMW_STOPPED")], {}],
    ["what failed may arrive all the same", [...sent(1), ...arrived(1, 1), ...failed(1, "WMW_STOPPED")], {}],
    [
        "a document that arrives for the first time behind a later one is reordered",
        [...sent(1, 2), ...arrived(1, 2, 1), ...done(1, 2)],
        { reordered: [1] },
    ],
    ["one that arrives again behind a later one is not", [...GOOD, ...arrived(2, 1)], {}],
    [
        "each destination has an order of its own",
        [...sent(1, 2), ...done(1, 2), ...arrivedAtOther(1, 2), ...arrived(2, 1)],
        {},
    ],
    ["a document is done once only", [...GOOD, ...done(2)], { settledTwice: [2] }],
    [
        "a document fails once only",
        [...sent(1), ...failed(1, "WMW_STOPPED"), ...failed(1, "WMW_STOPPED")],
        { settledTwice: [1] },
    ],
    [
        "a document that was done must not be given up",
        [...GOOD, ...failed(2, "WMW_EXPIRED")],
        { givenUp: [2] },
    ],
    [
        "a document is forgotten where the next one is settled",
        [...sent(1, 2), ...arrived(1, 1, 2), ...done(2), ACTING],
        { forgotten: [1] },
    ],
    [
        "a document is forgotten where nothing happens to Node-RED any more",
        [...sent(1), ...done(1), ...arrived(1, 1), ACTING, QUIET, ...sent(2), ...arrived(1, 2)],
        { forgotten: [2] },
    ],
    [
        "one that was under way when Node-RED was acted on is not forgotten",
        [...sent(1, 2), ACTING, QUIET, ...sent(3), ...arrived(1, 3), ...done(3)],
        {},
    ],
    [
        "nor is one whose settlement Node-RED could tell nobody",
        [...sent(1, 2), ACTING, QUIET, ...arrived(1, 2), ...done(2)],
        {},
    ],
    ["nor is one that was sent meanwhile", [ACTING, ...sent(1, 2), ...done(2), ...arrived(1, 2), QUIET], {}],
    [
        "a document has to arrive as it was sent",
        [...sent(1), { type: "arrived", id: 1, destination: "main", link: 1, intact: false }, ...done(1)],
        { altered: [1] },
    ],
    ["a document must not arrive twice by one connection", [...GOOD, ...arrived(1, 3)], { repeated: [3] }],
    [
        "a window of documents may come again on each connection",
        [...GOOD, ...arrived(2, 2, 3), ...arrived(3, 2, 3)],
        {},
    ],
    ["more may not", [...GOOD, ...arrived(2, 1, 2, 3)], { excesses: [{ link: 2, duplicates: 3, limit: 2 }] }],
    ["a few more may come again after a kill", [...GOOD, ...killed(1), ...arrived(2, 1, 2, 3)], {}],
    [
        "even if the first connection after it breaks at once",
        [...GOOD, ...killed(1), ...arrived(2, 1, 2), ...arrived(3, 1, 2, 3)],
        {},
    ],
    [
        "and not for ever",
        [
            ...GOOD,
            ...killed(1),
            ...arrived(2, 1),
            ...sent(4),
            ...arrived(2, 4),
            ...done(4),
            ...arrived(3, 2, 3, 4),
        ],
        { excesses: [{ link: 3, duplicates: 3, limit: 2 }] },
    ],
    [
        "what a connection from before the kill still brings does not end that",
        [...GOOD, ...killed(1), ...arrived(1, 4), ...arrived(2, 2, 3, 4)],
        {},
    ],
];

describe("the oracle", () => {
    for (const [title, events, what] of judgements) {
        it(title, () => {
            const found = verdictOn(events);
            for (const [kind, ids] of Object.entries({ ...ALL_WELL, ...what })) {
                should(found).have.property(kind).which.deepEqual(ids);
            }
        });
    }

    it("counts documents by what became of them", () => {
        const {
            sent: given,
            done: safe,
            arrived: there,
            duplicates,
            undone,
            failed: refused,
        } = verdictOn([
            ...GOOD,
            ...arrived(2, 3),
            ...sent(4, 5, 6),
            ...failed(5, "WMW_STOPPED"),
            ...failed(6, "WMW_STOPPED"),
        ]);
        should({ given, safe, there, duplicates, undone }).deepEqual({
            given: 6,
            safe: 3,
            there: 3,
            duplicates: 1,
            undone: 1,
        });
        should([...refused]).deepEqual([["WMW_STOPPED", 2]]);
    });

    it("tells what became of a document, and when", () => {
        const oracle = new Oracle(LIMITS);
        [...sent(1), ...arrived(7, 1), ...done(1)].forEach((event, index) => {
            oracle.note(event, 100 + index);
        });
        should(oracle.story(1)).match({
            id: 1,
            sentAt: 100,
            arrivals: [{ at: 101, destination: "main", link: 7, intact: true }],
            settled: [{ at: 102, as: "done" }],
        });
    });
});
