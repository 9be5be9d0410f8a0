import { type StepFailure } from "./step-result";

/**
 * The name of the text that says what to do: the reason, or a closer one where the same reason wants another advice
 * at another step.
 *
 * @param isRegional whether the host is that of a region, which people can only choose
 */
export function adviceFor(
    { step, reason }: Pick<StepFailure, "step" | "reason">,
    isRegional: boolean,
): string {
    if (reason === "timed-out") return `timed-out-${step}`;
    if (reason === "unknown-host" && isRegional) return "unknown-host-regional";
    if (reason === "connection-lost" && step === "subscribe") return "connection-lost-subscribe";
    return reason;
}
