import { isUtf8 } from "node:buffer";
import { failed, passed, shown, type Checked, type Problem } from "../problem";
import { checkDocument, type RecognisedKind } from "./check-document";
import { isJsonObject } from "./json-object";

/** A document that passed its checks, as it goes to the broker. */
export interface UplinkDocument {
    /** The very text or bytes that were given, or the one serialisation of the object that was given. */
    readonly payload: string | Buffer;
    /** Size of the payload in UTF-8 bytes. */
    readonly bytes: number;
    /** The document's own `Time`, as it stands there. */
    readonly time: unknown;
}

/**
 * The documents that the input of `wmw-uplink-out` stands for: an object, JSON text, a Buffer of JSON, or an
 * array of those. An array is checked whole: one bad element refuses all of it, and every problem is named
 * with the index of its element.
 */
export function readUplinkInput(input: unknown): Checked<readonly UplinkDocument[]> {
    if (!Array.isArray(input)) {
        const document = readOne(input);
        return document.ok ? passed([document.value]) : document;
    }
    const documents: UplinkDocument[] = [];
    const problems: Problem[] = [];
    input.forEach((element: unknown, index) => {
        const document = readOne(element);
        if (document.ok) documents.push(document.value);
        else problems.push(...document.problems.map((problem) => inElement(index, problem)));
    });
    return problems.length === 0 ? passed(documents) : { ok: false, problems };
}

function inElement(index: number, problem: Problem): Problem {
    const element = `payload[${index}]`;
    return { ...problem, path: problem.path === "payload" ? element : `${element}.${problem.path}` };
}

function readOne(input: unknown): Checked<UplinkDocument> {
    if (typeof input === "string") return readText(input, input, Buffer.byteLength(input));
    if (Buffer.isBuffer(input)) {
        if (!isUtf8(input)) return failed("payload", "not-json", "expected JSON in UTF-8, got other bytes");
        return readText(input.toString("utf8"), input, input.length);
    }
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return readObject(input);
    const expected = "an object, JSON text, a Buffer of JSON or an array of those";
    return failed("payload", "not-an-object", `expected ${expected}, got ${shown(input)}`);
}

function readText(text: string, payload: string | Buffer, bytes: number): Checked<UplinkDocument> {
    let document: unknown;
    try {
        document = JSON.parse(text);
    } catch {
        // Neither the text nor the parser's own message is shown: both may hold keys and tokens.
        return failed("payload", "not-json", `expected JSON, got ${bytes} bytes that are not JSON`);
    }
    const kind = checkDocument(document);
    return kind.ok ? passed({ payload, bytes, time: timeOf(document, kind.value) }) : kind;
}

function readObject(input: object): Checked<UplinkDocument> {
    const kind = checkDocument(input);
    if (!kind.ok) return kind;
    try {
        const payload = JSON.stringify(input);
        return passed({ payload, bytes: Buffer.byteLength(payload), time: timeOf(input, kind.value) });
    } catch (error) {
        const reason =
            error instanceof RangeError ? "it is nested too deeply" : "it holds a circle or a BigInt";
        return failed("payload", "not-json", `expected an object that can be written as JSON, but ${reason}`);
    }
}

/** The `Time` of a document, beside its other fields: below the root key, or at the top where there is none. */
function timeOf(document: unknown, kind: RecognisedKind): unknown {
    if (!isJsonObject(document)) return undefined;
    const content = kind === "legacy" ? document : document[kind];
    return isJsonObject(content) ? content.Time : undefined;
}
