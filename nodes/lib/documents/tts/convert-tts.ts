import { type Checked } from "../../problem";
import { fieldProblem } from "../check-fields";
import { convertEvent, type EventConverter } from "../event-converter";
import { OBJECT } from "../field-rules";
import { isJsonObject, pathOf, type JsonObject } from "../json-object";
import { refused } from "../refused";
import { ttsFailed, ttsJoin, ttsLocation, ttsSent } from "./tts-event";
import { ttsUplink } from "./tts-uplink";

/** The events that ThingPark has a document for, by the field that holds them. */
const CONVERTERS: ReadonlyMap<string, EventConverter> = new Map([
    ["uplink_message", ttsUplink],
    ["join_accept", ttsJoin],
    ["downlink_sent", ttsSent],
    ["downlink_failed", ttsFailed],
    ["location_solved", ttsLocation],
]);

/** The others, of `ApplicationUp` in The Things Stack's API. */
const OTHER_EVENTS = [
    "uplink_normalized",
    "downlink_ack",
    "downlink_nack",
    "downlink_queued",
    "downlink_queue_invalidated",
    "service_data",
];

/**
 * The ThingPark document that an event of The Things Stack v3 stands for, by the mapping of its fields, or
 * every reason why there is none. `path` is where the event stands, "" at the top.
 */
export function convertTts(event: JsonObject, path: string): Checked<JsonObject> {
    for (const [name, converter] of CONVERTERS) {
        if (!Object.hasOwn(event, name)) continue;
        if (isJsonObject(event[name])) return convertEvent(converter, event, path);
        return { ok: false, problems: [fieldProblem(pathOf(path, name), OBJECT, event[name])] };
    }
    const other = OTHER_EVENTS.find((name) => Object.hasOwn(event, name));
    const at = other === undefined ? path : pathOf(path, other);
    const expected = `expected an event with one of ${[...CONVERTERS.keys()].join(", ")}`;
    return refused(
        at === "" ? "payload" : at,
        "event-not-convertible",
        `${expected}, got ${other ?? "none of them"}`,
    );
}
