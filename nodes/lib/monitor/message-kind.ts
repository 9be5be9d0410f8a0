import { isJsonObject, type JsonObject } from "../documents/json-object";
import { COMMAND_ROOT_KEY, isDocumentKind, type DocumentKind } from "../documents/kinds";

/** The kinds of messages that the monitor tells apart. */
export const MESSAGE_KINDS = [
    "uplink",
    "join",
    "report",
    "location",
    "notification",
    "alarm",
    "command",
    "other",
] as const;

export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** A document as it is looked at: what it is, and what stands under its root key. */
export interface ToldDocument {
    readonly kind: MessageKind;
    /** The document itself where it has no root key; empty where it is no object. */
    readonly content: JsonObject;
}

const KINDS: Readonly<Record<DocumentKind | typeof COMMAND_ROOT_KEY, MessageKind>> = {
    DevEUI_uplink: "uplink",
    DevEUI_downlink_Sent: "report",
    DevEUI_downlink_Rejected: "report",
    DevEUI_multicast_summary: "report",
    DevEUI_location: "location",
    DevEUI_notification: "notification",
    DevEUI_alarm: "alarm",
    BS_alarm: "alarm",
    [COMMAND_ROOT_KEY]: "command",
};

/** Tells what a value of JSON is. */
export function tellDocument(document: unknown): ToldDocument {
    if (!isJsonObject(document)) return { kind: "other", content: {} };
    for (const [rootKey, content] of Object.entries(document)) {
        if (!isRootKey(rootKey) || !isJsonObject(content)) continue;
        return { kind: isJoin(content) ? "join" : KINDS[rootKey], content };
    }
    // An uplink without its root key, as with `sendMetadata`, has its DevEUI at the top.
    const kind = !Object.hasOwn(document, "DevEUI") ? "other" : isJoin(document) ? "join" : "uplink";
    return { kind, content: document };
}

function isRootKey(key: string): key is keyof typeof KINDS {
    return key === COMMAND_ROOT_KEY || isDocumentKind(key);
}

/** A join request comes as an uplink, what the network says of it as a notification. */
function isJoin({ rawJoinRequest, Type }: JsonObject): boolean {
    return typeof rawJoinRequest === "string" || Type === "join";
}
