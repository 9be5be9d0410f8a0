import { isAbsent } from "../absent";
import { documentTime } from "./document-time";
import { objectIn } from "./event-fields";
import { type JsonObject } from "./json-object";
import { COMMAND_ROOT_KEY } from "./kinds";
import { wholeNumber } from "./whole-number";

/**
 * Until when a command may be carried out, in milliseconds since 1970; undefined where it says nothing of it.
 * Its ValidityTime is a moment, or seconds from its Time, or from its arrival where it has none.
 */
export function validUntil(document: JsonObject, receivedAt: number): number | undefined {
    const { Time, ValidityTime } = objectIn(document[COMMAND_ROOT_KEY]);
    if (isAbsent(ValidityTime)) return undefined;
    const seconds = wholeNumber(ValidityTime);
    if (seconds === undefined) return documentTime(ValidityTime);
    return (documentTime(Time) ?? receivedAt) + seconds * 1000;
}
