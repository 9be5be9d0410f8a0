import { button, make } from "./dom";
import { text } from "./texts";

const EXAMPLE = "library/_examples_/flows/@wmw-nodes/node-red-wmw/first-uplink-and-downlink";

/** What the sidebar says where there is no connection yet: what to do, and a button that does the most of it. */
export function firstRun(): HTMLElement {
    const steps = ["import", "account", "deploy"].map((step) => make("li", {}, text(`first.${step}`)));
    return make(
        "div",
        { class: "wmw-first-run" },
        make("p", {}, text("first.title")),
        make("ol", {}, ...steps),
        button(text("first.button"), "fa-download", () => void importExample()),
    );
}

async function importExample(): Promise<void> {
    try {
        const answer: unknown = await $.getJSON(EXAMPLE);
        if (Array.isArray(answer)) RED.view.importNodes(answer as object[], { generateIds: true });
    } catch {
        RED.notify($("<p>", { text: text("first.failed") }), "error");
    }
}
