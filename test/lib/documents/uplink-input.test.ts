import should from "should";
import { readUplinkInput } from "../../../nodes/lib/documents/uplink-input";
import { passed } from "../../../nodes/lib/problem";
import { uplink } from "../../support/documents";
import { problemsOf, valueOf } from "../support/checked";

/** The `Time` of the documents that `uplink` makes. */
const TIME = "2026-11-02T08:15:00.123+01:00";

function nested(depth: number): unknown {
    let value: unknown = 1;
    for (let level = 0; level < depth; level += 1) value = [value];
    return value;
}

describe("the input of wmw-uplink-out", () => {
    it("is serialised once where it is an object", () => {
        const text = JSON.stringify(uplink());
        should(readUplinkInput(uplink())).deepEqual(
            passed([{ payload: text, bytes: text.length, time: TIME }]),
        );
    });

    it("stays the very text that was given, blanks and all", () => {
        const text = ` ${JSON.stringify(uplink(), null, 2)}\n`;
        should(readUplinkInput(text)).deepEqual(passed([{ payload: text, bytes: text.length, time: TIME }]));
    });

    it("stays the very Buffer that was given", () => {
        const bytes = Buffer.from(JSON.stringify(uplink()));
        const [document] = valueOf(readUplinkInput(bytes));
        should(document?.payload).equal(bytes);
        should(document?.bytes).equal(bytes.length);
    });

    it("is measured in bytes, not in characters", () => {
        const text = JSON.stringify(uplink(undefined, { CustomerData: { name: "Zürich €" } }));
        const size = Buffer.byteLength(text);
        size.should.be.above(text.length);
        for (const input of [text, Buffer.from(text), JSON.parse(text) as unknown])
            valueOf(readUplinkInput(input))
                .map(({ bytes }) => bytes)
                .should.deepEqual([size]);
    });

    it("may be a list of all of these, whose order is kept", () => {
        const texts = [1, 2, 3].map((n) => JSON.stringify(uplink(undefined, { FCntUp: n })));
        const [first, second = "", third = ""] = texts;
        const input = [first, Buffer.from(second), JSON.parse(third) as unknown];
        valueOf(readUplinkInput(input))
            .map(({ payload }) => payload.toString())
            .should.deepEqual(texts);
    });

    it("may be an empty list, which stands for no document", () => {
        should(readUplinkInput([])).deepEqual(passed([]));
    });

    it("is refused whole where one element of a list is bad, and each problem names its element", () => {
        const input = [uplink(), "{", uplink("A3"), { DevEUI: "x" }, [uplink()]];
        problemsOf(readUplinkInput(input)).should.deepEqual([
            "payload[1] not-json",
            "payload[2].DevEUI_uplink.DevEUI dev-eui-invalid",
            "payload[3].DevEUI dev-eui-invalid",
            "payload[4] not-an-object",
        ]);
    });

    const circle: Record<string, unknown> = uplink();
    circle.itself = circle;

    const refused: [what: string, input: unknown, problem: string][] = [
        ["nothing", undefined, "payload not-an-object"],
        ["null", null, "payload not-an-object"],
        ["a number", 1, "payload not-an-object"],
        ["a function", () => 1, "payload not-an-object"],
        ["an empty text", "", "payload not-json"],
        ["text that is not JSON", "{DevEUI_uplink:{}}", "payload not-json"],
        ["JSON text that is a list", JSON.stringify([uplink()]), "payload not-an-object"],
        ["JSON text that is a text", '"x"', "payload not-an-object"],
        ["an empty Buffer", Buffer.alloc(0), "payload not-json"],
        [
            "a Buffer that is not UTF-8",
            Buffer.from(JSON.stringify(uplink(undefined, { n: "ü" })), "latin1"),
            "payload not-json",
        ],
        ["a command", { DevEUI_downlink: {} }, "DevEUI_downlink is-a-command"],
        ["a circle", circle, "payload not-json"],
        ["a BigInt", { ...uplink(), n: 1n }, "payload not-json"],
        ["an object that is nested too deeply", { ...uplink(), n: nested(100_000) }, "payload not-json"],
        ["bytes that are no Buffer", new Uint8Array([123, 125]), "payload root-key-unknown"],
    ];

    for (const [what, input, problem] of refused) {
        it(`is refused where it is ${what}`, () =>
            problemsOf(readUplinkInput(input)).should.deepEqual([problem]));
    }

    it("says what kept it from being written", () => {
        const reasons: [value: unknown, reason: RegExp][] = [
            [circle, /circle/],
            [{ ...uplink(), n: nested(100_000) }, /nested/],
        ];
        for (const [value, reason] of reasons) JSON.stringify(readUplinkInput(value)).should.match(reason);
    });

    it("is never shown in a problem where it is not JSON, since it may hold keys", () => {
        const text = '{"DevEUI_uplink":{"AS_KEY":"s3cret"}';
        for (const input of [text, Buffer.from(text)])
            JSON.stringify(readUplinkInput(input)).should.not.containEql("s3cret");
    });
});
