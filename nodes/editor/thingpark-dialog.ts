import { checkBaseUrl, checkTokenUrl } from "../lib/thingpark-api/api-address";
import { isVariable } from "../lib/variable";
import { textIn, textOrChoiceIn } from "./field-text";
import { attachPasswordEye } from "./password-eye";
import { type EditorNode } from "./red";
import { thingParkText } from "./thingpark-catalog";
import { tryThingPark, type ListOutcome } from "./thingpark-client";
import { refusalInWords } from "./thingpark-refusal";

/** What is saved of a `wmw-thingpark-api`. */
export interface ThingParkProperties {
    version: number;
    name: string;
    baseUrl: string;
    tokenUrl: string;
    tls: string;
}

type ThingParkNode = EditorNode<ThingParkProperties>;

/** Brings the dialog of a `wmw-thingpark-api` to life. */
export function openThingParkDialog(node: ThingParkNode): void {
    attachPasswordEye(field("clientSecret"), dialog().find(".wmw-eye"));
    dialog().on("input change", showDerived);
    showDerived();
    const button = dialog().find(".wmw-try");
    button.on("click", (event) => {
        event.preventDefault();
        void tryIt(node, button);
    });
}

/** The token URL as far as it can be told in the editor: blank is right where one can be derived. */
export function tokenUrlIn(fields: { tokenUrl: unknown; baseUrl: unknown; clientId: unknown }) {
    const base = checkBaseUrl(fields.baseUrl);
    const { clientId, tokenUrl } = fields;
    // What a variable holds is known at run time only.
    if (!base.ok || isVariable(fields.baseUrl) || isVariable(clientId)) return undefined;
    return checkTokenUrl({
        tokenUrl,
        baseUrl: base.value,
        clientId: typeof clientId === "string" ? clientId : "",
    });
}

function showDerived(): void {
    const tokenUrl = textIn(field("tokenUrl"));
    const derived = tokenUrlIn({
        tokenUrl,
        baseUrl: textIn(field("baseUrl")),
        clientId: textIn(field("clientId")),
    });
    const text = tokenUrl === "" && derived?.ok ? thingParkText("hint.derived", { url: derived.value }) : "";
    const hint = dialog().find("#wmw-hint-tokenUrl");
    // A screen reader reads again whatever is set again.
    if (hint.text() !== text) hint.text(text);
}

async function tryIt({ id }: ThingParkNode, button: JQuery): Promise<void> {
    const result = dialog().find(".wmw-try-result");
    button.prop("disabled", true);
    result.text(thingParkText("try.trying"));
    const names = ["baseUrl", "tokenUrl", "tls", "clientId", "clientSecret"];
    const form = Object.fromEntries(names.map((name) => [name, textOrChoiceIn(field(name))]));
    const outcome = await tryThingPark(id, form);
    result.text(outcomeInWords(outcome));
    button.prop("disabled", false);
}

function outcomeInWords(outcome: ListOutcome): string {
    if (!outcome.ok) {
        const reason = refusalInWords(outcome.reason, (key) => thingParkText(`try.${key}`));
        return thingParkText("try.failed", { reason });
    }
    const names = outcome.connections.map(({ name, id }) => name ?? id ?? "");
    return names.length === 0
        ? thingParkText("try.none")
        : thingParkText("try.some", { names: names.join(", ") });
}

function dialog(): JQuery {
    return $("#wmw-thingpark-dialog");
}

function field(name: string): JQuery {
    return dialog().find(`#node-config-input-${name}`);
}
