import { type Failure, type FailureReason } from "../../../nodes/lib/connection/failure";
import { PublishWatch } from "../../../nodes/lib/connection/publish-watch";

const LOST: Failure = { reason: "connection-lost", message: "closed" };
const REFUSED: Failure = { reason: "refused", message: "nothing listens" };

/** Failures one after another, how many documents were in flight and acknowledged by then, and what is told. */
const rows: [
    title: string,
    failures: [failure: Failure, inFlight: number, acknowledged: number][],
    told: FailureReason,
][] = [
    [
        "two closes say nothing",
        [
            [LOST, 1, 0],
            [LOST, 1, 0],
        ],
        "connection-lost",
    ],
    [
        "three closes in a row do",
        [
            [LOST, 5, 7],
            [LOST, 5, 7],
            [LOST, 1, 7],
        ],
        "closed-on-publish",
    ],
    [
        "an acknowledgement between them counts anew",
        [
            [LOST, 1, 7],
            [LOST, 1, 7],
            [LOST, 1, 8],
        ],
        "connection-lost",
    ],
    [
        "a close with nothing in flight counts anew",
        [
            [LOST, 1, 0],
            [LOST, 1, 0],
            [LOST, 0, 0],
            [LOST, 1, 0],
        ],
        "connection-lost",
    ],
    [
        "a failure of another kind counts anew",
        [
            [LOST, 1, 0],
            [LOST, 1, 0],
            [REFUSED, 0, 0],
            [LOST, 1, 0],
        ],
        "connection-lost",
    ],
];

describe("the watch for a broker that closes when we publish", () => {
    for (const [title, failures, told] of rows) {
        it(title, () => {
            const watch = new PublishWatch("uplink_1234");
            const reasons = failures.map(
                ([failure, inFlight, acknowledged]) =>
                    watch.judge(failure, { inFlight, acknowledged }).reason,
            );
            reasons.at(-1)?.should.equal(told);
        });
    }

    it("names the topic", () => {
        const watch = new PublishWatch("uplink_1234");
        const judge = (): Failure => watch.judge(LOST, { inFlight: 1, acknowledged: 0 });
        judge();
        judge();
        judge().message.should.containEql("uplink_1234");
    });
});
