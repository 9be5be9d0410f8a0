import should from "should";
import { startPlatform, type Platform } from "../../demo/platform";
import { isDevEui } from "../../nodes/lib/documents/dev-eui";
import { corpusDocuments, type CorpusDocument } from "../support/corpus";
import { credentialsFor, mainFlow } from "../support/flow-nodes";
import { RunningFlow } from "../support/running-flow";

const FOLDERS = [
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

/** Whether a document names its device by a sound DevEUI, or is of the one kind that names none. */
function isSound({ document }: CorpusDocument): boolean {
    const [root, content] = Object.entries(document)[0] ?? [];
    if (root === "BS_alarm") return true;
    const fields: unknown = root?.startsWith("DevEUI_") ? content : document;
    return isDevEui((fields as { DevEUI?: unknown }).DevEUI);
}

describe("wmw-uplink-out, given the documents that were collected from the field,", () => {
    const documents = corpusDocuments(FOLDERS);
    let platform: Platform;
    let flow: RunningFlow;

    before(async () => {
        platform = await startPlatform({});
        flow = await RunningFlow.start(mainFlow(platform), credentialsFor(platform.caPem));
    });

    after(async () => {
        await flow.stop();
        await platform.close();
    });

    for (const entry of documents.filter(isSound)) {
        it(`publishes ${entry.name} unchanged`, async () => {
            const inputs = [entry.document, entry.text, Buffer.from(entry.text)];
            const before = platform.received("1234").length;
            for (const payload of inputs) {
                flow.send("uplink", { payload });
                await flow.next("completed");
            }
            const [object, text, bytes] = platform.received("1234").slice(before);
            should(JSON.parse(String(object?.payload))).deepEqual(entry.document);
            should(String(text?.payload)).equal(entry.text);
            should(bytes?.payload).deepEqual(Buffer.from(entry.text));
        });
    }

    for (const entry of documents.filter((candidate) => !isSound(candidate))) {
        it(`refuses ${entry.name}`, async () => {
            const before = platform.received("1234").length;
            flow.send("uplink", { payload: entry.document });
            should((await flow.next("errors")).error).have.property("code", "WMW_BAD_DOCUMENT");
            platform.received("1234").length.should.equal(before);
        });
    }
});
