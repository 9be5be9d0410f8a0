/** How much may wait for the broker; both numbers hold. */
export interface QueueLimits {
    readonly documents: number;
    /** Bytes of payload. */
    readonly bytes: number;
    /** Which documents are given up where more come. */
    readonly whenFull: "reject-new" | "drop-oldest";
}
