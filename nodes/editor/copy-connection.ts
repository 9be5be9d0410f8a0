import { thingparkConnection } from "../lib/thingpark-connection";
import { type ConnectionForm } from "../lib/connection-test/form-settings";
import { reasonOf, translated } from "./catalog";
import { regionList } from "./region-list";

/**
 * Lets a button copy what ThingPark's API needs to make the other end of the connection. The button is shown
 * only where Node-RED can copy.
 */
export function attachCopyButton(button: JQuery, readForm: () => ConnectionForm): void {
    const { copyText } = RED.clipboard as Partial<typeof RED.clipboard>;
    button.toggle(copyText !== undefined);
    button.on("click", () => {
        copy(button, readForm());
    });
}

function copy(button: JQuery, { fields, username }: ConnectionForm): void {
    const connection = thingparkConnection(fields, username, regionList().regions);
    if (!connection.ok) {
        const reasons = connection.problems.map((problem) => reasonOf(problem)).join("; ");
        notify(translated("copy.failed", { reasons }), "error");
        return;
    }
    const text = JSON.stringify(connection.value, undefined, 2);
    const [element] = button.toArray();
    if (!element) return;
    const isCopied = RED.clipboard.copyText(text, element, translated("copy.copied"));
    if (isCopied) notify(translated("copy.done"), "success");
    else notify(translated("copy.not-allowed"), "error");
}

function notify(text: string, type: "success" | "error"): void {
    RED.notify($("<p>", { text }), type); // As an element: a text would be taken for HTML.
}
