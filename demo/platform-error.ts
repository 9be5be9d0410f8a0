export type PlatformErrorCode =
    "enterprise-unknown" | "device-unknown" | "device-invalid" | "device-exists" | "downlink-invalid";

/** A request that the platform cannot fulfil; the code tells callers why, the message tells people. */
export class PlatformError extends Error {
    override readonly name = "PlatformError";

    constructor(
        readonly code: PlatformErrorCode,
        message: string,
    ) {
        super(message);
    }
}
