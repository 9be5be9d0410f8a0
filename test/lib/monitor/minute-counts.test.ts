import { MinuteCounts } from "../../../nodes/lib/monitor/minute-counts";
import { ManualClock } from "../support/manual-clock";

const MINUTE = 60_000;

describe("the counts of the last minutes", () => {
    let clock: ManualClock;
    let counts: MinuteCounts;

    beforeEach(() => {
        clock = new ManualClock();
        counts = new MinuteCounts(clock, 4);
    });

    function add(times: number): void {
        for (let time = 0; time < times; time += 1) counts.add();
    }

    it("are none at first", () => {
        counts.last(4).should.deepEqual([0, 0, 0, 0]);
    });

    it("have the minute that is counted now at their end", () => {
        add(2);
        clock.advance(MINUTE);
        add(3);
        counts.last(4).should.deepEqual([0, 0, 2, 3]);
        counts.last(2).should.deepEqual([2, 3]);
    });

    it("belong to the minute up to its last millisecond", () => {
        clock.advance(MINUTE - 1);
        add(1);
        clock.advance(1);
        add(1);
        counts.last(2).should.deepEqual([1, 1]);
    });

    it("leave the silent minutes between them empty", () => {
        add(1);
        clock.advance(2 * MINUTE);
        add(1);
        counts.last(4).should.deepEqual([0, 1, 0, 1]);
    });

    it("forget what is longer ago", () => {
        add(5);
        clock.advance(3 * MINUTE);
        counts.last(4).should.deepEqual([5, 0, 0, 0]);
        clock.advance(MINUTE);
        counts.last(4).should.deepEqual([0, 0, 0, 0]);
    });

    it("forget all after a long silence", () => {
        add(5);
        clock.advance(1_000 * MINUTE);
        counts.last(4).should.deepEqual([0, 0, 0, 0]);
    });

    it("do not mind that somebody sets the clock", () => {
        add(1);
        clock.set(0);
        add(1);
        counts.last(1).should.deepEqual([2]);
    });

    it("are as many as are kept, where more are asked for", () => {
        counts.last(10).should.have.length(4);
    });
});
