import should from "should";
import { readUplinkInput } from "../../../nodes/lib/documents/uplink-input";
import { UPLINK_FORMATS, type UplinkFormat } from "../../../nodes/lib/documents/uplink-reading";
import { passed } from "../../../nodes/lib/problem";
import { uplink } from "../../support/documents";
import { problemsOf, valueOf } from "../support/checked";

/** The `Time` and the device of the documents that `uplink` makes. */
const TIME = "2026-11-02T08:15:00.123+01:00";
const DEV_EUI = "20635F0100000001";

/** Reads as ThingPark's, whole documents. */
function read(input: unknown) {
    return readUplinkInput(input, { source: "thingpark", format: "document" });
}

/** An object with so many arrays in one another that JSON.stringify gives it up; that of Node.js 26 never does. */
function tooDeep(): object {
    let nested: unknown = [];
    for (let level = 0; level < 100_000; level += 1) nested = [nested];
    const giveUp = (): never => {
        throw new RangeError("Maximum call stack size exceeded");
    };
    return { ...uplink(), nested: isWritable(nested) ? { toJSON: giveUp } : nested };
}

function isWritable(value: unknown): boolean {
    try {
        JSON.stringify(value);
        return true;
    } catch {
        return false;
    }
}

describe("the input of wmw-uplink-out", () => {
    it("is serialised once where it is an object", () => {
        const text = JSON.stringify(uplink());
        should(read(uplink())).deepEqual(
            passed({
                documents: [{ payload: text, bytes: text.length, time: TIME, devEUI: DEV_EUI }],
                skipped: 0,
            }),
        );
    });

    it("tells its device in upper case, and none where its DevEUI is none", () => {
        const [document] = valueOf(read(uplink("20635f010000000a"))).documents;
        should(document?.devEUI).equal("20635F010000000A");
        const input = { DevEUI_uplink: { DevEUI: "XXXXXXXXXXXXXXXX" } };
        const [broken] = valueOf(readUplinkInput(input, { source: "any", format: "document" })).documents;
        should(broken?.devEUI).be.undefined();
    });

    it("stays the very text that was given, blanks and all", () => {
        const text = ` ${JSON.stringify(uplink(), null, 2)}\n`;
        should(read(text)).deepEqual(
            passed({
                documents: [{ payload: text, bytes: text.length, time: TIME, devEUI: DEV_EUI }],
                skipped: 0,
            }),
        );
    });

    it("stays the very Buffer that was given", () => {
        const bytes = Buffer.from(JSON.stringify(uplink()));
        const [document] = valueOf(read(bytes)).documents;
        should(document?.payload).equal(bytes);
        should(document?.bytes).equal(bytes.length);
    });

    it("is measured in bytes, not in characters", () => {
        const text = JSON.stringify(uplink(undefined, { CustomerData: { name: "Zürich €" } }));
        const size = Buffer.byteLength(text);
        size.should.be.above(text.length);
        for (const input of [text, Buffer.from(text), JSON.parse(text) as unknown])
            valueOf(read(input))
                .documents.map(({ bytes }) => bytes)
                .should.deepEqual([size]);
    });

    it("may be a list of all of these, whose order is kept", () => {
        const texts = [1, 2, 3].map((n) => JSON.stringify(uplink(undefined, { FCntUp: n })));
        const [first, second = "", third = ""] = texts;
        const input = [first, Buffer.from(second), JSON.parse(third) as unknown];
        valueOf(read(input))
            .documents.map(({ payload }) => payload.toString())
            .should.deepEqual(texts);
    });

    it("may be an empty list, which stands for no document", () => {
        should(read([])).deepEqual(passed({ documents: [], skipped: 0 }));
    });

    it("is refused whole where one element of a list is bad, and each problem names its element", () => {
        const input = [uplink(), "{", uplink("A3"), { DevEUI: "x" }, [uplink()]];
        problemsOf(read(input)).should.deepEqual([
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
        ["an object that is nested too deeply", tooDeep(), "payload not-json"],
        ["bytes that are no Buffer", new Uint8Array([123, 125]), "payload root-key-unknown"],
    ];

    for (const [what, input, problem] of refused) {
        it(`is refused where it is ${what}`, () => problemsOf(read(input)).should.deepEqual([problem]));
    }

    it("says what kept it from being written", () => {
        const reasons: [value: unknown, reason: RegExp][] = [
            [circle, /circle/],
            [tooDeep(), /nested too deeply/],
        ];
        for (const [value, reason] of reasons) JSON.stringify(read(value)).should.match(reason);
    });

    it("is never shown in a problem where it is not JSON, since it may hold keys", () => {
        const text = '{"DevEUI_uplink":{"AS_KEY":"s3cret"}';
        for (const input of [text, Buffer.from(text)])
            JSON.stringify(read(input)).should.not.containEql("s3cret");
    });
});

describe("the formats of wmw-uplink-out", () => {
    const content = { Time: TIME, DevEUI: "20635F0100000001", payload_hex: "01", payload: { t: 20.4 } };
    const { payload, ...undecoded } = content;
    const sent = { DevEUI_downlink_Sent: { Time: TIME, DevEUI: content.DevEUI, payload } };
    const alarm = { BS_alarm: { LrrID: "1" } };
    const foreign = { hello: "world" };

    const cases: [what: string, document: object, format: UplinkFormat, sends: unknown][] = [
        [
            "an uplink whole",
            { DevEUI_uplink: content, downlinkUrl: "x" },
            "document",
            { DevEUI_uplink: content, downlinkUrl: "x" },
        ],
        ["an uplink without its root key", { DevEUI_uplink: content, downlinkUrl: "x" }, "metadata", content],
        ["an uplink that never had a root key", content, "metadata", content],
        ["nothing of a downlink report", sent, "metadata", undefined],
        ["nothing of an alarm of a base station", alarm, "metadata", undefined],
        ["what was decoded", { DevEUI_uplink: content }, "payload", payload],
        [
            "what was decoded, though it is empty",
            { DevEUI_uplink: { ...content, payload: {} } },
            "payload",
            {},
        ],
        ["what was decoded of an uplink without a root key", content, "payload", payload],
        [
            "an uplink whole where nothing was decoded",
            { DevEUI_uplink: undecoded },
            "payload",
            { DevEUI_uplink: undecoded },
        ],
        [
            "an uplink whole where payload is empty",
            { DevEUI_uplink: { ...content, payload: "" } },
            "payload",
            { DevEUI_uplink: { ...content, payload: "" } },
        ],
        ["a downlink report whole, since nothing of it is decoded", sent, "payload", sent],
    ];

    for (const [what, document, format, sends] of cases) {
        it(`send ${what}, in ${format}`, () => {
            for (const source of ["auto", "thingpark", "any"] as const) {
                for (const input of [
                    document,
                    JSON.stringify(document),
                    Buffer.from(JSON.stringify(document)),
                ]) {
                    const { documents, skipped } = valueOf(readUplinkInput(input, { source, format }));
                    const texts = documents.map(({ payload }) => JSON.parse(String(payload)) as unknown);
                    should(texts).deepEqual(sends === undefined ? [] : [sends]);
                    skipped.should.equal(sends === undefined ? 1 : 0);
                }
            }
        });
    }

    it("send what they do not change byte for byte", () => {
        const text = ` ${JSON.stringify(undecoded)}\n`;
        for (const format of UPLINK_FORMATS) {
            const [document] = valueOf(readUplinkInput(text, { source: "thingpark", format })).documents;
            should(document).deepEqual({ payload: text, bytes: text.length, time: TIME, devEUI: DEV_EUI });
        }
    });

    it("measure what they send, and tell the time and the device of the whole document", () => {
        const payload = { name: "Zürich €" };
        const input = { DevEUI_uplink: { ...content, payload } };
        should(
            valueOf(readUplinkInput(input, { source: "thingpark", format: "payload" })).documents,
        ).deepEqual([
            {
                payload: JSON.stringify(payload),
                bytes: Buffer.byteLength(JSON.stringify(payload)),
                time: TIME,
                devEUI: DEV_EUI,
            },
        ]);
    });

    it("count in a list what they skip", () => {
        const input = [{ DevEUI_uplink: content }, sent, JSON.stringify(alarm)];
        const { documents, skipped } = valueOf(
            readUplinkInput(input, { source: "auto", format: "metadata" }),
        );
        documents.should.have.length(1);
        skipped.should.equal(2);
    });

    it("send JSON that is no ThingPark document whole", () => {
        for (const format of UPLINK_FORMATS) {
            const [document] = valueOf(readUplinkInput(foreign, { source: "any", format })).documents;
            should(document).deepEqual({
                payload: '{"hello":"world"}',
                bytes: 17,
                time: undefined,
                devEUI: undefined,
            });
        }
    });
});

describe("the time of a document", () => {
    const times: [what: string, time: unknown][] = [
        ["a date", TIME],
        ["milliseconds", 1473419836813],
        ["text that is no date", "yesterday"],
        ["an empty text", ""],
        ["null", null],
        ["no text and no number", { now: true }],
    ];

    for (const [what, Time] of times) {
        it(`is given as it stands there where it is ${what}`, () => {
            for (const input of [uplink(undefined, { Time }), { DevEUI: "20635F0100000001", Time }]) {
                for (const written of [input, JSON.stringify(input)]) {
                    const [document] = valueOf(read(written)).documents;
                    should(document?.time).deepEqual(Time);
                }
            }
        });
    }

    it("is undefined where the kind has none", () => {
        for (const input of [{ DevEUI_alarm: { DevEUI: "20635F0100000001" } }, { BS_alarm: {} }]) {
            should(valueOf(read(input)).documents[0]?.time).be.undefined();
        }
    });
});
