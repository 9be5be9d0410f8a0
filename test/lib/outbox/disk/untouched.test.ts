import { Outbox } from "../../../../nodes/lib/outbox/outbox";
import { type Publish } from "../../../../nodes/lib/outbox/publish";
import { documentOf } from "../../support/documents";
import { ACKNOWLEDGED } from "../../support/fake-broker";
import { FaultyFiles } from "../../support/faulty-files";
import { MemoryFiles } from "../../support/memory-files";
import { StoreBench } from "../../support/store-bench";
import { turn } from "../../support/turn";

const WINDOW = 10;

describe("the store on disk", () => {
    it("is not touched while the broker keeps up, a short burst included", async () => {
        const files = new FaultyFiles(new MemoryFiles());
        const { store, clock } = new StoreBench(files);
        await store.opened;
        const outbox = new Outbox({
            store,
            clock,
            limits: { documents: 10_000, bytes: 10_000_000, whenFull: "reject-new" },
            validity: undefined,
            actionTimeout: 60_000,
            listener: {
                changed: () => undefined,
                overdue: () => undefined,
                refused: () => undefined,
                accepted: () => undefined,
            },
        });
        const answers: (() => void)[] = [];
        const publish: Publish = (_payload, _options, answered) => {
            answers.push(() => answered(ACKNOWLEDGED));
        };
        outbox.open(publish, { window: WINDOW, documentBytes: 1_000 });
        const callsBefore = files.calls;
        let done = 0;
        for (let n = 0; n < 1_000; n += 1) {
            outbox.put(documentOf(`document ${n}`), { qos: 1, origin: "node" }, () => (done += 1));
        }
        for (let answer = answers.shift(); answer; answer = answers.shift()) {
            answer();
            await turn();
        }
        done.should.equal(1_000);
        (files.calls - callsBefore).should.equal(0);
        await outbox.close();
    });
});
