import { passed, shown, type Checked, type Problem } from "../problem";
import { checkFields, fieldProblem } from "./check-fields";
import { OBJECT } from "./field-rules";
import { isJsonObject, type JsonObject } from "./json-object";
import { COMMAND_ROOT_KEY, DOCUMENT_KINDS, isDocumentKind, uplinkFields, type DocumentKind } from "./kinds";
import { refused } from "./refused";

/** What a ThingPark document was recognised as; `legacy` is an uplink without its root key. */
export type RecognisedKind = DocumentKind | "legacy";

/** A ThingPark document that was told from others by its shape. */
export interface RecognisedDocument {
    readonly kind: RecognisedKind;
    /** What stands under the root key; of a legacy document, the document itself. */
    readonly content: JsonObject;
}

const UNKNOWN =
    `expected one of the root keys ${Object.keys(DOCUMENT_KINDS).join(", ")}, ` +
    "or the fields of an uplink with its DevEUI, got none of them";

/**
 * Recognises a ThingPark document and checks the fields of its kind: what they say where a platform lives on
 * it (DevEUI, FPort, counters, payload, position), else only their type. Nothing is changed; sibling keys and
 * unknown fields are let through, and so is a Time of any form.
 */
export function checkDocument(document: unknown): Checked<RecognisedDocument> {
    if (!isJsonObject(document)) {
        return refused("payload", "not-an-object", `expected a ThingPark document, got ${shown(document)}`);
    }
    if (Object.hasOwn(document, COMMAND_ROOT_KEY)) {
        const message =
            "expected a document from a device, got a command, which belongs on the downlink topic";
        return refused(COMMAND_ROOT_KEY, "is-a-command", message);
    }
    const recognised = recogniseDocument(document);
    const problems = recognised?.kind === "legacy" ? checkLegacy(document) : checkKinds(document);
    if (problems.length > 0) return { ok: false, problems };
    return recognised ? passed(recognised) : refused("payload", "root-key-unknown", UNKNOWN);
}

/** What a document looks like, whether or not it would pass its checks. */
export function recogniseDocument(document: JsonObject): RecognisedDocument | undefined {
    const kind = Object.keys(document).find(isDocumentKind);
    if (kind === undefined) {
        return Object.hasOwn(document, "DevEUI") ? { kind: "legacy", content: document } : undefined;
    }
    const content = document[kind];
    return isJsonObject(content) ? { kind, content } : undefined;
}

function checkKinds(document: JsonObject): Problem[] {
    const problems: Problem[] = [];
    for (const kind of Object.keys(document)) {
        if (!isDocumentKind(kind)) continue;
        const content = document[kind];
        if (isJsonObject(content)) problems.push(...checkFields(kind, content, DOCUMENT_KINDS[kind]));
        else problems.push(fieldProblem(kind, OBJECT, content));
    }
    return problems;
}

function checkLegacy(document: JsonObject): Problem[] {
    return checkFields("", document, uplinkFields);
}
