import { type Problem } from "../problem";
import { checkFields, fieldProblem } from "./check-fields";
import { isAbsent } from "../absent";
import { numberIn, objectIn } from "./event-fields";
import { LATITUDE, LONGITUDE } from "./field-rules";
import { type JsonObject } from "./json-object";

/** What is wrong with a position of another network server. One that is on neither axis at all is none. */
export function checkEventLocation(path: string, value: unknown): Problem[] {
    const location = objectIn(value);
    if (isAbsent(location.latitude) && isAbsent(location.longitude)) {
        return [fieldProblem(path, { ...LATITUDE, expected: "a latitude and a longitude" }, value)];
    }
    return checkFields(path, location, ({ latitude, longitude }, check) => {
        check("latitude", latitude, LATITUDE);
        check("longitude", longitude, LONGITUDE);
    });
}

/** The fields of a `DevEUI_location`; the servers omit a latitude or longitude of 0. */
export function eventLocation(value: unknown): JsonObject {
    const { latitude, longitude, altitude, accuracy } = objectIn(value);
    return {
        DevLAT: isAbsent(latitude) ? 0 : latitude,
        DevLON: isAbsent(longitude) ? 0 : longitude,
        DevAlt: numberIn(altitude),
        DevLocRadius: numberIn(accuracy),
    };
}
