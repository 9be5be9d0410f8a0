import { WmwError } from "../../../nodes/lib/errors";
import { type Settled } from "../../../nodes/lib/outbox/entry";
import { publishAll } from "../../../nodes/lib/outbox/publish-all";
import { documentOf, Outcomes } from "../support/documents";

describe("publishing a list of documents", () => {
    let outcomes: Outcomes;
    let published: string[];
    let settled: Settled[];

    beforeEach(() => {
        outcomes = new Outcomes();
        published = [];
        settled = [];
    });

    function publish(...texts: string[]): void {
        publishAll(
            texts.map(documentOf),
            ({ payload }, settle) => {
                published.push(payload.toString());
                settled.push(settle);
            },
            outcomes.of("list"),
        );
    }

    it("publishes all at once, in their order", () => {
        publish("a", "b", "c");
        published.should.deepEqual(["a", "b", "c"]);
        outcomes.told.should.be.empty();
    });

    it("settles once, when the last one is safe, in whatever order they become so", () => {
        publish("a", "b", "c");
        settled[2]?.();
        settled[0]?.();
        outcomes.told.should.be.empty();
        settled[1]?.();
        outcomes.told.should.deepEqual(["list: safe"]);
    });

    it("settles with the first error, but not before the fate of each is known", () => {
        publish("a", "b", "c");
        settled[1]?.(new WmwError("WMW_REFUSED", "first"));
        settled[0]?.(new WmwError("WMW_STOPPED", "second"));
        outcomes.told.should.be.empty();
        settled[2]?.();
        outcomes.told.should.deepEqual(["list: WMW_REFUSED"]);
    });

    it("settles an empty list at once", () => {
        publish();
        outcomes.told.should.deepEqual(["list: safe"]);
    });

    it("settles a single document with its own outcome", () => {
        publish("a");
        settled[0]?.(new WmwError("WMW_TOO_LARGE", "too large"));
        outcomes.told.should.deepEqual(["list: WMW_TOO_LARGE"]);
    });

    it("settles once where each is settled while it is published", () => {
        publishAll(
            ["a", "b"].map(documentOf),
            (_, settle) => {
                settle();
            },
            outcomes.of("list"),
        );
        outcomes.told.should.deepEqual(["list: safe"]);
    });
});
