import { readParameters } from "../lib/thingpark-api/parameters";
import { isVariable } from "../lib/variable";
import { joined, reasonOf } from "./catalog";

/** Why common parameters are not valid, each named by its path; blank where they are, as far as can be told here. */
export function parameterReasons(value: unknown): string {
    const checked = readParameters(value);
    if (isVariable(value) || checked.ok) return "";
    return joined(checked.problems.map((problem) => reasonOf(problem, problem.path)));
}
