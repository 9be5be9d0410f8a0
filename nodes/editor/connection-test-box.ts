import { type ConnectionForm } from "../lib/connection-test/form-settings";
import { type StepResult } from "../lib/connection-test/step-result";
import { stepStates, type StepState } from "../lib/connection-test/step-states";
import { type Problem } from "../lib/problem";
import { CUSTOM_REGION } from "../lib/regions";
import { translated } from "./catalog";
import { requestTest, type RequestedTest, type TestEnd } from "./connection-test-client";
import { testRow } from "./connection-test-row";
import { stepName } from "./connection-test-words";
import { tlsProblems } from "./deployed-tls";

/** The button that tries what stands in the dialog of a connection, and the box that shows how that goes. */
export class ConnectionTestBox {
    readonly #button: JQuery;
    readonly #box: JQuery;
    readonly #configId: string;
    readonly #readForm: () => ConnectionForm;
    #running: RequestedTest | undefined;
    #results: StepResult[] = [];
    /** Of a region's host people cannot change the name, but choose another. */
    #isRegional = false;
    /** What the rows show, to write only those that have changed: each is read out. */
    #shown: readonly StepState[] = [];

    constructor(parts: { button: JQuery; box: JQuery; configId: string; readForm: () => ConnectionForm }) {
        this.#button = parts.button;
        this.#box = parts.box;
        this.#configId = parts.configId;
        this.#readForm = parts.readForm;
        this.#button.on("click", () => {
            if (this.#running) this.cancel();
            else void this.#start();
        });
    }

    /** Ends the test that is running. */
    cancel(): void {
        this.#running?.cancel();
    }

    async #start(): Promise<void> {
        const form = this.#readForm();
        this.#clear(form);
        const problems = tlsProblems(form.fields.tls);
        const end = problems.length > 0 ? this.#refuse(problems) : await this.#run(form);
        this.#tell(this.#verdictOn(end));
        this.#reveal();
    }

    #refuse(problems: readonly Problem[]): TestEnd {
        this.#take({ step: "settings", outcome: "failed", problems });
        return { type: "complete" };
    }

    async #run(form: ConnectionForm): Promise<TestEnd> {
        const test = requestTest(this.#configId, form, (result) => {
            this.#take(result);
        });
        this.#running = test;
        this.#label("cancel", "fa-stop");
        this.#tell(translated("test.running"));
        this.#render();
        this.#reveal();
        const end = await test.ended;
        this.#running = undefined;
        this.#label("start", "fa-stethoscope");
        this.#render();
        return end;
    }

    #clear({ fields }: ConnectionForm): void {
        this.#results = [];
        this.#shown = [];
        this.#isRegional = fields.region !== CUSTOM_REGION;
        this.#box.find("ol").empty();
        this.#box.prop("hidden", false);
        this.#tell("");
    }

    #take(result: StepResult): void {
        this.#results.push(result);
        this.#render();
    }

    #render(): void {
        const list = this.#box.find("ol");
        const states = stepStates(this.#results, this.#running !== undefined);
        for (const [index, state] of states.entries()) {
            if (isSame(state, this.#shown[index])) continue;
            const row = testRow(state, this.#isRegional);
            const old = list.children().eq(index);
            if (old.length > 0) old.replaceWith(row);
            else list.append(row);
        }
        this.#shown = states;
    }

    #verdictOn(end: TestEnd): string {
        if (end.type === "refused") return end.reason;
        if (end.type === "cancelled") return translated("test.verdict.cancelled");
        const failure = this.#results.find(({ outcome }) => outcome === "failed");
        if (!failure) return translated("test.verdict.passed");
        return translated("test.verdict.failed", { step: stepName(failure.step) });
    }

    /** Long dialogs end below the screen: what is new is to be seen. */
    #reveal(): void {
        const failed = this.#box.find(".wmw-test-failed").get(0);
        (failed ?? this.#box.get(0))?.scrollIntoView({ block: "nearest" });
    }

    #tell(text: string): void {
        this.#box.find(".wmw-test-verdict").text(text);
    }

    #label(key: "start" | "cancel", icon: string): void {
        this.#button.find("i").attr("class", `fa ${icon}`);
        this.#button.find("span").text(translated(`test.${key}`));
    }
}

function isSame(one: StepState, other: StepState | undefined): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
}
