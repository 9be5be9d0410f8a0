import { Throttle } from "../../nodes/lib/throttle";
import { ManualClock } from "./support/manual-clock";

describe("a throttle of one second", () => {
    let clock: ManualClock;
    let runs: number[];
    let throttle: Throttle;

    beforeEach(() => {
        clock = new ManualClock(0);
        runs = [];
        throttle = new Throttle(clock, 1_000, () => runs.push(clock.now()));
    });

    it("runs at once the first time", () => {
        throttle.ask();
        runs.should.deepEqual([0]);
    });

    it("runs once at the end of the second for all that was asked within it", () => {
        for (let n = 0; n < 5; n += 1) throttle.ask();
        clock.advance(999);
        runs.should.deepEqual([0]);
        clock.advance(5_000);
        runs.should.deepEqual([0, 1_000]);
    });

    it("keeps the interval while it is asked all the time", () => {
        for (let n = 0; n < 35; n += 1) {
            throttle.ask();
            clock.advance(100);
        }
        runs.should.deepEqual([0, 1_000, 2_000, 3_000]);
    });

    it("runs at once again after a quiet second", () => {
        throttle.ask();
        clock.advance(1_500);
        throttle.ask();
        runs.should.deepEqual([0, 1_500]);
    });

    it("does not miss what is asked by its own action", () => {
        const asking: Throttle = new Throttle(clock, 1_000, () => {
            if (runs.push(clock.now()) === 1) asking.ask();
        });
        asking.ask();
        clock.advance(5_000);
        runs.should.deepEqual([0, 1_000]);
    });

    it("runs nothing after its end, and leaves no timer", () => {
        throttle.ask();
        throttle.ask();
        throttle.stop();
        throttle.ask();
        clock.timers.should.equal(0);
        clock.advance(5_000);
        runs.should.deepEqual([0]);
    });
});
