import { STEPS, type StepName, type StepResult } from "./step-result";

/** How a step stands at a moment of the test. */
export type StepState =
    | { readonly step: StepName; readonly state: "waiting" | "running" }
    | { readonly step: StepName; readonly state: StepResult["outcome"]; readonly result: StepResult };

/** How all steps stand after these results. Nothing counts behind a step that failed, even where it had passed. */
export function stepStates(results: readonly StepResult[], isRunning: boolean): readonly StepState[] {
    const latest = new Map(results.map((result) => [result.step, result]));
    let isOpen = true;
    return STEPS.map((step): StepState => {
        const result = isOpen ? latest.get(step) : undefined;
        if (result) {
            isOpen = result.outcome !== "failed";
            return { step, state: result.outcome, result };
        }
        const state = isRunning && isOpen ? "running" : "waiting";
        isOpen = false;
        return { step, state };
    });
}
