import { passed, type Checked, type Problem } from "../problem";
import { type JsonObject } from "./json-object";

/** How one kind of event of another network server becomes a ThingPark document. */
export interface EventConverter {
    /** What keeps the event from being converted; `path` is where it stands. */
    readonly check: (event: JsonObject, path: string) => Problem[];
    /** The document of an event without problems; what the event does not say is undefined in it. */
    readonly convert: (event: JsonObject) => JsonObject;
}

/** The document that the event becomes, or everything that keeps it from becoming one. */
export function convertEvent(
    { check, convert }: EventConverter,
    event: JsonObject,
    path: string,
): Checked<JsonObject> {
    const problems = check(event, path);
    return problems.length === 0 ? passed(convert(event)) : { ok: false, problems };
}
