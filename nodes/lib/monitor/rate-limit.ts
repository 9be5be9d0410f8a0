import { isAbsent } from "../absent";
import { checkNumber, NUMBER_FIELDS } from "../connection-settings";
import { type SavedNode } from "../migrations";
import { combined, passed, type Checked } from "../problem";
import { type RateLimit } from "./rate-alarm";
import { checkRateWindow } from "./weekly-window";

/** How many uplinks there should be in an hour; undefined where it is blank: then nobody watches them. */
export function checkMinUplinks(value: unknown): Checked<number | undefined> {
    if (isAbsent(value)) return passed(undefined);
    return checkNumber(value, NUMBER_FIELDS.minUplinksPerHour);
}

/** When the uplinks of a saved connection are too few, or every problem with that; undefined: never. */
export function readRateLimit(saved: SavedNode): Checked<RateLimit | undefined> {
    const checked = combined<{ minimum: number | undefined; window: RateLimit["window"] }>({
        minimum: checkMinUplinks(saved.minUplinksPerHour),
        window: checkRateWindow(saved.rateWindow),
    });
    if (!checked.ok) return checked;
    const { minimum, window } = checked.value;
    return passed(minimum === undefined ? undefined : { minimum, window });
}
