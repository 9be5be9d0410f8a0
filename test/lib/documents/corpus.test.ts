import should from "should";
import { checkCommand } from "../../../nodes/lib/documents/check-command";
import { checkDocument, recogniseDocument } from "../../../nodes/lib/documents/check-document";
import { readUplinkInput } from "../../../nodes/lib/documents/uplink-input";
import { type UplinkReading } from "../../../nodes/lib/documents/uplink-reading";
import {
    CONVERTED,
    corpusDocuments,
    describeCorpus,
    OTHER_FOLDERS,
    SERVER_FOLDERS,
    UNSOUND,
    UPLINK_FOLDERS,
    type ConvertedUplink,
} from "../../support/corpus";
import { problemsOf, valueOf } from "../support/checked";

const WHOLE: UplinkReading = { source: "auto", format: "document" };

describeCorpus("the checks, on documents that were collected from the field,", () => {
    for (const { name, text, document } of corpusDocuments([...UPLINK_FOLDERS, ...SERVER_FOLDERS])) {
        const problem = UNSOUND.get(name);
        if (problem === undefined) continue;
        it(`refuse ${name}: ${problem}`, () => {
            for (const input of [document, text, Buffer.from(text)]) {
                problemsOf(readUplinkInput(input, WHOLE)).should.deepEqual([problem]);
            }
        });
    }

    for (const { name, text, document } of corpusDocuments(UPLINK_FOLDERS)) {
        if (UNSOUND.has(name)) continue;
        it(`let ${name} pass, and change nothing in it`, () => {
            const before = structuredClone(document);
            const bytes = Buffer.from(text);
            const size = bytes.length;
            for (const source of ["auto", "thingpark"] as const) {
                const read = (input: unknown) =>
                    valueOf(readUplinkInput(input, { source, format: "document" })).documents;
                const [fromObject] = read(document);
                should(JSON.parse(String(fromObject?.payload))).deepEqual(before);
                const time = recogniseDocument(document)?.content.Time;
                should(fromObject?.time).deepEqual(time);
                for (const input of [text, bytes]) {
                    const [sent, ...others] = read(input);
                    should(sent?.payload).equal(input);
                    should({ bytes: sent?.bytes, time: sent?.time }).deepEqual({ bytes: size, time });
                    others.should.be.empty();
                }
            }
        });
    }

    for (const { name, document } of corpusDocuments(OTHER_FOLDERS)) {
        it(`refuse ${name}, since it is none of ThingPark's documents`, () => {
            problemsOf(readUplinkInput(document, WHOLE)).should.deepEqual(["payload root-key-unknown"]);
        });
    }

    for (const { name, document } of corpusDocuments(["downlink"])) {
        it(`know ${name} as a command, and as no document for the uplink topic`, () => {
            problemsOf(checkCommand(document)).should.be.empty();
            problemsOf(readUplinkInput(document, WHOLE)).should.deepEqual(["DevEUI_downlink is-a-command"]);
        });
    }
});

describeCorpus("the conversion, on events that were collected from the field,", () => {
    for (const { name, document } of corpusDocuments(SERVER_FOLDERS)) {
        if (UNSOUND.has(name)) continue;
        it(`makes of ${name} an uplink that passes the checks`, () => {
            const [sent] = valueOf(readUplinkInput(document, WHOLE)).documents;
            const uplink: unknown = JSON.parse(String(sent?.payload));
            const { kind, content } = valueOf(checkDocument(uplink));
            kind.should.equal("DevEUI_uplink");
            const expected = CONVERTED.get(name);
            if (expected) should(fieldsOf(content, expected)).deepEqual(expected);
        });
    }
});

/** The fields of a document that are expected, and no others. */
function fieldsOf(content: object, expected: ConvertedUplink): object {
    const values = new Map(Object.entries(content));
    return Object.fromEntries(Object.keys(expected).map((name) => [name, values.get(name)]));
}
