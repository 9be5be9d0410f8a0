import { readParameters } from "../lib/thingpark-api/parameters";
import { isVariable } from "../lib/variable";

/** Why common parameters are not valid, each named by its path; blank where they are, as far as can be told here. */
export function parameterReasons(value: unknown): string {
    const checked = readParameters(value);
    if (isVariable(value) || checked.ok) return "";
    return checked.problems.map(({ path, message }) => `${path}: ${message}`).join("; ");
}
