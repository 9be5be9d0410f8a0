import { type Failure } from "./failure";

/** How many connections in a row have to be closed with documents in flight. */
const CLOSES = 3;

/**
 * Recognises a broker that closes the connection whenever we publish, which is all that MQTT 3.1.1 lets it do
 * about a topic that it does not let us publish on [MQTT-3.3.5-2]. Without this it would look like a bad network.
 */
export class PublishWatch {
    readonly #topic: string;
    #closes = 0;
    /** Documents that had been acknowledged when the connection was last closed. */
    #acknowledged = 0;

    /** @param topic what we publish on */
    constructor(topic: string) {
        this.#topic = topic;
    }

    /** The failure as it is to be told; `acknowledged` counts documents since the start. */
    judge(failure: Failure, outbox: { readonly inFlight: number; readonly acknowledged: number }): Failure {
        const isClose = failure.reason === "connection-lost" && outbox.inFlight > 0;
        const isFirst = outbox.acknowledged !== this.#acknowledged;
        this.#acknowledged = outbox.acknowledged;
        this.#closes = isClose ? (isFirst ? 1 : this.#closes + 1) : 0;
        if (this.#closes < CLOSES) return failure;
        const message = `the broker closed each of the last ${this.#closes} connections when a document was sent: check the enterprise ID, and that this user may publish on ${this.#topic}`;
        return { reason: "closed-on-publish", message };
    }
}
