import { type ServerCertificate } from "../lib/connection/server-certificate";
import { adviceFor } from "../lib/connection-test/advice";
import { type StepFailure, type StepName, type StepResult } from "../lib/connection-test/step-result";
import { type StepState } from "../lib/connection-test/step-states";
import { reasonOf, translated } from "./catalog";

/** The name of a step, in the user's language. */
export function stepName(step: StepName): string {
    return translated(`test.step.${step}`);
}

/** How a step stands, in a word for those who do not see its sign. */
export function stateName(state: StepState["state"]): string {
    return translated(`test.state.${state}`);
}

/** What became of a step, and what to do where it failed: one sentence or more, each of its own. */
export function resultInWords(result: StepResult, isRegional: boolean): readonly string[] {
    if (result.outcome === "failed") {
        return result.step === "settings"
            ? result.problems.map((problem) => reasonOf(problem))
            : failureInWords(result, isRegional);
    }
    switch (result.step) {
        case "settings":
            return [result.url];
        case "tls":
            return result.certificate ? certificateInWords(result.certificate) : [];
        default:
            return [translated(`test.${result.outcome}.${result.step}`, { ...result })];
    }
}

function failureInWords(failure: StepFailure, isRegional: boolean): string[] {
    const { message, certificate } = failure;
    const advice = translated(`test.failed.${adviceFor(failure, isRegional)}`, { defaultValue: message });
    return [advice, ...(certificate ? certificateInWords(certificate) : [])];
}

function certificateInWords({ subject, issuer, names, validFrom, validTo }: ServerCertificate): string[] {
    return [
        translated("test.certificate", {
            names: names.length > 0 ? names.join(", ") : subject,
            issuer,
            from: dateInWords(validFrom),
            to: dateInWords(validTo),
        }),
    ];
}

function dateInWords(time: number): string {
    return new Date(time).toLocaleDateString(RED.i18n.lang(), { dateStyle: "medium" });
}
