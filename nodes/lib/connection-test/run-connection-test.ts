import { type Clock } from "../clock";
import { type Dial } from "../connection/broker-link";
import { type Look } from "./look-at-certificate";
import { type StepFailure, type StepFailureReason, type StepResult } from "./step-result";
import { TestAttempt } from "./test-attempt";
import { type TestPlan } from "./test-plan";

/** The world that a test acts on. */
export interface TestWorld {
    readonly dial: Dial;
    readonly look: Look;
    readonly clock: Clock;
}

/** Whoever wants a test: gets each result as it comes, and may cancel it. */
export interface TestClient {
    readonly signal: AbortSignal;
    readonly report: (result: StepResult) => void;
}

/** What a look at the certificate explains. */
const CERTIFICATE_FAULTS = new Set<StepFailureReason>([
    "not-trusted",
    "certificate-expired",
    "certificate-not-yet-valid",
    "wrong-host-name",
]);

/**
 * Tries a connection step by step: settings, name, TCP, TLS, login, right to subscribe. Gives up when the
 * connection's own time-out is over or `signal` is aborted; then nothing more is reported. Resolves when nothing
 * that it opened is open any more.
 */
export async function runConnectionTest(
    plan: TestPlan,
    { dial, look, clock }: TestWorld,
    { signal, report }: TestClient,
): Promise<void> {
    const reportWanted = (result: StepResult): void => {
        if (!signal.aborted) report(result);
    };
    if (signal.aborted) return;
    reportWanted({ step: "settings", outcome: "passed", url: plan.endpoint.url });
    const over = new AbortController();
    const stop = (): void => {
        over.abort();
    };
    const stopTimer = clock.after(plan.dial.connectTimeout, stop);
    signal.addEventListener("abort", stop);
    const failure = await new TestAttempt(plan, reportWanted).run(dial, over.signal);
    if (failure) reportWanted(await explained(failure, plan, look, over.signal));
    signal.removeEventListener("abort", stop);
    stopTimer();
}

async function explained(
    failure: StepFailure,
    { dial: { host, port, tls } }: TestPlan,
    look: Look,
    over: AbortSignal,
): Promise<StepFailure> {
    if (!CERTIFICATE_FAULTS.has(failure.reason)) return failure;
    const certificate = await look({ host, port, servername: tls.servername }, over);
    return certificate ? { ...failure, certificate } : failure;
}
