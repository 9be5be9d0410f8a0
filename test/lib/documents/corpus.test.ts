import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import should from "should";
import { checkCommand } from "../nodes/lib/documents/check-command";
import { isJsonObject } from "../nodes/lib/documents/json-object";
import { readUplinkInput, type UplinkDocument } from "../nodes/lib/documents/uplink-input";
import { problemsOf, valueOf } from "./lib/support/checked";

/** Documents of ThingPark and other servers that the public has seen; they are not part of this repository. */
const CORPUS = join(__dirname, "..", "..", "shared", "corpus");

/** Folders of documents that belong on the uplink topic. */
const UPLINK_FOLDERS = [
    "uplink",
    "decoded",
    "decode-error",
    "join",
    "location",
    "notification",
    "sent",
    "rejected",
    "alarm",
    "bs-alarm",
    "multicast",
    "legacy",
];

/** Folders of documents of other servers, and of wrapped ones: this version takes ThingPark's own only. */
const FOREIGN_FOLDERS = ["tts", "chirpstack", "wrapped", "abeeway"];

/** Documents without a sound DevEUI, though their kind names a device, and what is said about each. */
const REFUSED: ReadonlyMap<string, string> = new Map([
    ["decoded/010-lorabac-test.json", "DevEUI_uplink.DevEUI dev-eui-invalid"],
    ["legacy/010-cra-camelcase.json", "payload root-key-unknown"],
    ["sent/001-thingpark-integrations-downlink-frame-se.json", "DevEUI_downlink_Sent.DevEUI dev-eui-invalid"],
    ["sent/004-lora-reference-deveui-downlink-sent.json", "DevEUI_downlink_Sent.DevEUI dev-eui-invalid"],
    ["uplink/008-platform-test-app.json", "DevEUI_uplink.DevEUI dev-eui-invalid"],
    ["uplink/020-beep-measurementcontroller.json", "DevEUI_uplink.DevEUI dev-eui-invalid"],
    ["uplink/053-fvh-minimal.json", "DevEUI_uplink.DevEUI dev-eui-invalid"],
]);

function filesOf(folders: readonly string[]): string[] {
    return folders.flatMap((folder) =>
        readdirSync(join(CORPUS, folder))
            .filter((file) => file.endsWith(".json"))
            .map((file) => `${folder}/${file}`),
    );
}

/** A file as it is read in the three forms that the input of wmw-uplink-out may have. */
function formsOf(file: string): { bytes: Buffer; text: string; object: unknown } {
    const bytes = readFileSync(join(CORPUS, file));
    const text = bytes.toString("utf8");
    return { bytes, text, object: JSON.parse(text) };
}

function theOnlyOne(documents: readonly UplinkDocument[]): UplinkDocument {
    const [document] = documents;
    if (!document || documents.length > 1) throw new Error(`${documents.length} documents`);
    return document;
}

function describeCorpus(): void {
    for (const file of filesOf(UPLINK_FOLDERS)) {
        const problem = REFUSED.get(file);
        if (problem === undefined) {
            it(`${file} passes, and nothing in it is changed`, () => {
                const { bytes, text, object } = formsOf(file);
                const fromObject = theOnlyOne(valueOf(readUplinkInput(object)));
                should(JSON.parse(String(fromObject.payload))).deepEqual(JSON.parse(text));
                const fromText = theOnlyOne(valueOf(readUplinkInput(text)));
                should(fromText).deepEqual({ payload: text, bytes: bytes.length });
                const fromBytes = theOnlyOne(valueOf(readUplinkInput(bytes)));
                should(fromBytes).deepEqual({
                    payload: readFileSync(join(CORPUS, file)),
                    bytes: bytes.length,
                });
            });
        } else {
            it(`${file} is refused: ${problem}`, () => {
                for (const input of Object.values(formsOf(file)))
                    problemsOf(readUplinkInput(input)).should.deepEqual([problem]);
            });
        }
    }

    for (const file of filesOf(FOREIGN_FOLDERS)) {
        it(`${file} is refused, since this version takes ThingPark's documents only`, () => {
            for (const input of Object.values(formsOf(file)))
                problemsOf(readUplinkInput(input)).should.deepEqual(["payload root-key-unknown"]);
        });
    }

    for (const file of filesOf(["downlink"])) {
        it(`${file} is a command, and no document for the uplink topic`, () => {
            const { object } = formsOf(file);
            if (!isJsonObject(object)) throw new Error("is no object");
            problemsOf(checkCommand(object)).should.be.empty();
            problemsOf(readUplinkInput(object)).should.deepEqual(["DevEUI_downlink is-a-command"]);
        });
    }

    it("has every document that is expected to be refused", () => {
        const files = new Set(filesOf(UPLINK_FOLDERS));
        [...REFUSED.keys()].filter((file) => !files.has(file)).should.be.empty();
    });
}

if (existsSync(CORPUS)) describe("the corpus", describeCorpus);
else console.log(`corpus.test.ts: no documents at ${CORPUS}, nothing is tried on them`);
