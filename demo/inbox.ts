import type { ReadDocument } from "./documents";
import { Recent } from "./recent";

/** A message as it came, and what the platform made of it. */
export interface ReceivedMessage extends ReadDocument {
    readonly enterpriseId: string;
    readonly topic: string;
    readonly payload: Buffer;
    readonly qos: 0 | 1 | 2;
    readonly receivedAt: Date;
    readonly clientId: string;
}

/** How many messages came since the start. */
export interface MessageCounts {
    readonly messages: number;
    /** Of these, the ones that are not JSON: WMW ignores them. */
    readonly notJson: number;
}

/** What came for one enterprise: the last messages, and counts of all of them. */
export class Inbox {
    readonly #recent: Recent<ReceivedMessage>;
    #messages = 0;
    #notJson = 0;

    constructor(limit: number) {
        this.#recent = new Recent(limit);
    }

    add(message: ReceivedMessage): void {
        this.#recent.push(message);
        this.#messages += 1;
        if (message.document === undefined) this.#notJson += 1;
    }

    /** The last messages, oldest first. */
    recent(): ReceivedMessage[] {
        return this.#recent.toArray();
    }

    counts(): MessageCounts {
        return { messages: this.#messages, notJson: this.#notJson };
    }
}
