import should from "should";
import { ALL_DEVICES, parseDevEuiFilter, type DevEuiFilter } from "../../nodes/lib/dev-eui-filter";
import { passed } from "../../nodes/lib/problem";
import { problemsOf } from "./support/checked";

function some(exact: string[], prefixes: string[]): DevEuiFilter {
    return { kind: "some", exact, prefixes };
}

const A = "0018B20000000B20";
const B = "20635F0100000001";

const accepted: [title: string, text: unknown, filter: DevEuiFilter][] = [
    ["takes all devices where it is blank", "", ALL_DEVICES],
    ["takes all devices where it holds separators only", " ,\n\t", ALL_DEVICES],
    ["takes all devices where it is missing", undefined, ALL_DEVICES],
    ["takes all devices where it is null", null, ALL_DEVICES],
    ["takes all devices with a lone star, whatever else it names", `${A}, *`, ALL_DEVICES],
    ["takes one device, written in any case", A.toLowerCase(), some([A], [])],
    ["separates by commas, blanks and line breaks", `${A},${B}\n 70*\t`, some([A, B], ["70"])],
    ["takes a prefix of 1 to 15 digits", `a* 0018B20000000b2*`, some([], ["A", "0018B20000000B2"])],
];

const refused: [what: string, text: unknown][] = [
    ["15 digits without a star", A.slice(1)],
    ["17 digits", `${A}0`],
    ["16 digits with a star", `${A}*`],
    ["a digit that is not hexadecimal", `G${A.slice(1)}`],
    ["a star in the middle", "0018*B20"],
    ["two stars", "0018**"],
    ["a separator that is none", `${A};${B}`],
    ["a number", 18],
];

describe("a filter of DevEUIs", () => {
    for (const [title, text, filter] of accepted) {
        it(title, () => should(parseDevEuiFilter(text)).deepEqual(passed(filter)));
    }

    for (const [what, text] of refused) {
        it(`refuses ${what}`, () => {
            problemsOf(parseDevEuiFilter(text)).should.deepEqual(["devEUIs dev-euis-invalid"]);
        });
    }

    it("shows the first three patterns that are no good", () => {
        const refusal = JSON.stringify(parseDevEuiFilter(`${A} one two three four`));
        refusal.should.containEql("ONE").and.containEql("TWO").and.containEql("THREE");
        refusal.should.not.containEql("FOUR").and.not.containEql(A);
    });
});
