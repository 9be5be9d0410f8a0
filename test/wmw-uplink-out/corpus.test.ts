import should from "should";
import { startPlatform, type Platform } from "../../demo/platform";
import { corpusDocuments, describeCorpus, UNSOUND, UPLINK_FOLDERS } from "../support/corpus";
import { credentialsFor, mainFlow } from "../support/flow-nodes";
import { RunningFlow } from "../support/running-flow";

describeCorpus("wmw-uplink-out, given documents that were collected from the field,", () => {
    let platform: Platform;
    let flow: RunningFlow;

    before(async () => {
        platform = await startPlatform({});
        // In memory a document is done once the broker has it, and not before it arrives.
        const nodes = mainFlow(platform, { config: { queue: "memory" } });
        flow = await RunningFlow.start(nodes, credentialsFor(platform.caPem));
        await flow.status("uplink", "connected");
    });

    after(async () => {
        await flow.stop();
        await platform.close();
    });

    for (const { name, text, document } of corpusDocuments(UPLINK_FOLDERS)) {
        if (UNSOUND.has(name)) {
            it(`refuses ${name}`, async () => {
                const before = platform.received("1234").length;
                flow.send("uplink", { payload: document });
                should((await flow.next("errors")).error).have.property("code", "WMW_BAD_DOCUMENT");
                platform.received("1234").length.should.equal(before);
            });
        } else {
            it(`publishes ${name} unchanged`, async () => {
                const before = platform.received("1234").length;
                for (const payload of [document, text, Buffer.from(text)]) {
                    flow.send("uplink", { payload });
                    await flow.next("completed");
                }
                const [asObject, asText, asBytes] = platform.received("1234").slice(before);
                should(JSON.parse(String(asObject?.payload))).deepEqual(document);
                should(String(asText?.payload)).equal(text);
                should(asBytes?.payload).deepEqual(Buffer.from(text));
            });
        }
    }
});
