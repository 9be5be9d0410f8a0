import { failed, passed, shown, type Checked, type Problem } from "../problem";
import { isDevEui } from "./dev-eui";
import { isJsonObject, type JsonObject } from "./json-object";
import { COMMAND_ROOT_KEY, DOCUMENT_KINDS, ROOT_KEYS, type DocumentKind } from "./kinds";

/** What a ThingPark document was recognised as; `legacy` is an uplink without its root key. */
export type RecognisedKind = DocumentKind | "legacy";

/**
 * Recognises a ThingPark document and checks what WMW needs of it: a known root key, or the fields of an
 * uplink without it, and a DevEUI of 16 hex digits where the kind names a device. Nothing in it is changed;
 * sibling keys and unknown fields are let through.
 */
export function checkDocument(document: unknown): Checked<RecognisedKind> {
    if (!isJsonObject(document)) {
        return failed("payload", "not-an-object", `expected a ThingPark document, got ${shown(document)}`);
    }
    if (Object.hasOwn(document, COMMAND_ROOT_KEY)) {
        const message =
            "expected a document from a device, got a command, which belongs on the downlink topic";
        return failed(COMMAND_ROOT_KEY, "is-a-command", message);
    }
    const kinds = ROOT_KEYS.filter((key) => Object.hasOwn(document, key));
    const [kind] = kinds;
    if (kind === undefined) return checkLegacy(document);
    const problems = kinds.flatMap((key) => checkContent(key, document[key]));
    return problems.length === 0 ? passed(kind) : { ok: false, problems };
}

function checkContent(kind: DocumentKind, content: unknown): Problem[] {
    if (!isJsonObject(content)) {
        return [{ path: kind, code: "not-an-object", message: `expected an object, got ${shown(content)}` }];
    }
    if (!DOCUMENT_KINDS[kind].device || isDevEui(content.DevEUI)) return [];
    return [devEuiProblem(`${kind}.DevEUI`, content.DevEUI)];
}

function checkLegacy(document: JsonObject): Checked<RecognisedKind> {
    if (isDevEui(document.DevEUI)) return passed("legacy");
    if (Object.hasOwn(document, "DevEUI")) {
        return { ok: false, problems: [devEuiProblem("DevEUI", document.DevEUI)] };
    }
    const message = `expected one of the root keys ${ROOT_KEYS.join(", ")}, or the fields of an uplink with its DevEUI`;
    return failed("payload", "root-key-unknown", message);
}

function devEuiProblem(path: string, value: unknown): Problem {
    return { path, code: "dev-eui-invalid", message: `expected 16 hex digits, got ${shown(value)}` };
}
