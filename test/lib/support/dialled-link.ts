import {
    type BrokerLimits,
    type BrokerLink,
    type BrokerMessage,
    type Dial,
    type DialOptions,
} from "../../../nodes/lib/connection/broker-link";
import { type LinkEnd } from "../../../nodes/lib/connection/failure";
import { type PublishResult } from "../../../nodes/lib/outbox/publish";
import { Inbox } from "../../support/inbox";

/** A message that the link told, and the way to answer it. */
export interface Told extends BrokerMessage {
    readonly answer: (taken: boolean) => void;
}

/** A link that was dialled, and all that it tells. */
export class DialledLink {
    readonly link: BrokerLink;
    /** The names of the events, in their order. */
    readonly told: string[] = [];
    readonly #limits = new Inbox<BrokerLimits>();
    readonly #messages = new Inbox<Told>();
    readonly #ends = new Inbox<LinkEnd>();

    constructor(dial: Dial, options: DialOptions) {
        this.link = dial(options, {
            secured: () => {
                this.told.push("secured");
            },
            accepted: (limits) => {
                this.told.push("accepted");
                this.#limits.put(limits);
            },
            message: (message, answer) => {
                this.told.push("message");
                this.#messages.put({ ...message, answer });
            },
            ended: (end) => {
                this.told.push("ended");
                this.#ends.put(end);
            },
        });
    }

    accepted(): Promise<BrokerLimits> {
        return this.#limits.next();
    }

    message(): Promise<Told> {
        return this.#messages.next();
    }

    ended(): Promise<LinkEnd> {
        return this.#ends.next();
    }

    /** Publishes on a topic of no meaning; resolves with the broker's answer. */
    publish(text: string, qos: 0 | 1 = 1, lifetime?: number): Promise<PublishResult> {
        return new Promise((resolve) => {
            this.link.publish("uplink_1234", text, { qos, lifetime }, resolve);
        });
    }

    /** Resolves with the reason of a refusal, or nothing. */
    subscribe(topic = "downlink_1234"): Promise<string | undefined> {
        return new Promise((resolve) => {
            this.link.subscribe(topic, resolve);
        });
    }
}
