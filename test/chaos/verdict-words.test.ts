import should from "should";
import { type ChaosResult } from "./chaos-run";
import { Oracle, type Verdict } from "./oracle";
import { failuresOf, suspects, tables, tell } from "./verdict-words";

/** The result of a run in which nothing happened but this. */
function resultWith(verdict: Partial<Verdict>, troubles: readonly string[] = []): ChaosResult {
    const nothing = new Oracle({ window: 1, killSlack: 0 }).verdict();
    return { verdict: { ...nothing, ...verdict }, faults: new Map(), troubles, seconds: 1 };
}

const failures: [kind: string, result: ChaosResult, words: RegExp][] = [
    ["lost documents", resultWith({ lost: [3, 4] }), /^2 done, and never arrived: 3, 4$/],
    ["reordered documents", resultWith({ reordered: [3] }), /^1 arrived after a later one: 3$/],
    ["documents settled twice", resultWith({ settledTwice: [3] }), /^1 settled more than once: 3$/],
    ["documents given up", resultWith({ givenUp: [3] }), /^1 given up after they were done: 3$/],
    ["forgotten documents", resultWith({ forgotten: [3] }), /^1 never settled.*: 3$/],
    ["repeated documents", resultWith({ repeated: [3] }), /^1 arrived twice by one connection: 3$/],
    ["altered documents", resultWith({ altered: [3] }), /^1 arrived altered: 3$/],
    [
        "too many duplicates",
        resultWith({ excesses: [{ link: 7, duplicates: 60, limit: 50 }] }),
        /^connection 7 brought 60 documents again, 50 are allowed$/,
    ],
    ["a crash of Node-RED", resultWith({}, ["Node-RED ended by itself"]), /^Node-RED ended by itself$/],
];

describe("a chaos run in words", () => {
    it("is no failure where nothing went wrong", () => {
        failuresOf(
            resultWith({ duplicates: 5, undone: 7, failed: new Map([["WMW_STOPPED", 2]]) }),
        ).should.be.empty();
    });

    for (const [kind, result, words] of failures) {
        it(`is a failure for ${kind}`, () => {
            failuresOf(result).should.have.length(1);
            should(failuresOf(result)[0]).match(words);
        });
    }

    it("names no more than a few documents", () => {
        const lost = Array.from({ length: 1_000 }, (_, id) => id);
        should(failuresOf(resultWith({ lost }))[0]).match(/^1000 .* 18, 19 …$/);
        suspects(resultWith({ lost }).verdict).should.have.length(20);
    });

    it("tells each document once, whatever went wrong with it", () => {
        suspects(resultWith({ lost: [3, 4], altered: [4, 5] }).verdict).should.deepEqual([3, 4, 5]);
    });

    it("tells a document's life", () => {
        tell({
            id: 3,
            sentAt: 10,
            period: 0,
            settled: [{ at: 11, as: "done" }],
            arrivals: [{ at: 12, destination: "main", link: 7, intact: true }],
        }).should.equal("3: sent at 10, done at 11, arrived at 12 at main by connection 7");
    });

    it("is two Markdown tables", () => {
        const result = resultWith({ sent: 3, failed: new Map([["WMW_STOPPED", 2]]) });
        const faults = new Map([
            ["slow network", 1],
            ["links cut", 2],
        ] as const);
        tables({ ...result, faults })
            .split("\n")
            .should.containDeepOrdered([
                "| documents in 1 s | |",
                "| --- | ---: |",
                "| sent | 3 |",
                "| reported as failed | 2 WMW_STOPPED |",
                "",
                "| fault | |",
                "| links cut | 2 |",
                "| slow network | 1 |",
            ]);
    });
});
