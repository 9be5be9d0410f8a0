import { type Checked } from "../../problem";
import { convertEvent, type EventConverter } from "../event-converter";
import { type JsonObject } from "../json-object";
import { refused } from "../refused";
import { chirpStackFailed, chirpStackJoin, chirpStackLocation, chirpStackSent } from "./chirpstack-event";
import { chirpStackUplink } from "./chirpstack-uplink";

type EventName = "up" | "join" | "ack" | "txack" | "log" | "status" | "location" | "integration";

/**
 * ChirpStack names the kind of an event in the topic only, so that it has to be told by fields that no kind
 * before it in this list has. Any one will do, since those that are 0, false or empty may be omitted.
 */
const SHAPES: readonly (readonly [name: EventName, fields: readonly string[]])[] = [
    ["up", ["rxInfo", "fPort", "fCnt", "data"]],
    ["txack", ["downlinkId", "gatewayId"]],
    ["ack", ["acknowledged", "queueItemId"]],
    ["log", ["level", "code", "description"]],
    ["status", ["margin", "batteryLevel", "batteryLevelUnavailable", "externalPowerSource"]],
    ["location", ["location"]],
    ["integration", ["integrationName", "eventType"]],
    ["up", ["txInfo", "object", "dr", "adr", "confirmed"]],
    ["join", ["devAddr"]],
];

/** Codes of log events about a downlink that ChirpStack gives up (`LogCode` of its integration API). */
const DOWNLINK_FAILURES: readonly unknown[] = [
    "DOWNLINK_PAYLOAD_SIZE",
    "DOWNLINK_CODEC",
    "DOWNLINK_GATEWAY",
    "F_CNT_DOWN",
    "EXPIRED",
];

/**
 * The ThingPark document that an event of ChirpStack v4 stands for, by the mapping of its fields, or every
 * reason why there is none.
 */
export function convertChirpStack(event: JsonObject): Checked<JsonObject> {
    const name = SHAPES.find(([, fields]) => fields.some((field) => Object.hasOwn(event, field)))?.[0];
    const converter = converterOf(name, event);
    if (converter) return convertEvent(converter, event, "");
    return refused(
        "payload",
        "event-not-convertible",
        `expected an event up, join, txack or location, or a log about a downlink, got ${name ?? "none of them"}`,
    );
}

function converterOf(name: EventName | undefined, event: JsonObject): EventConverter | undefined {
    switch (name) {
        case "up":
            return chirpStackUplink;
        case "join":
            return chirpStackJoin;
        case "txack":
            return chirpStackSent;
        case "location":
            return chirpStackLocation;
        case "log":
            return DOWNLINK_FAILURES.includes(event.code) ? chirpStackFailed : undefined;
        default:
            return undefined;
    }
}
