import should from "should";
import { MessageBudget, type Place } from "../../../nodes/lib/monitor/message-budget";

describe("the room for messages", () => {
    let budget: MessageBudget;
    let forgotten: string[];

    beforeEach(() => {
        budget = new MessageBudget(100);
        forgotten = [];
    });

    function keep(name: string, size: number): Place {
        const place = budget.reserve(size, () => forgotten.push(name));
        budget.makeRoom();
        return place;
    }

    it("is used up to the last byte", () => {
        keep("a", 60);
        keep("b", 40);
        forgotten.should.be.empty();
        budget.bytes.should.equal(100);
    });

    it("goes from the oldest to the newest", () => {
        for (const name of ["a", "b", "c"]) keep(name, 40);
        forgotten.should.deepEqual(["a"]);
        keep("d", 90);
        forgotten.should.deepEqual(["a", "b", "c"]);
        budget.bytes.should.equal(90);
    });

    it("is never given to what is larger than all of it", () => {
        keep("a", 10);
        keep("huge", 101);
        forgotten.should.deepEqual(["a", "huge"]);
        budget.bytes.should.equal(0);
    });

    for (const [title, index] of [
        ["first", 0],
        ["one in the middle", 1],
        ["last", 2],
    ] as const) {
        it(`comes back when the ${title} of several is let go of, which is then not forgotten again`, () => {
            const names = ["a", "b", "c"];
            const places = names.map((name) => keep(name, 30));
            const gone = places[index];
            should(gone).not.be.undefined();
            if (gone) budget.release(gone);
            budget.bytes.should.equal(60);
            keep("d", 100);
            forgotten.should.deepEqual(names.filter((_, place) => place !== index));
        });
    }

    it("is empty again when all was let go of", () => {
        for (const place of ["a", "b"].map((name) => keep(name, 30))) budget.release(place);
        budget.bytes.should.equal(0);
        keep("c", 100);
        forgotten.should.be.empty();
    });
});
