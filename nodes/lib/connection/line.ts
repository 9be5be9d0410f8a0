import { type Clock } from "../clock";
import { type BrokerLink, type Dial, type DialOptions, type Ending, type LinkListener } from "./broker-link";
import { forgetSession } from "./forget-session";

/** What a line is made of. */
export interface LineParts {
    readonly dial: Dial;
    readonly options: DialOptions;
    readonly clock: Clock;
    /** Whether no attempt is worth its time any more that is only made for the broker to forget a session. */
    readonly isEnough: () => boolean;
}

/** The line to the broker: one link after the other, at most one at any time. */
export class Line {
    readonly #parts: LineParts;
    #link: BrokerLink | undefined;
    /** The end of the link before, which the next one waits for. */
    #ended: Promise<void> = Promise.resolve();
    /** Goes up with each link that is let go of: what an old one still has to say means nothing. */
    #epoch = 0;

    constructor(parts: LineParts) {
        this.#parts = parts;
    }

    /** The link, from its attempt on until it is let go of. */
    get link(): BrokerLink | undefined {
        return this.#link;
    }

    /** Resolves when the last link that was let go of has closed its socket. */
    get ended(): Promise<void> {
        return this.#ended;
    }

    /**
     * Makes an attempt once the link before has ended, and none where the line is let go of before that.
     * `dialling` is called when it begins; the listener hears nothing any more of a link that was let go of.
     */
    open(listener: LinkListener, dialling: () => void): void {
        const epoch = this.#epoch;
        void this.#ended.then(() => {
            if (epoch !== this.#epoch) return;
            dialling();
            this.#link = this.#parts.dial(this.#parts.options, this.#whileCurrent(epoch, listener));
        });
    }

    /** Lets go of the link, if there is one, which is silent from now on. The function that is returned ends it. */
    letGo(): (how: Ending) => void {
        this.#epoch += 1;
        const link = this.#link;
        this.#link = undefined;
        return (how) => {
            if (link) this.#ended = how === "forgetting" ? this.#forget(link) : link.end(how);
        };
    }

    /** Without its session at the broker, which MQTT 3.1.1 cannot say on a link that has kept one. */
    async #forget(link: BrokerLink): Promise<void> {
        const { dial, options, clock, isEnough } = this.#parts;
        await link.end("forgetting");
        const isDone = options.protocolVersion === 5 || options.session === "clean";
        if (!isDone && !isEnough()) await forgetSession(dial, options, clock);
    }

    #whileCurrent(epoch: number, listener: LinkListener): LinkListener {
        const isCurrent = (): boolean => epoch === this.#epoch;
        return {
            secured: () => {
                if (isCurrent()) listener.secured();
            },
            accepted: (limits) => {
                if (isCurrent()) listener.accepted(limits);
            },
            message: (message, answer) => {
                if (isCurrent()) listener.message(message, answer);
                else answer(false);
            },
            ended: (end) => {
                if (isCurrent()) listener.ended(end);
            },
        };
    }
}
