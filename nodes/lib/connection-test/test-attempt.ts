import { isIP } from "node:net";
import { type BrokerLink, type Dial, type LinkListener } from "../connection/broker-link";
import { failureOf, type Failure, type Stage } from "../connection/failure";
import { type NetworkStep, type StepFailure, type StepFailureReason, type StepResult } from "./step-result";
import { type TestPlan } from "./test-plan";

const STAGES: Readonly<Record<NetworkStep, Stage>> = {
    lookup: "OPENING",
    tcp: "OPENING",
    tls: "OPENING",
    login: "AUTHENTICATING",
    subscribe: "OPENED",
};

/** Reasons that TLS 1.3 tells only when the handshake is over on this side (RFC 8446, section 4.6.2). */
const TOLD_LATE = new Set<StepFailureReason>(["client-certificate-required", "client-certificate-refused"]);

const TIMED_OUT: Failure = { reason: "timed-out", message: "there was no answer in time" };

/** One attempt at the broker, the very way a connection goes, that tells each step. */
export class TestAttempt {
    readonly #plan: TestPlan;
    readonly #report: (result: StepResult) => void;
    /** What is being waited for. */
    #step: NetworkStep = "lookup";
    #conclude: (failure?: StepFailure) => void = () => undefined;

    constructor(plan: TestPlan, report: (result: StepResult) => void) {
        this.#plan = plan;
        this.#report = report;
    }

    /**
     * Resolves when the connection is closed: with what failed, or with nothing where all went well. When `over`
     * is aborted, the step that is being waited for has timed out.
     */
    async run(dial: Dial, over: AbortSignal): Promise<StepFailure | undefined> {
        const conclusion = new Promise<StepFailure | undefined>((resolve) => (this.#conclude = resolve));
        this.#begin();
        const link: BrokerLink = dial(
            this.#plan.dial,
            this.#listener(() => link),
        );
        over.addEventListener("abort", () => this.#fail(TIMED_OUT), { once: true });
        const failure = await conclusion;
        await link.end(failure ? "at once" : "gently");
        return failure;
    }

    #begin(): void {
        if (isIP(this.#plan.endpoint.host) === 0) return;
        this.#report({ step: "lookup", outcome: "skipped" });
        this.#step = "tcp";
    }

    #listener(link: () => BrokerLink): LinkListener {
        const { port } = this.#plan.endpoint;
        return {
            resolved: (address) => {
                if (this.#step === "lookup")
                    this.#pass({ step: "lookup", outcome: "passed", address }, "tcp");
            },
            reached: (address) => {
                this.#pass({ step: "tcp", outcome: "passed", address, port }, "tls");
            },
            secured: (certificate) => {
                this.#pass({ step: "tls", outcome: "passed", ...(certificate && { certificate }) }, "login");
            },
            accepted: () => {
                this.#pass({ step: "login", outcome: "passed" }, "subscribe");
                this.#trySubscribing(link());
            },
            // A command of the moment: the connection that is running gets its own.
            message: (_message, answer) => {
                answer(false);
            },
            ended: (end) => {
                this.#fail(failureOf(end, STAGES[this.#step], this.#plan.dial));
            },
        };
    }

    #trySubscribing(link: BrokerLink): void {
        const { downlinkTopic: topic } = this.#plan.endpoint;
        if (!this.#plan.subscribes) {
            this.#report({ step: "subscribe", outcome: "skipped" });
            this.#succeed();
            return;
        }
        link.subscribe(
            topic,
            (refusal) => {
                if (refusal === undefined) {
                    link.unsubscribe(topic);
                    this.#report({ step: "subscribe", outcome: "passed", topic });
                    this.#succeed();
                } else {
                    const message = "the broker does not allow to subscribe to the downlink topic";
                    this.#fail({ reason: "not-allowed-to-subscribe", message });
                }
            },
            0,
        );
    }

    #pass(result: StepResult, next: NetworkStep): void {
        this.#report(result);
        this.#step = next;
    }

    #succeed(): void {
        this.#report({ step: "publish", outcome: "skipped", topic: this.#plan.endpoint.uplinkTopic });
        this.#conclude();
    }

    #fail({ reason, message }: Pick<StepFailure, "reason" | "message">): void {
        const step = TOLD_LATE.has(reason) ? "tls" : this.#step;
        this.#conclude({ step, outcome: "failed", reason, message });
    }
}
