/** Shows a notification for a few seconds. */
export function notify(text: string, type: "success" | "error"): void {
    RED.notify($("<p>", { text }), type); // As an element: a text would be taken for HTML.
}
