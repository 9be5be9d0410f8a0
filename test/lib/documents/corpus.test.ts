import should from "should";
import { checkCommand } from "../../../nodes/lib/documents/check-command";
import { readUplinkInput } from "../../../nodes/lib/documents/uplink-input";
import { corpusDocuments, describeCorpus, UNSOUND, UPLINK_FOLDERS } from "../../support/corpus";
import { problemsOf, valueOf } from "../support/checked";

/** Folders of documents of other servers, and of wrapped ones: this version takes ThingPark's own only. */
const FOREIGN_FOLDERS = ["tts", "chirpstack", "wrapped", "abeeway"];

describeCorpus("the checks, on documents that were collected from the field,", () => {
    for (const { name, text, document } of corpusDocuments(UPLINK_FOLDERS)) {
        const problem = UNSOUND.get(name);
        if (problem === undefined) {
            it(`let ${name} pass, and change nothing in it`, () => {
                const before = structuredClone(document);
                const bytes = Buffer.from(text);
                const [fromObject] = valueOf(readUplinkInput(document));
                should(JSON.parse(String(fromObject?.payload))).deepEqual(before);
                for (const input of [text, Buffer.from(text)]) {
                    const [published, ...others] = valueOf(readUplinkInput(input));
                    should(published?.payload).equal(input);
                    should(published?.bytes).equal(bytes.length);
                    others.should.be.empty();
                }
            });
        } else {
            it(`refuse ${name}: ${problem}`, () => {
                for (const input of [document, text, Buffer.from(text)]) {
                    problemsOf(readUplinkInput(input)).should.deepEqual([problem]);
                }
            });
        }
    }

    for (const { name, document } of corpusDocuments(FOREIGN_FOLDERS)) {
        it(`refuse ${name}, since this version takes ThingPark's documents only`, () => {
            problemsOf(readUplinkInput(document)).should.deepEqual(["payload root-key-unknown"]);
        });
    }

    for (const { name, document } of corpusDocuments(["downlink"])) {
        it(`know ${name} as a command, and as no document for the uplink topic`, () => {
            problemsOf(checkCommand(document)).should.be.empty();
            problemsOf(readUplinkInput(document)).should.deepEqual(["DevEUI_downlink is-a-command"]);
        });
    }
});
