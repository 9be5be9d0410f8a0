/** What the broker said to a document. */
export type PublishResult =
    | { readonly outcome: "acknowledged" }
    /** `document`: this one is refused, others may not be; `connection`: whatever we publish is refused. */
    | { readonly outcome: "refused"; readonly concerns: "document" | "connection"; readonly reason: string };

/** How a document is published. */
export interface PublishOptions {
    readonly qos: 0 | 1;
    /**
     * Milliseconds after which the broker shall not deliver it any more; undefined: there is no such time.
     * MQTT 5 only: 3.1.1 has no word for it.
     */
    readonly lifetime: number | undefined;
}

/** Hands a document to the broker; `answered` is called at most once, and never after the link was lost. */
export type Publish = (
    payload: string | Buffer,
    options: PublishOptions,
    answered: (result: PublishResult) => void,
) => void;

/** What an open connection lets us send. */
export interface SendLimits {
    /** Documents sent and not yet acknowledged, at most. */
    readonly window: number;
    /** Bytes of one document, at most. */
    readonly documentBytes: number;
}
