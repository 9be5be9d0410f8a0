import fc from "fast-check";
import should from "should";
import { linesOf } from "../../../../nodes/lib/outbox/disk/lines";
import { decodeHead, decodeRecord, encodeRecord } from "../../../../nodes/lib/outbox/disk/record";
import { type OutboxEntry } from "../../../../nodes/lib/outbox/entry";
import { propertyRuns } from "../../../support/property-runs";
import { entryOf } from "../../support/store-bench";

/** The line without its LF. */
function lineOf(sequence: number, entry: OutboxEntry): Buffer {
    return encodeRecord(sequence, entry).subarray(0, -1);
}

const PAYLOADS: readonly [title: string, payload: string | Buffer][] = [
    ["JSON", '{"DevEUI_uplink":{"DevEUI":"0123456789ABCDEF"}}'],
    ["an empty text", ""],
    ["line breaks and controls", '{\r\n\t"a": "\u0000\u007f"\n}'],
    ["separators of lines and paragraphs", '"\u2028\u2029\u0085"'],
    ["quotes and backslashes", '"\\"\\\\u0022"'],
    ["characters of two to four bytes", '"äöü€🌍"'],
    ["half a character", '"\ud83d"'],
    ["a byte order mark", "\ufeff{}"],
    ["bytes", Buffer.from('\ufeff{"a":"ä\n🌍"}')],
];

describe("a record", () => {
    it("is a line of checksum and JSON", () => {
        const entry = { ...entryOf('{"a":1}'), expiresAt: 1_060_000 };
        encodeRecord(7, entry)
            .toString()
            .should.equal(
                '55bf9aec {"n":7,"bytes":7,"at":1000000,"until":1060000,"from":"node","document":"{\\"a\\":1}"}\n',
            );
    });

    for (const [title, payload] of PAYLOADS) {
        it(`keeps ${title} byte for byte, on one line`, () => {
            const line = encodeRecord(1, entryOf(payload));
            line.indexOf("\n").should.equal(line.length - 1);
            const record = decodeRecord(line.subarray(0, -1));
            Buffer.from(record?.payload ?? "-").should.deepEqual(Buffer.from(payload));
        });
    }

    it("keeps any text, origin, time and expiry", () => {
        const integer = fc.maxSafeInteger();
        const codeUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit));
        const expiry = fc.option(integer, { nil: undefined });
        fc.assert(
            fc.property(
                fc.nat(),
                fc.string({ unit: codeUnit }),
                fc.string(),
                integer,
                expiry,
                (sequence, payload, origin, arrivedAt, expiresAt) => {
                    const bytes = Buffer.byteLength(payload);
                    const record = { payload, bytes, origin, arrivedAt, expiresAt };
                    const line = lineOf(sequence, { ...record, settled: () => undefined });
                    should(decodeRecord(line)).deepEqual({ sequence, ...record });
                    should(decodeHead(line)).deepEqual({ sequence, bytes, arrivedAt });
                },
            ),
            propertyRuns(100),
        );
    });

    it("is not read where any byte has become another", () => {
        const line = encodeRecord(12, entryOf("two\nlines"));
        for (let position = 0; position < line.length - 1; position += 1) {
            for (let byte = 0; byte < 256; byte += 1) {
                if (byte === line[position]) continue;
                const damaged = Buffer.from(line);
                damaged[position] = byte;
                for (const { content } of linesOf(damaged)) {
                    should(decodeRecord(content)).be.undefined();
                    should(decodeHead(content)).be.undefined();
                }
            }
        }
    });

    it("is not read where a part is missing", () => {
        const line = lineOf(12, entryOf("document"));
        for (let length = 0; length < line.length; length += 1) {
            should(decodeRecord(line.subarray(0, length))).be.undefined();
            should(decodeHead(line.subarray(0, length))).be.undefined();
        }
    });
});
