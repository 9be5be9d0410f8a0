import should from "should";
import { MinuteCounts } from "../../../nodes/lib/monitor/minute-counts";
import { type LowRate } from "../../../nodes/lib/monitor/monitor-view";
import { MINUTES_COUNTED, RateAlarm } from "../../../nodes/lib/monitor/rate-alarm";
import { checkRateWindow } from "../../../nodes/lib/monitor/weekly-window";
import { valueOf } from "../support/checked";
import { ManualClock } from "../support/manual-clock";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("the alarm of a low message rate", () => {
    let clock: ManualClock;
    let counts: MinuteCounts;
    let alarm: RateAlarm;
    let told: (LowRate | undefined)[];

    /** Begins on a Monday at 07:00. */
    function start(minimum: number, window = ""): void {
        clock = new ManualClock(new Date(2026, 10, 23, 7).getTime());
        counts = new MinuteCounts(clock, MINUTES_COUNTED);
        told = [];
        alarm = new RateAlarm({
            clock,
            counts,
            limit: { minimum, window: valueOf(checkRateWindow(window)) },
            changed: (low) => told.push(low),
        });
        alarm.start();
    }

    /** So many uplinks in each of so many minutes. */
    function pass(minutes: number, uplinks: number): void {
        for (let minute = 0; minute < minutes; minute += 1) {
            for (let uplink = 0; uplink < uplinks; uplink += 1) counts.add();
            clock.advance(MINUTE);
        }
    }

    afterEach(() => {
        alarm.stop();
        clock.timers.should.equal(0);
    });

    it("is silent in the first hour, and tells at its end", () => {
        start(10);
        pass(59, 0);
        told.should.be.empty();
        pass(1, 0);
        told.should.deepEqual([{ uplinks: 0, minimum: 10 }]);
    });

    it("tells once, however long it lasts", () => {
        start(10);
        clock.advance(24 * HOUR);
        told.should.have.length(1);
        should(alarm.low).deepEqual({ uplinks: 0, minimum: 10 });
    });

    it("is silent as long as there are just enough", () => {
        start(60);
        pass(300, 1);
        told.should.be.empty();
    });

    it("is over as soon as there are enough again, and can begin once more", () => {
        start(30);
        pass(60, 0);
        pass(40, 1);
        told.should.deepEqual([{ uplinks: 0, minimum: 30 }, undefined]);
        should(alarm.low).be.undefined();
        pass(60, 0);
        told.should.have.length(3);
    });

    it("follows the number while it lasts", () => {
        start(30);
        pass(60, 0);
        pass(5, 1);
        should(alarm.low).deepEqual({ uplinks: 5, minimum: 30 });
    });

    it("counts only in its window: an hour after that has opened at the earliest", () => {
        start(10, "Mon-Fri 08:00-18:00");
        pass(119, 0);
        told.should.be.empty();
        pass(1, 0);
        told.should.have.length(1);
    });

    it("is over when its window closes", () => {
        start(10, "Mon-Fri 08:00-18:00");
        clock.advance(11 * HOUR);
        told.should.deepEqual([{ uplinks: 0, minimum: 10 }, undefined]);
        clock.advance(13 * HOUR);
        told.should.have.length(2);
        clock.advance(2 * HOUR);
        told.should.have.length(3);
    });

    it("says nothing more once it is stopped", () => {
        start(10);
        alarm.stop();
        clock.advance(2 * HOUR);
        told.should.be.empty();
    });
});
