import { type OutboxEntry } from "../entry";
import { checksum } from "./crc32";

/** A document as it stands in the log. Times are milliseconds since 1970. */
export interface StoredRecord {
    /** Grows strictly from record to record; damage leaves gaps, it shifts nothing. */
    readonly sequence: number;
    readonly payload: string;
    /** Size of the payload in UTF-8 bytes. */
    readonly bytes: number;
    readonly origin: string;
    readonly arrivedAt: number;
    readonly expiresAt: number | undefined;
}

/** What a scan wants to know of a record. */
export type RecordHead = Pick<StoredRecord, "sequence" | "bytes" | "arrivedAt">;

/** Bytes of the checksum and the space behind it. */
const JSON_START = 9;

const SPACE = 0x20;

/** The head stands at the front of the JSON, so that a scan need not read the document. */
const HEAD = /^\{"n":(\d{1,16}),"bytes":(\d{1,16}),"at":(-?\d{1,16})[,.]/;
const HEAD_BYTES = 80;

/** The line of an entry, LF included: `crc32 json`, the checksum over the UTF-8 bytes of the JSON. */
export function encodeRecord(sequence: number, entry: OutboxEntry): Buffer {
    const json = JSON.stringify({
        n: sequence,
        bytes: entry.bytes,
        at: entry.arrivedAt,
        until: entry.expiresAt,
        from: entry.origin,
        document: entry.payload.toString(),
    });
    const line = Buffer.allocUnsafe(JSON_START + Buffer.byteLength(json) + 1);
    line.write(json, JSON_START);
    line.write(checksum(line.subarray(JSON_START, -1)), 0, "latin1");
    line[JSON_START - 1] = SPACE;
    line[line.length - 1] = 0x0a;
    return line;
}

/** The record of a line without its LF; undefined where it is damaged. */
export function decodeRecord(line: Buffer): StoredRecord | undefined {
    if (!isIntact(line)) return undefined;
    return recordOf(parsed(line.toString("utf8", JSON_START)));
}

/** The same for its head alone, which is several times faster. */
export function decodeHead(line: Buffer): RecordHead | undefined {
    if (!isIntact(line)) return undefined;
    const head = HEAD.exec(line.toString("latin1", JSON_START, HEAD_BYTES));
    if (!head) return undefined;
    return { sequence: Number(head[1]), bytes: Number(head[2]), arrivedAt: Number(head[3]) };
}

function isIntact(line: Buffer): boolean {
    if (line.length < JSON_START || line[JSON_START - 1] !== SPACE) return false;
    return line.toString("latin1", 0, JSON_START - 1) === checksum(line.subarray(JSON_START));
}

function parsed(json: string): unknown {
    try {
        return JSON.parse(json);
    } catch {
        return undefined;
    }
}

function recordOf(value: unknown): StoredRecord | undefined {
    if (typeof value !== "object" || value === null) return undefined;
    const { n, bytes, at, until, from, document } = value as Record<string, unknown>;
    if (typeof n !== "number" || typeof bytes !== "number" || typeof at !== "number") return undefined;
    if (typeof from !== "string" || typeof document !== "string") return undefined;
    const expiresAt = typeof until === "number" ? until : undefined;
    return { sequence: n, payload: document, bytes, origin: from, arrivedAt: at, expiresAt };
}
