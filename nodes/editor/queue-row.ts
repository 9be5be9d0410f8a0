import { translated } from "./catalog";
import { documentsInWords, hintFor, queueInWords } from "./queue-words";
import { actionsFor, type QueueAction, type WaitingQueue } from "./waiting-queue";

/**
 * A queue as a row of the box: what waits, in words, and a button for each action. `act` is called for what the
 * user wants done; discarding is asked about first, and in place: so the keyboard stays where it is.
 */
export function queueRow(queue: WaitingQueue, id: string, act: (action: QueueAction) => void): JQuery {
    const words = $("<p>", { id, text: queueInWords(queue) });
    const hint = hintFor(queue);
    const buttons = $("<div>", { class: "wmw-queue-actions" });
    offer(queue, id, buttons, act);
    return $("<li>").append(words, hint === undefined ? [] : $("<p>", { text: hint }), buttons);
}

function offer(queue: WaitingQueue, id: string, into: JQuery, act: (action: QueueAction) => void): void {
    const press = (action: QueueAction) => () => {
        if (action === "discard") ask(queue, id, into, act);
        else act(action);
    };
    into.empty().append(actionsFor(queue).map((action) => button(action, id, press(action))));
}

function ask(queue: WaitingQueue, id: string, into: JQuery, act: (action: QueueAction) => void): void {
    const text = translated("waiting.ask", { documents: documentsInWords(queue.documents) });
    const question = $("<p>", { id: `${id}-ask`, text });
    const keep = button("keep", `${id}-ask`, () => {
        offer(queue, id, into, act);
        into.find("button").last().trigger("focus");
    });
    const discard = button("discard", `${id}-ask`, () => {
        act("discard");
    });
    into.empty().append(question, discard, keep);
    keep.trigger("focus");
}

function button(action: QueueAction | "keep", describedBy: string, onClick: () => void): JQuery {
    const text = translated(`waiting.${action}`);
    const attributes = { type: "button", class: "red-ui-button", "aria-describedby": describedBy };
    return $("<button>", { ...attributes, text }).on("click", onClick);
}
