import { translated } from "./catalog";
import { make, setText } from "./elements";
import { type Shown } from "./keyed-children";
import { documentsInWords, hintFor, queueInWords } from "./queue-words";
import { actionsFor, type QueueAction, type WaitingQueue } from "./waiting-queue";

/** What a row wants of the box that it is in. */
export interface QueueRowHost {
    /** Resolves when the rows are told what waits now. */
    renew(): Promise<void>;
    act(queue: WaitingQueue, action: QueueAction): void;
}

/**
 * A queue as a row of the box: what waits, in words, and a button for each action. Discarding is asked about first,
 * with what waits by then, and in place: so the keyboard stays where it is.
 */
export class QueueRow implements Shown<WaitingQueue> {
    readonly element: HTMLElement;
    readonly #id: string;
    readonly #host: QueueRowHost;
    readonly #words: HTMLElement;
    readonly #question: HTMLElement;
    readonly #buttons = make("div", { class: "wmw-queue-actions" });
    #queue: WaitingQueue;

    constructor(queue: WaitingQueue, id: string, host: QueueRowHost) {
        this.#queue = queue;
        this.#id = id;
        this.#host = host;
        this.#words = make("p", { id });
        this.#question = make("p", { id: `${id}-ask` });
        const hint = hintFor(queue);
        this.element = make(
            "li",
            {},
            this.#words,
            ...(hint === undefined ? [] : [make("p", {}, hint)]),
            this.#buttons,
        );
        this.#offer();
        this.update(queue);
    }

    readonly update = (queue: WaitingQueue): void => {
        this.#queue = queue;
        setText(this.#words, queueInWords(queue));
        setText(this.#question, translated("waiting.ask", { documents: documentsInWords(queue.documents) }));
    };

    #offer(): void {
        const buttons = actionsFor(this.#queue).map((action) =>
            button(action, this.#id, () => {
                if (action === "discard") void this.#ask();
                else this.#host.act(this.#queue, action);
            }),
        );
        this.#buttons.replaceChildren(...buttons);
    }

    async #ask(): Promise<void> {
        await this.#host.renew();
        const keep = button("keep", this.#question.id, () => {
            this.#offer();
            this.#buttons.querySelector<HTMLElement>("button:last-child")?.focus();
        });
        const discard = button("discard", this.#question.id, () => {
            this.#host.act(this.#queue, "discard");
        });
        this.#buttons.replaceChildren(this.#question, discard, keep);
        keep.focus();
    }
}

function button(action: QueueAction | "keep", describedBy: string, onClick: () => void): HTMLElement {
    const attributes = { type: "button", class: "red-ui-button", "aria-describedby": describedBy };
    const element = make("button", attributes, translated(`waiting.${action}`));
    element.addEventListener("click", onClick);
    return element;
}
