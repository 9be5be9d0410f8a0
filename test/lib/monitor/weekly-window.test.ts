import { checkRateWindow } from "../../../nodes/lib/monitor/weekly-window";
import { valueOf } from "../support/checked";

/** 22 November 2026 is a Sunday; the time is that of this machine, as the window's is. */
function on(day: "sun" | "mon" | "fri" | "sat", time: string): number {
    const date = { sun: 22, mon: 23, fri: 27, sat: 28 }[day];
    const [hours = 0, minutes = 0] = time.split(":").map(Number);
    return new Date(2026, 10, date, hours, minutes).getTime();
}

const CASES: readonly [text: string, day: Parameters<typeof on>[0], time: string, included: boolean][] = [
    ["", "sun", "03:00", true],
    ["Mon-Fri", "mon", "00:00", true],
    ["Mon-Fri", "fri", "23:59", true],
    ["Mon-Fri", "sat", "00:00", false],
    ["Mon-Fri 08:00-18:00", "mon", "07:59", false],
    ["Mon-Fri 08:00-18:00", "mon", "08:00", true],
    ["Mon-Fri 08:00-18:00", "mon", "17:59", true],
    ["Mon-Fri 08:00-18:00", "mon", "18:00", false],
    ["mon 8:00-18:00", "mon", "08:00", true],
    ["Mon-Fri 08:00-18:00, Sat 09:00-12:00", "sat", "09:00", true],
    ["Mon-Fri 08:00-18:00, Sat 09:00-12:00", "sat", "12:00", false],
    ["Mon-Fri 08:00-18:00, Sat 09:00-12:00", "sun", "10:00", false],
    ["Fri-Mon", "sun", "12:00", true],
    ["Sat 22:00-06:00", "sat", "23:00", true],
    ["Sat 22:00-06:00", "sun", "05:59", true],
    ["Sat 22:00-06:00", "sun", "06:00", false],
    ["Sat 22:00-06:00", "sat", "05:00", false],
    ["Sun", "sun", "23:59", true],
    ["Sun 00:00-24:00", "sun", "23:59", true],
];

describe("a window of the week", () => {
    for (const [text, day, time, included] of CASES) {
        it(`"${text}" ${included ? "holds" : "does not hold"} ${day} ${time}`, () => {
            valueOf(checkRateWindow(text)).includes(on(day, time)).should.equal(included);
        });
    }

    for (const text of [
        "Mo-Fr",
        "Mon-",
        "Mon-Fri 08:00",
        "Mon-Fri 08:00-25:00",
        "Mon 08:60-09:00",
        "Mon 08:00-08:00",
        "08:00-18:00",
        "Mon,",
        "always",
        7,
        [],
    ]) {
        it(`is not told by ${JSON.stringify(text)}`, () => {
            const checked = checkRateWindow(text);
            checked.should.have.property("ok", false);
            checked.should.have.propertyByPath("problems", "0", "code").equal("rate-window-invalid");
        });
    }
});
