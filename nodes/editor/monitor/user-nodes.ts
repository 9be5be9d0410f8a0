import { type MonitoredConfig } from "../red";
import { make } from "../elements";
import { button } from "./button";
import { nameOf } from "./connection-nodes";
import { text } from "./texts";

/** Buttons that lead to the nodes that use a connection, and to the dialog of the connection itself. */
export function userNodes(config: MonitoredConfig): HTMLElement {
    const settings = button(text("settings"), "fa-cog", () => {
        RED.editor.editConfig("", config.type, config.id, "");
    });
    const nodes = config.users.map((node) => {
        const name = nameOf(node);
        const press = button(name, "fa-crosshairs", () => {
            RED.view.reveal(node.id);
        });
        press.setAttribute("aria-label", text("go-to", { name }));
        return press;
    });
    return make("div", { class: "wmw-bar wmw-nodes" }, settings, ...nodes);
}
