import { joined, reasonOf } from "./catalog";
import { thingParkText } from "./thingpark-catalog";
import { type Refusal } from "./thingpark-client";

/**
 * Why ThingPark could not be asked, in the user's language; what ThingPark says itself, in its own words.
 *
 * @param text the text of a dialog for what has a name
 */
export function refusalInWords(refusal: Refusal, text: (key: string) => string): string {
    if (typeof refusal === "string") return text(refusal);
    if ("words" in refusal) return refusal.words;
    const label = (path: string): string => thingParkText(`label.${path}`);
    return joined(refusal.problems.map((problem) => reasonOf(problem, label(problem.path))));
}
