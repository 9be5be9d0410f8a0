import { describeProblems, type Problem } from "./problem";

/**
 * Every code that an error of this package may carry, and what it means. The codes are part of the interface:
 * flows switch on `error.code`; the messages may be improved at any time.
 */
export const ERROR_CODES = {
    WMW_BAD_DOCUMENT: "The input is no ThingPark document; the message names every problem with its path.",
    WMW_BAD_COMMAND:
        "A command from the downlink topic is broken; the message names every problem with its path.",
    WMW_EXPIRED:
        "The document is older than the connection's uplink time validity, or the command's ValidityTime has passed.",
    WMW_QUEUE_FULL: "As many documents wait for the broker as the queue may hold.",
    WMW_QUEUE_FAILED: "The queue on disk cannot keep the document; the message says why.",
    WMW_DISCARDED: "Somebody discarded the queue in which the document waited.",
    WMW_TOO_LARGE: "The document is larger than the broker takes.",
    WMW_REFUSED: "The broker refuses this document.",
    WMW_DEACTIVATED: "The connection is switched off in its configuration.",
    WMW_STOPPED:
        "The connection was closed before the document was sent, or the node before its call to ThingPark had ended.",
    WMW_LOW_RATE: "Fewer uplinks came in an hour than the connection's minimum.",
    WMW_NO_CONNECTION:
        "There is no connection: its configuration is missing, disabled or incomplete, or a document of QoS 0 found it closed.",
    WMW_API_AUTH:
        "ThingPark's API refuses the client ID or the client secret, or the token that it gave for them.",
    WMW_API_STATUS: "ThingPark's API answered with a failure, or with what is no answer of this API.",
    WMW_API_UNREACHABLE: "ThingPark's API cannot be reached, or did not answer in time.",
    WMW_API_BAD_REQUEST:
        "What ThingPark was to be told is not valid and was not sent; the message names every problem with its path.",
    WMW_API_NOT_OPENED:
        "The connection is there, but did not open: the message names the state that it ended in.",
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Every code that a problem of a document or a command may carry, and what it means. */
export const DOCUMENT_PROBLEM_CODES = {
    "not-json": "It is not JSON, or cannot be written as JSON.",
    "not-an-object": "An object was expected.",
    "not-a-list": "A list was expected.",
    "root-key-unknown":
        "It has none of ThingPark's root keys, and is neither an uplink without its root key nor an event of another network server.",
    "is-a-command": "It is a command, which belongs on the downlink topic.",
    "wrong-source": "It does not come from the network server that the node was told of.",
    "event-not-convertible": "It is an event of another network server that ThingPark has no document for.",
    "dev-eui-invalid": "The DevEUI is missing, or does not have 16 hex digits.",
    "f-port-invalid":
        "The FPort is out of its range: 0 to 255 in a document, 1 to 224 in a command; or it is missing where a server needs it.",
    "counter-invalid": "A frame counter is not a whole number of 32 bit.",
    "payload-hex-invalid": "payload_hex does not have an even number of hex digits.",
    "payload-ambiguous": "A command has not exactly one of payload_hex and payload.",
    "base64-invalid": "Bytes of another network server are not written in base64.",
    "hex-invalid": "A field does not have an even number of hex digits.",
    "number-invalid": "A field holds no number, neither as a number nor as text.",
    "text-invalid": "A field holds no text.",
    "coordinate-invalid": "A latitude or longitude is missing where it is needed, or out of its range.",
    "receivers-invalid": "Lrrs is neither a list of receivers nor an object with such a list in Lrr.",
    "customer-data-invalid": "CustomerData is neither an object nor the text of one.",
    "flag-invalid": "A field of a command that switches something is neither 0 nor 1.",
    "time-invalid": "The Time of a command is no ISO 8601 date with its time of day.",
    "validity-time-invalid": "ValidityTime is neither an ISO 8601 date with its time of day nor seconds.",
    "token-invalid": "The Token of a command does not have 64 hex digits.",
    "correlation-id-invalid":
        "The CorrelationID of a command has neither 1 to 16 hex digits nor the form of a UUID.",
    "not-expressible": "The network server that commands are made for has no way to say this.",
} as const;

export type DocumentProblemCode = keyof typeof DOCUMENT_PROBLEM_CODES;

/** An error that a flow can tell apart by its code; its message is for people and holds no secret. */
export class WmwError extends Error {
    override readonly name = "WmwError";

    constructor(
        readonly code: ErrorCode,
        message: string,
        options?: ErrorOptions,
    ) {
        super(message, options);
    }

    /** What Node-RED shows of an error: its code in place of the name of a class. */
    override toString(): string {
        return `${this.code}: ${this.message}`;
    }

    /** An error that lists problems: `path: message; path: message`. They are its cause, for flows to look into. */
    static ofProblems(code: ErrorCode, problems: readonly Problem[]): WmwError {
        return new WmwError(code, describeProblems(problems), { cause: problems });
    }
}
