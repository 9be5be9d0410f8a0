import { type StepState } from "../lib/connection-test/step-states";
import { resultInWords, stateName, stepName } from "./connection-test-words";

const SIGNS: Readonly<Record<StepState["state"], string>> = {
    waiting: "fa-circle-thin",
    running: "fa-spinner fa-spin",
    passed: "fa-check",
    failed: "fa-times",
    skipped: "fa-minus",
};

/** A step as a row of the list: a sign, its name, and what became of it. */
export function testRow(state: StepState, isRegional: boolean): JQuery {
    const sign = $("<i>", { class: `fa ${SIGNS[state.state]}`, "aria-hidden": "true" });
    const words = "result" in state ? resultInWords(state.result, isRegional) : [];
    const name = $("<div>", { text: stepName(state.step) }).append(
        $("<span>", { class: "wmw-unseen", text: `: ${stateName(state.state)}` }),
    );
    const line = $("<div>", { class: "wmw-test-line" }).append(
        name,
        $("<div>").append(words.map((text) => $("<p>", { text }))),
    );
    return $("<li>", { class: `wmw-test-${state.state}` }).append(sign, line);
}
