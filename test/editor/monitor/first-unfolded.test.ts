import should from "should";
import { firstUnfolded, type UsedConnection } from "../../../nodes/editor/monitor/first-unfolded";

/** A connection, and the flows of the nodes that use it. */
function connection(id: string, ...flows: string[]): UsedConnection {
    return { id, users: flows.map((z) => ({ z })) };
}

const CASES: readonly [title: string, all: UsedConnection[], first: string | undefined][] = [
    ["is one that the open flow uses", [connection("a", "other"), connection("b", "other", "open")], "b"],
    [
        "is the first of several that the open flow uses",
        [connection("a"), connection("b", "open"), connection("c", "open")],
        "b",
    ],
    [
        "is one that another flow uses where the open one uses none",
        [connection("a"), connection("b", "x")],
        "b",
    ],
    ["is the first where no node uses any", [connection("a"), connection("b")], "a"],
    ["is none where there is none", [], undefined],
];

describe("the connection that is unfolded first", () => {
    for (const [title, all, first] of CASES) {
        it(title, () => {
            should(firstUnfolded(all, "open")?.id).equal(first);
        });
    }

    it("may be used by a node that stands on no flow, as another configuration", () => {
        const used: UsedConnection = { id: "b", users: [{}] };
        should(firstUnfolded([connection("a"), used], "open")).equal(used);
    });
});
