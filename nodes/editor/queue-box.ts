import { translated } from "./catalog";
import { isDeployed } from "./deployed";
import { make } from "./elements";
import { KeyedChildren } from "./keyed-children";
import { notify } from "./notify";
import { changeQueue, fetchQueues } from "./queue-client";
import { QueueRow } from "./queue-row";
import { documentsInWords } from "./queue-words";
import { type QueueAction, type WaitingQueue } from "./waiting-queue";

/**
 * The box that shows what waits on the server for a connection, to be resumed or discarded: in its dialog and in the
 * sidebar. It is hidden where nothing waits.
 */
export class QueueBox {
    readonly #box: JQuery;
    readonly #configId: string;
    readonly #rows: KeyedChildren<string, WaitingQueue>;
    /** Whether a queue is being handed over: it is not shown, but what the connection has no room for waits on. */
    #isMoving = false;
    #queues: readonly WaitingQueue[] = [];
    /** Resolves when the last answer that was asked for is shown. */
    #shown = Promise.resolve();

    constructor(box: JQuery, configId: string) {
        this.#box = box;
        this.#configId = configId;
        const list = make("ul", {});
        box.append(list);
        // The dialog and the sidebar may show the same queue at the same time: ids begin with that of the title.
        const title = box.attr("aria-labelledby") ?? "";
        this.#rows = new KeyedChildren(
            list,
            // What can be done with a queue is part of what it is.
            ({ id, kind, resumable }) => `${id} ${kind} ${resumable}`,
            (queue) =>
                new QueueRow(queue, `${title}-${queue.id}`, {
                    renew: () => this.#renew(),
                    act: (waiting, action) => void this.#change(waiting, action),
                }),
        );
    }

    /** Asks the server what waits, and shows it: one question after the other, so that the last answer stays. */
    show(): Promise<void> {
        this.#shown = this.#shown.then(() => this.#ask());
        return this.#shown;
    }

    /** Whether it has to ask again. `waits`: whether documents wait for where the connection leads. */
    isBehind(waits: boolean): boolean {
        // A document may be counted before the disk has it.
        return this.#isMoving || (waits && !this.#queues.some(({ kind }) => kind === "current"));
    }

    /** Shows what has become of the queue of the connection itself, which the server has told meanwhile. */
    follow(current: Pick<WaitingQueue, "documents" | "oldest">): void {
        // Numbers that go up and down are not to be read out.
        this.#box.attr("aria-live", "off");
        const queues = this.#queues.map((queue) =>
            queue.kind === "current" ? { ...queue, ...current } : queue,
        );
        this.#show(queues.filter(({ documents }) => documents > 0));
    }

    async #ask(): Promise<void> {
        // The server does not know the connection yet: asking would only leave an error on the browser's console.
        if (!isDeployed(this.#configId)) return;
        const queues = await fetchQueues(this.#configId);
        if (!queues) return;
        this.#isMoving = queues.some(({ moving }) => moving);
        this.#box.attr("aria-live", "polite");
        this.#show(queues.filter(({ moving }) => !moving));
    }

    #show(queues: readonly WaitingQueue[]): void {
        this.#queues = queues;
        this.#rows.show(queues);
        this.#box.prop("hidden", queues.length === 0);
    }

    async #change({ id, url }: WaitingQueue, action: QueueAction): Promise<void> {
        this.#box.find("button").prop("disabled", true);
        const outcome = await changeQueue(this.#configId, action, id);
        if (outcome.ok) {
            const documents = documentsInWords(outcome.documents);
            notify(translated(`waiting.done.${action}`, { documents, url }), "success");
        } else {
            notify(translated("waiting.failed", { reason: outcome.reason }), "error");
        }
        await this.show();
        this.#rows.show([]);
        this.#rows.show(this.#queues);
        this.#keepFocus();
    }

    async #renew(): Promise<void> {
        await this.show();
        this.#keepFocus();
    }

    /** The button that was pressed is gone: whoever works by keyboard goes on from here. */
    #keepFocus(): void {
        if (document.activeElement !== document.body) return;
        const next = this.#box.next().find("summary, button").first();
        (this.#box.prop("hidden") ? next : this.#box).trigger("focus");
    }
}
