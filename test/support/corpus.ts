import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type JsonObject } from "../../nodes/lib/documents/json-object";

/** A document that was collected from public sources. */
export interface CorpusDocument {
    /** `uplink/001-….json`. */
    readonly name: string;
    /** The file as it is. */
    readonly text: string;
    readonly document: JsonObject;
}

/** Folders of documents that belong on the uplink topic. */
export const UPLINK_FOLDERS = [
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

/** Documents without a sound DevEUI, though their kind names a device: where the problem is, and its code. */
export const UNSOUND: ReadonlyMap<string, string> = new Map([
    ["decoded/010-lorabac-test.json", "DevEUI_uplink.DevEUI dev-eui-invalid"],
    ["legacy/010-cra-camelcase.json", "payload root-key-unknown"],
    ["sent/001-thingpark-integrations-downlink-frame-se.json", "DevEUI_downlink_Sent.DevEUI dev-eui-invalid"],
    ["sent/004-lora-reference-deveui-downlink-sent.json", "DevEUI_downlink_Sent.DevEUI dev-eui-invalid"],
    ["uplink/008-platform-test-app.json", "DevEUI_uplink.DevEUI dev-eui-invalid"],
    ["uplink/020-beep-measurementcontroller.json", "DevEUI_uplink.DevEUI dev-eui-invalid"],
    ["uplink/053-fvh-minimal.json", "DevEUI_uplink.DevEUI dev-eui-invalid"],
]);

/** Beside the project, where its maintainers keep it; it is not part of the project. */
const CORPUS = join(__dirname, "..", "..", "..", "shared", "corpus");

/** A suite over the corpus; where there is none, a line that says so. */
export function describeCorpus(title: string, body: () => void): void {
    if (existsSync(CORPUS)) describe(title, body);
    else console.log(`${title}: there is no corpus at ${CORPUS}, nothing is tried on it`);
}

/** The documents in these folders of the corpus. */
export function corpusDocuments(folders: readonly string[]): CorpusDocument[] {
    return folders.flatMap((folder) =>
        readdirSync(join(CORPUS, folder))
            .filter((file) => file.endsWith(".json"))
            .map((file) => read(`${folder}/${file}`)),
    );
}

function read(name: string): CorpusDocument {
    const text = readFileSync(join(CORPUS, name), "utf8");
    const document: unknown = JSON.parse(text);
    if (!isJsonObject(document)) throw new Error(`${name} is no JSON object`);
    return { name, text, document };
}
