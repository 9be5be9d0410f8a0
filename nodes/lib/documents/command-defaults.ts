import { isAbsent } from "../absent";
import { isJsonObject, type JsonObject } from "./json-object";
import { COMMAND_ROOT_KEY } from "./kinds";

/**
 * What commands get that do not carry it: `downlinkPort`, `downlinkAsId` and `downlinkAsKey` of ThingPark's
 * common parameters. "" for the texts, undefined for the port where there is no such default.
 */
export interface CommandDefaults {
    readonly fPort: number | undefined;
    readonly asId: string;
    readonly asKey: string;
}

/**
 * A command with its defaults filled in: the very document where it lacks nothing that has one. The key goes
 * with its id: a command that names another AS_ID does not get it.
 */
export function withDefaults(document: JsonObject, { fPort, asId, asKey }: CommandDefaults): JsonObject {
    if (fPort === undefined && asId === "" && asKey === "") return document;
    const content = document[COMMAND_ROOT_KEY];
    if (!isJsonObject(content)) return document;
    const isOurs = asId === "" || isAbsent(content.AS_ID) || content.AS_ID === asId;
    const missing = Object.entries({
        FPort: fPort,
        AS_ID: asId,
        AS_KEY: isOurs ? asKey : "",
    }).filter(([name, value]) => !isAbsent(value) && isAbsent(content[name]));
    if (missing.length === 0) return document;
    return { ...document, [COMMAND_ROOT_KEY]: { ...content, ...Object.fromEntries(missing) } };
}
