import { type ErrorCode, WmwError } from "../errors";
import { type HttpFailure } from "./http-exchange";
import { stopped } from "./stopping";

/** What an error of a call says besides its code. */
export interface CallFailure {
    readonly method: string;
    /** Below the base URL: `/connections/1114`. */
    readonly path: string;
    /** The status of the answer, where there was one. */
    readonly status?: number;
    /** The platform's own words, or ours; without secrets. */
    readonly reason: string;
    /** It will not pass by itself. */
    readonly lasts?: boolean;
    /** Milliseconds after which the platform wants to be asked again, where it says so. */
    readonly retryAfter?: number;
}

/** A call of ThingPark's API that failed. Its cause, for flows to look into, has method, path, status and reason. */
export class ApiError extends WmwError {
    readonly failure: CallFailure;

    constructor(code: ErrorCode, failure: CallFailure) {
        const { method, path, status, reason } = failure;
        const answered = status === undefined ? "" : ` answered ${status}`;
        super(code, `${method} ${path}${answered}: ${reason}`, { cause: { method, path, status, reason } });
        this.failure = failure;
    }
}

/** The error of a call that has no answer. */
export function withoutAnswer(
    { kind, message }: HttpFailure,
    call: Pick<CallFailure, "method" | "path">,
): WmwError {
    if (kind === "stopped") return stopped();
    const code = kind === "too-large" ? "WMW_API_STATUS" : "WMW_API_UNREACHABLE";
    return new ApiError(code, { ...call, reason: message, lasts: kind === "barred" });
}
