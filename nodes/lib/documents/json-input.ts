import { isUtf8 } from "node:buffer";
import { passed, shown, type Checked } from "../problem";
import { refused } from "./refused";

/** A text or bytes of JSON, with their size in UTF-8 bytes. */
export interface WrittenJson {
    readonly payload: string | Buffer;
    readonly bytes: number;
}

/** A value of JSON, and how it was written where it was not given as an object. */
export interface JsonInput {
    readonly value: unknown;
    readonly written: WrittenJson | undefined;
}

/** The value that an object, JSON text or a Buffer of JSON stands for. */
export function readJson(input: unknown): Checked<JsonInput> {
    if (typeof input === "string") return parse(input, { payload: input, bytes: Buffer.byteLength(input) });
    if (Buffer.isBuffer(input)) {
        if (!isUtf8(input)) return refused("payload", "not-json", "expected JSON in UTF-8, got other bytes");
        return parse(input.toString("utf8"), { payload: input, bytes: input.length });
    }
    if (typeof input === "object" && input !== null && !Array.isArray(input)) {
        return passed({ value: input, written: undefined });
    }
    const expected = "an object, JSON text, a Buffer of JSON or an array of those";
    return refused("payload", "not-an-object", `expected ${expected}, got ${shown(input)}`);
}

/** The one serialisation of a value. */
export function writeJson(value: unknown): Checked<WrittenJson> {
    try {
        const payload = JSON.stringify(value);
        return passed({ payload, bytes: Buffer.byteLength(payload) });
    } catch (error) {
        const reason =
            error instanceof RangeError ? "it is nested too deeply" : "it holds a circle or a BigInt";
        return refused(
            "payload",
            "not-json",
            `expected an object that can be written as JSON, but ${reason}`,
        );
    }
}

function parse(text: string, written: WrittenJson): Checked<JsonInput> {
    try {
        return passed({ value: JSON.parse(text) as unknown, written });
    } catch {
        // Neither the text nor the parser's own message is shown: both may hold keys and tokens.
        return refused("payload", "not-json", `expected JSON, got ${written.bytes} bytes that are not JSON`);
    }
}
