import { passed, type Checked, type Problem } from "../problem";
import { isDevEui } from "./dev-eui";
import { readJson, writeJson, type WrittenJson } from "./json-input";
import { partToSend } from "./uplink-format";
import { type UplinkReading } from "./uplink-reading";
import { fromSource } from "./uplink-source";

/**
 * A document that passed its checks, as it goes to the broker: the very text or bytes that were given, or the
 * one serialisation of what is sent.
 */
export interface UplinkDocument extends WrittenJson {
    /** The document's own `Time`, as it stands there. */
    readonly time: unknown;
    /** The device that it comes from, in upper case; undefined where it names none. */
    readonly devEUI: string | undefined;
}

/** What an input stands for. */
export interface UplinkInput {
    readonly documents: readonly UplinkDocument[];
    /** How many sound documents are not sent, since the format has no place for their kind. */
    readonly skipped: number;
}

/**
 * The documents that the input of `wmw-uplink-out` stands for: an object, JSON text, a Buffer of JSON, or an
 * array of those. An array is checked whole: one bad element refuses all of it, and every problem is named
 * with the index of its element.
 */
export function readUplinkInput(input: unknown, reading: UplinkReading): Checked<UplinkInput> {
    if (Array.isArray(input)) return readList(input, reading);
    const read = readOne(input, reading);
    return read.ok ? passed({ documents: read.value, skipped: 1 - read.value.length }) : read;
}

function readList(elements: readonly unknown[], reading: UplinkReading): Checked<UplinkInput> {
    const documents: UplinkDocument[] = [];
    const problems: Problem[] = [];
    for (const [index, element] of elements.entries()) {
        const read = readOne(element, reading);
        if (read.ok) documents.push(...read.value);
        else problems.push(...inElement(index, read.problems));
    }
    if (problems.length > 0) return { ok: false, problems };
    return passed({ documents, skipped: elements.length - documents.length });
}

function inElement(index: number, problems: readonly Problem[]): readonly Problem[] {
    const element = `payload[${index}]`;
    return problems.map((problem) => ({
        ...problem,
        path: problem.path === "payload" ? element : `${element}.${problem.path}`,
    }));
}

/** The document that one element stands for; none where the format does not send its kind. */
function readOne(input: unknown, { source, format }: UplinkReading): Checked<readonly UplinkDocument[]> {
    const json = readJson(input);
    if (!json.ok) return json;
    const sourced = fromSource(json.value.value, source);
    if (!sourced.ok) return sourced;
    const part = partToSend(sourced.value, format);
    if (part === undefined) return passed([]);
    const { value, written } = json.value;
    const sent = part === value && written ? passed(written) : writeJson(part);
    if (!sent.ok) return sent;
    const { payload, bytes } = sent.value;
    const content = sourced.value.recognised?.content;
    const DevEUI = content?.DevEUI;
    const devEUI = isDevEui(DevEUI) ? DevEUI.toUpperCase() : undefined;
    return passed([{ payload, bytes, time: content?.Time, devEUI }]);
}
