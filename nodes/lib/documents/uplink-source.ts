import { passed, type Checked } from "../problem";
import { checkDocument, recogniseDocument, type RecognisedDocument } from "./check-document";
import { convertChirpStack } from "./chirpstack/convert-chirpstack";
import { isJsonObject } from "./json-object";
import { COMMAND_ROOT_KEY } from "./kinds";
import { recogniseServer, type ServerEvent } from "./network-server";
import { refused } from "./refused";
import { convertTts } from "./tts/convert-tts";
import { type UplinkSource } from "./uplink-reading";

/** A document on its way to WMW. */
export interface SourcedDocument {
    /** The very value that was given, or what another server's event was converted to. */
    readonly document: unknown;
    /** What it is; undefined where it was not checked and looks like none of ThingPark's documents. */
    readonly recognised: RecognisedDocument | undefined;
}

const SERVER_NAMES = { tts: "The Things Stack v3", chirpstack: "ChirpStack v4" } as const;

/** The ThingPark document that a value from a source is, or stands for, or every reason why it is none. */
export function fromSource(value: unknown, source: UplinkSource): Checked<SourcedDocument> {
    switch (source) {
        case "any":
            return passed({
                document: value,
                recognised: isJsonObject(value) ? recogniseDocument(value) : undefined,
            });
        case "thingpark":
            return fromThingPark(value);
        case "auto": {
            const event = eventOf(value);
            return event ? fromServer(event) : fromThingPark(value);
        }
        default: {
            const event = eventOf(value);
            if (event?.server === source) return fromServer(event);
            const message = `expected an event of ${SERVER_NAMES[source]}, got another document`;
            return refused("payload", "wrong-source", message);
        }
    }
}

/** The event of another server that a value is. Whatever looks like ThingPark's own is ThingPark's. */
function eventOf(value: unknown): ServerEvent | undefined {
    if (!isJsonObject(value) || Object.hasOwn(value, COMMAND_ROOT_KEY) || recogniseDocument(value)) {
        return undefined;
    }
    return recogniseServer(value);
}

function fromThingPark(value: unknown): Checked<SourcedDocument> {
    const recognised = checkDocument(value);
    return recognised.ok ? passed({ document: value, recognised: recognised.value }) : recognised;
}

function fromServer({ server, event, path }: ServerEvent): Checked<SourcedDocument> {
    const converted = server === "tts" ? convertTts(event, path) : convertChirpStack(event);
    if (!converted.ok) return converted;
    return passed({ document: converted.value, recognised: recogniseDocument(converted.value) });
}
