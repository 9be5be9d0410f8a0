import { failureOf, type Failure, type FailedLogin, type LinkEnd, type Stage } from "./failure";
import { PublishWatch } from "./publish-watch";
import { TakeoverWatch } from "./takeover-watch";

/** What the outbox had done when a link ended. */
export interface SendingSoFar {
    /** Documents that were sent and not acknowledged. */
    readonly inFlight: number;
    /** Documents acknowledged since the start. */
    readonly acknowledged: number;
}

/** Says why a link has ended, by what was seen of this one and of those before it. */
export class FailureJudge {
    readonly #login: FailedLogin;
    readonly #takeovers = new TakeoverWatch();
    readonly #publishes: PublishWatch;

    constructor(parts: { login: FailedLogin; uplinkTopic: string }) {
        this.#login = parts.login;
        this.#publishes = new PublishWatch(parts.uplinkTopic);
    }

    /** The failure as it is to be told. To be asked once for each end of a link. */
    judge(end: LinkEnd, stage: Stage, sending: SendingSoFar): Failure {
        const idle = stage === "OPENED" && sending.inFlight === 0;
        const failure = this.#takeovers.judge(failureOf(end, stage, this.#login), idle);
        return this.#publishes.judge(failure, sending);
    }

    /** The connection has held for a while. */
    stable(): void {
        this.#takeovers.stable();
    }
}
