import { type Failure } from "../../../nodes/lib/connection/failure";
import { TakeoverWatch } from "../../../nodes/lib/connection/takeover-watch";

const LOST: Failure = { reason: "connection-lost", message: "closed" };
const REFUSED: Failure = { reason: "refused", message: "nothing listens" };

describe("the watch for takeovers", () => {
    let watch: TakeoverWatch;

    beforeEach(() => {
        watch = new TakeoverWatch();
    });

    /** The reasons that are told for failures of an open connection with nothing in flight. */
    function reasonsFor(...failures: Failure[]): string[] {
        return failures.map((failure) => watch.judge(failure, true).reason);
    }

    it("says that the client id is in use when the third connection in a row is closed", () => {
        reasonsFor(LOST, LOST, LOST, LOST).should.deepEqual([
            "connection-lost",
            "connection-lost",
            "client-id-in-use",
            "client-id-in-use",
        ]);
    });

    it("counts anew after a failure of another kind", () => {
        reasonsFor(LOST, LOST, REFUSED, LOST, LOST).should.not.containEql("client-id-in-use");
    });

    it("counts anew after a connection that held", () => {
        reasonsFor(LOST, LOST);
        watch.stable();
        reasonsFor(LOST, LOST).should.not.containEql("client-id-in-use");
    });

    it("does not blame the client id while documents are in flight", () => {
        for (let n = 0; n < 5; n += 1) watch.judge(LOST, false).should.equal(LOST);
    });
});
