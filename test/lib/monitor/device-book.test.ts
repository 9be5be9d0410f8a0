import should from "should";
import { DeviceBook } from "../../../nodes/lib/monitor/device-book";
import { MessageBudget } from "../../../nodes/lib/monitor/message-budget";
import { type KeptMessage } from "../../../nodes/lib/monitor/seen-message";

const PAYLOAD = "{}";

function message(number: number, devEUI: string | undefined, bytes = 2): KeptMessage {
    return { direction: "uplink", devEUI, payload: PAYLOAD, bytes, number, at: 1_000 * number };
}

describe("the devices that the monitor knows", () => {
    let budget: MessageBudget;
    let book: DeviceBook;
    let number: number;

    beforeEach(() => {
        budget = new MessageBudget(10_000);
        book = new DeviceBook({ devices: 3, messages: 2, bytes: 10_000 }, budget);
        number = 0;
    });

    function add(devEUI: string | undefined, bytes?: number): void {
        number += 1;
        book.add(message(number, devEUI, bytes));
    }

    function known(): [devEUI: string | undefined, count: number, kept: number[]][] {
        return book
            .since(0)
            .map(({ devEUI, count, messages }) => [devEUI, count, messages.map((kept) => kept.number)]);
    }

    it("come in the order of their last messages", () => {
        for (const devEUI of ["A", "B", "A"]) add(devEUI);
        known().should.deepEqual([
            ["B", 1, [2]],
            ["A", 2, [1, 3]],
        ]);
        should(book.find("A")).have.properties({ change: 3, lastAt: 3_000 });
    });

    it("keep so many messages each, and go on counting", () => {
        for (let count = 0; count < 5; count += 1) add("A");
        known().should.deepEqual([["A", 5, [4, 5]]]);
    });

    it("are so many at most: the one that was silent the longest is forgotten", () => {
        for (const devEUI of ["A", "B", "C", "A", "D"]) add(devEUI);
        known()
            .map(([devEUI]) => devEUI)
            .should.deepEqual(["C", "A", "D"]);
        should(book.find("B")).be.undefined();
        book.floor.should.equal(3);
    });

    it("give the room of their messages back when they are forgotten", () => {
        for (const devEUI of ["A", "A", "B", "C", "D"]) add(devEUI);
        budget.bytes.should.equal(3 * 332);
        book.clear(100);
        budget.bytes.should.equal(0);
        book.floor.should.equal(100);
        known().should.be.empty();
    });

    it("stay known without their messages, where others need the room", () => {
        add("A");
        add("B", 9_670);
        known().should.deepEqual([
            ["A", 1, []],
            ["B", 1, [2]],
        ]);
        add("A");
        known().should.deepEqual([
            ["B", 1, []],
            ["A", 2, [3]],
        ]);
        budget.bytes.should.be.belowOrEqual(10_000);
    });

    it("do not keep a message that is larger than all the room", () => {
        add("A", 20_000);
        known().should.deepEqual([["A", 1, []]]);
        budget.bytes.should.equal(0);
    });

    it("have one place for all messages that name none", () => {
        add(undefined);
        add(undefined);
        known().should.deepEqual([[undefined, 2, [1, 2]]]);
    });

    it("tell which of them have something new", () => {
        for (const devEUI of ["A", "B", "C"]) add(devEUI);
        book.since(2)
            .map(({ devEUI }) => devEUI)
            .should.deepEqual(["C"]);
    });
});
