import { isJsonObject, isNestedWithin } from "../../../nodes/lib/documents/json-object";

describe("a JSON object", () => {
    const values: [text: string, object: boolean][] = [
        ["{}", true],
        ['{"a":1}', true],
        ["[]", false],
        ["null", false],
        ['"x"', false],
        ["1", false],
        ["true", false],
    ];

    for (const [text, object] of values) {
        it(`is ${object ? "" : "not "}${text}`, () => isJsonObject(JSON.parse(text)).should.equal(object));
    }
});

describe("the depth of a value", () => {
    const depths: [text: string, levels: number][] = [
        ["1", 0],
        ["{}", 1],
        ['{"a":1,"b":2}', 1],
        ["[[],[[]]]", 3],
        ['{"a":[{"b":null}]}', 3],
    ];

    for (const [text, levels] of depths) {
        it(`of ${text} is ${levels}`, () => {
            isNestedWithin(JSON.parse(text), levels).should.be.true();
            if (levels > 0) isNestedWithin(JSON.parse(text), levels - 1).should.be.false();
        });
    }

    it("is judged without going deeper than asked", () => {
        isNestedWithin(JSON.parse("[".repeat(1_000_000) + "]".repeat(1_000_000)), 100).should.be.false();
    });
});
