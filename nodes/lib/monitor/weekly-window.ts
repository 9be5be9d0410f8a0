import { isAbsent } from "../absent";
import { failed, passed, shown, type Checked } from "../problem";

/** Hours of some days of the week: minutes since midnight, by days from 0 for Sunday. */
interface Span {
    readonly days: ReadonlySet<number>;
    readonly from: number;
    readonly to: number;
}

/** The times of the week at which something counts, in the time zone of this machine. */
export interface WeeklyWindow {
    /** Whether a moment, in milliseconds since 1970, lies in it. */
    includes(moment: number): boolean;
}

/** Each moment of the week. */
const ALWAYS: WeeklyWindow = { includes: () => true };

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const SPAN =
    /^(?<first>[a-z]{3})(?:\s*-\s*(?<last>[a-z]{3}))?(?:\s+(?<from>\d\d?:\d\d)\s*-\s*(?<to>\d\d?:\d\d))?$/i;

/**
 * The window that a text such as `Mon-Fri 08:00-18:00, Sat 09:00-12:00` names; all of the week where it is
 * blank, all of the day where there are no hours. Hours may lead over midnight, as `Fri 22:00-06:00`.
 */
export function checkRateWindow(value: unknown): Checked<WeeklyWindow> {
    if (isAbsent(value)) return passed(ALWAYS);
    const parts = typeof value === "string" ? value.split(",") : [];
    const spans = parts.map((part) => spanOf(part.trim()));
    if (spans.length > 0 && spans.every((span) => span !== undefined)) return passed(windowOf(spans));
    return failed(
        "rateWindow",
        "rate-window-invalid",
        `expected days and hours, such as Mon-Fri 08:00-18:00, Sat 09:00-12:00, got ${shown(value)}`,
    );
}

function windowOf(spans: readonly Span[]): WeeklyWindow {
    return {
        includes(moment) {
            const date = new Date(moment);
            const day = date.getDay();
            const minute = date.getHours() * 60 + date.getMinutes();
            return spans.some((span) => holds(span, day, minute));
        },
    };
}

function holds({ days, from, to }: Span, day: number, minute: number): boolean {
    if (from < to) return days.has(day) && minute >= from && minute < to;
    // Over midnight: the evening of one of the days, or the morning after it.
    return (days.has(day) && minute >= from) || (days.has((day + 6) % 7) && minute < to);
}

function spanOf(text: string): Span | undefined {
    const { first, last, from = "00:00", to = "24:00" } = SPAN.exec(text)?.groups ?? {};
    const days = daysFrom(first, last ?? first);
    const [start, end] = [minutesOf(from), minutesOf(to)];
    if (!days || start === undefined || end === undefined || start === end) return undefined;
    return { days, from: start, to: end };
}

/** The days from one to another, over the end of the week where need be. */
function daysFrom(first: string | undefined, last: string | undefined): ReadonlySet<number> | undefined {
    const [start, end] = [dayOf(first), dayOf(last)];
    if (start < 0 || end < 0) return undefined;
    const count = ((end - start + 7) % 7) + 1;
    return new Set(Array.from({ length: count }, (_, index) => (start + index) % 7));
}

function dayOf(name: string | undefined): number {
    return DAYS.indexOf(name?.toLowerCase() ?? "");
}

function minutesOf(time: string): number | undefined {
    const [hours = NaN, minutes = NaN] = time.split(":").map(Number);
    const all = hours * 60 + minutes;
    return minutes < 60 && all <= 24 * 60 ? all : undefined;
}
