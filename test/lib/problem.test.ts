import should from "should";
import { combined, describeProblems, failed, passed, shown } from "../../nodes/lib/problem";

describe("problems", () => {
    it("are described in one sentence, each with its path", () => {
        const problems = [
            { path: "region", code: "a", message: "expected US" },
            { path: "enterpriseId", code: "b", message: "got nothing" },
        ];
        describeProblems(problems).should.equal("region: expected US; enterpriseId: got nothing");
        describeProblems([]).should.equal("");
    });

    it("are described up to the twentieth, since a list may have any number of them", () => {
        const problems = Array.from({ length: 100_000 }, (_, n) => ({
            path: `p${n}`,
            code: "a",
            message: "m",
        }));
        const first = problems.slice(0, 20).map(({ path }) => `${path}: m`);
        describeProblems(problems.slice(0, 20)).should.equal(first.join("; "));
        describeProblems(problems).should.equal(`${first.join("; ")}; and 99980 more`);
    });

    it("of several fields are all told, in the order of the fields", () => {
        const fields = combined<{ a: number; b: number; c: number }>({
            a: failed("a", "missing", "1"),
            b: passed(2),
            c: failed("c", "missing", "3"),
        });
        should(fields).deepEqual({
            ok: false,
            problems: [
                { path: "a", code: "missing", message: "1" },
                { path: "c", code: "missing", message: "3" },
            ],
        });
    });

    it("give way to the values where every field passed, undefined ones too", () => {
        const fields = combined<{ a: number; b: string | undefined }>({ a: passed(1), b: passed(undefined) });
        should(fields).deepEqual(passed({ a: 1, b: undefined }));
    });
});

describe("a value in a message", () => {
    const values: [value: unknown, text: string][] = [
        ["x", '"x"'],
        ['a "b"\n', String.raw`"a \"b\"\n"`],
        ["x".repeat(40), `"${"x".repeat(40)}"`],
        ["x".repeat(41), `"${"x".repeat(40)}…"`],
        [1.5, "1.5"],
        [NaN, "NaN"],
        [true, "true"],
        [10n, "10"],
        [undefined, "nothing"],
        [null, "null"],
        [[1, 2], "an array"],
        [{ AS_KEY: "secret" }, "an object"],
        [() => 1, "a function"],
        [Symbol("s"), "a symbol"],
    ];

    for (const [value, text] of values) it(`reads ${text}`, () => shown(value).should.equal(text));
});
