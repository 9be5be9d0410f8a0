/** Earlier times are no times of documents but small numbers: ThingPark is younger. */
const EARLIEST = Date.UTC(2000, 0, 1);

/** The last moment that a date can hold (ECMAScript, section 21.4.1.1). */
const LATEST = 8.64e15;

/** A date and a time of day with the offset from UTC, without which it would mean a different moment in each place. */
const ISO_WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * The moment that the `Time` of a document names, in milliseconds since 1970: ISO 8601 with offset or, in legacy
 * documents, milliseconds as number or text. Undefined where it names none: real documents also hold empty texts
 * and what is no date at all.
 */
export function documentTime(time: unknown): number | undefined {
    const moment = typeof time === "string" ? momentOfText(time) : time;
    return typeof moment === "number" && moment >= EARLIEST && moment <= LATEST ? moment : undefined;
}

function momentOfText(text: string): number | undefined {
    if (/^\d{1,16}$/.test(text)) return Number(text);
    return ISO_WITH_OFFSET.test(text) ? Date.parse(text) : undefined;
}
