import {
    type BrokerLimits,
    type BrokerLink,
    type Dial,
    type DialOptions,
    type Ending,
    type LinkListener,
} from "../../../nodes/lib/connection/broker-link";
import { type LinkEnd } from "../../../nodes/lib/connection/failure";
import { type PublishOptions, type PublishResult } from "../../../nodes/lib/outbox/publish";

/** A document that reached the link, and the broker's way to answer it. */
export interface Published {
    readonly topic: string;
    readonly text: string;
    readonly qos: 0 | 1;
    readonly lifetime: number | undefined;
    readonly answer: (result: PublishResult) => void;
}

export const ACKNOWLEDGED: PublishResult = { outcome: "acknowledged" };

/** The broker refuses whatever is published. */
export const NOT_AUTHORISED: PublishResult = {
    outcome: "refused",
    concerns: "connection",
    reason: "not authorised",
};

/** The broker refuses this one document. */
export const BAD_FORMAT: PublishResult = { outcome: "refused", concerns: "document", reason: "bad format" };

const NO_LIMITS: BrokerLimits = { receiveMaximum: undefined, maximumPacketSize: undefined };

/** A link that a test drives by hand. Using it after its end is a mistake of the code under test. */
export class FakeLink implements BrokerLink {
    readonly options: DialOptions;
    readonly published: Published[] = [];
    readonly subscribed: { readonly topic: string; readonly answer: (refusal?: string) => void }[] = [];
    readonly unsubscribed: string[] = [];
    readonly #listener: LinkListener;
    readonly #closed: Promise<void>;
    #resolveClosed: () => void = () => undefined;
    /** How the connection ended the link; undefined until it did. */
    endedBy: Ending | undefined;
    /** Whether its socket is still there. */
    open = true;

    constructor(options: DialOptions, listener: LinkListener, lingers: boolean) {
        this.options = options;
        this.#listener = listener;
        this.#closed = new Promise((resolve) => (this.#resolveClosed = resolve));
        if (!lingers) this.#resolveClosed();
    }

    publish(
        topic: string,
        payload: string | Buffer,
        options: PublishOptions,
        answer: Published["answer"],
    ): void {
        this.#mustBeInUse();
        this.published.push({ topic, text: payload.toString(), ...options, answer });
    }

    subscribe(topic: string, answer: (refusal?: string) => void): void {
        this.#mustBeInUse();
        this.subscribed.push({ topic, answer });
    }

    unsubscribe(topic: string): void {
        this.#mustBeInUse();
        this.unsubscribed.push(topic);
    }

    async end(how: Ending): Promise<void> {
        this.endedBy ??= how;
        await this.#closed;
        this.open = false;
    }

    /** For a link that lingers: now its socket is closed. */
    closeSocket(): void {
        this.#resolveClosed();
    }

    secure(): void {
        this.#listener.secured();
    }

    accept(limits: Partial<BrokerLimits> = {}): void {
        this.#listener.accepted({ ...NO_LIMITS, ...limits });
    }

    /** The handshake and the login succeed. */
    letIn(limits: Partial<BrokerLimits> = {}): void {
        this.secure();
        this.accept(limits);
    }

    /** A message arrives; the array gets the answer when there is one. */
    deliver(topic: string, text: string): boolean[] {
        const answers: boolean[] = [];
        this.#listener.message({ topic, payload: Buffer.from(text) }, (taken) => answers.push(taken));
        return answers;
    }

    break(end: LinkEnd = { type: "closed" }): void {
        this.#listener.ended(end);
    }

    /** Acknowledges all that was published and is not answered yet. */
    acknowledgeAll(): void {
        for (const { answer } of this.published) answer(ACKNOWLEDGED);
    }

    /** The texts published so far. */
    get texts(): string[] {
        return this.published.map(({ text }) => text);
    }

    #mustBeInUse(): void {
        if (this.endedBy !== undefined) throw new Error("used a link after its end");
    }
}

/** Keeps all links that were dialled. */
export class FakeBroker {
    readonly links: FakeLink[] = [];
    /** Whether links that are dialled from now on keep their socket until the test closes it. */
    linksLinger = false;

    readonly dial: Dial = (options, listener) => {
        const link = new FakeLink(options, listener, this.linksLinger);
        this.links.push(link);
        return link;
    };

    /** The link dialled last. */
    get link(): FakeLink {
        const link = this.links.at(-1);
        if (!link) throw new Error("nothing was dialled");
        return link;
    }

    /** How many links have a socket. */
    get open(): number {
        return this.links.filter(({ open }) => open).length;
    }
}
