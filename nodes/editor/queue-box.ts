import { translated } from "./catalog";
import { isDeployed } from "./deployed";
import { notify } from "./notify";
import { changeQueue, fetchQueues } from "./queue-client";
import { queueRow } from "./queue-row";
import { documentsInWords } from "./queue-words";
import { type QueueAction, type WaitingQueue } from "./waiting-queue";

/**
 * The box that shows what waits on the server for a connection, to be resumed or discarded: in its dialog and in the
 * sidebar. It is hidden where nothing waits.
 */
export class QueueBox {
    readonly #box: JQuery;
    readonly #configId: string;
    /** Queues that were resumed from here: the server moves their documents one by one, and still has some. */
    readonly #resumed = new Set<string>();

    constructor(box: JQuery, configId: string) {
        this.#box = box;
        this.#configId = configId;
    }

    /** Asks the server what waits, and shows it. */
    async show(): Promise<void> {
        // The server does not know the connection yet: asking would only leave an error on the browser's console.
        if (!isDeployed(this.#configId)) return;
        const queues = await fetchQueues(this.#configId);
        // The dialog and the sidebar may show the same queue at the same time: ids begin with that of the title.
        const title = this.#box.attr("aria-labelledby") ?? "";
        const rows = queues
            .filter(({ id }) => !this.#resumed.has(id))
            .map((queue, index) =>
                queueRow(queue, `${title}-${index}`, (action) => void this.#change(queue, action)),
            );
        this.#box.find("ul").empty().append(rows);
        this.#box.prop("hidden", rows.length === 0);
    }

    async #change({ id, url }: WaitingQueue, action: QueueAction): Promise<void> {
        this.#box.find("button").prop("disabled", true);
        const outcome = await changeQueue(this.#configId, action, id);
        if (outcome.ok) {
            if (action === "resume") this.#resumed.add(id);
            const documents = documentsInWords(outcome.documents);
            notify(translated(`waiting.done.${action}`, { documents, url }), "success");
        } else {
            notify(translated("waiting.failed", { reason: outcome.reason }), "error");
        }
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
