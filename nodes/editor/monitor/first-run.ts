import { make } from "../elements";
import { notify } from "../notify";
import { button } from "./button";
import { text } from "./texts";

const EXAMPLE = "library/examples/flows/@wmw-nodes/node-red-wmw/1%20Start/first-uplink-and-downlink";

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
        if (Array.isArray(answer)) importAndShow(answer as object[]);
    } catch {
        notify(text("first.failed"), "error");
    }
}

/** Imports nodes that bring a flow along, and shows that flow. */
function importAndShow(nodes: readonly object[]): void {
    const before = new Set(RED.nodes.getWorkspaceOrder());
    RED.view.importNodes(nodes, { generateIds: true });
    const added = RED.nodes.getWorkspaceOrder().find((id) => !before.has(id));
    if (added !== undefined) RED.workspaces.show(added);
}
