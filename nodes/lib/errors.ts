import { describeProblems, type Problem } from "./problem";

/**
 * Every code that an error of this package may carry, and what it means. The codes are part of the interface:
 * flows switch on `error.code`; the messages may be improved at any time.
 */
export const ERROR_CODES = {
    WMW_BAD_DOCUMENT: "The input is no ThingPark document; the message names every problem with its path.",
    WMW_BAD_COMMAND:
        "A command from the downlink topic is broken; the message names every problem with its path.",
    WMW_EXPIRED: "The document is older than the connection's uplink time validity.",
    WMW_QUEUE_FULL: "As many documents wait for the broker as the queue may hold.",
    WMW_QUEUE_FAILED: "The queue on disk cannot keep the document; the message says why.",
    WMW_DISCARDED: "Somebody discarded the queue in which the document waited.",
    WMW_TOO_LARGE: "The document is larger than the broker takes.",
    WMW_REFUSED: "The broker refuses this document.",
    WMW_DEACTIVATED: "The connection is switched off in its configuration.",
    WMW_STOPPED: "The connection was closed before the document was sent.",
    WMW_NO_CONNECTION:
        "There is no connection: its configuration is missing, disabled or incomplete, or a document of QoS 0 found it closed.",
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An error that a flow can tell apart by its code; its message is for people and holds no secret. */
export class WmwError extends Error {
    override readonly name = "WmwError";

    constructor(
        readonly code: ErrorCode,
        message: string,
    ) {
        super(message);
    }

    /** What Node-RED shows of an error: its code in place of the name of a class. */
    override toString(): string {
        return `${this.code}: ${this.message}`;
    }

    /** An error that lists problems: `path: message; path: message`. */
    static ofProblems(code: ErrorCode, problems: readonly Problem[]): WmwError {
        return new WmwError(code, describeProblems(problems));
    }
}
