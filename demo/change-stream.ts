import type { ServerResponse } from "node:http";
import { HttpError } from "./http-json";

const INTERVAL_MS = 250;
const MAX_READERS = 50;
const RETRY_MS = 1000;

/**
 * Tells pages, by server-sent events, that something has changed. What it is they ask the JSON API: so an event
 * may stand for any number of changes, and there is at most one in 250 ms.
 */
export class ChangeStream {
    readonly #readers = new Set<ServerResponse>();
    #pause: NodeJS.Timeout | undefined;
    #changedMeanwhile = false;

    /** Goes on with a response as a stream of events. Throws an HttpError, 503, where there are 50 already. */
    join(response: ServerResponse): void {
        if (this.#readers.size >= MAX_READERS) throw new HttpError(503, "too many pages are open");
        this.#readers.add(response);
        response.once("close", () => this.#readers.delete(response));
        response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
        response.write(`retry: ${RETRY_MS}\n\n`);
    }

    /** Something has changed: told at once, or at the end of the pause that follows an event. */
    announce(): void {
        if (this.#pause) {
            this.#changedMeanwhile = true;
            return;
        }
        if (this.#readers.size === 0) return;
        for (const reader of this.#readers) {
            // An event that still waits for a slow reader will make it ask for all that there is by then.
            if (!reader.writableNeedDrain && reader.writableLength === 0) {
                reader.write("event: change\ndata:\n\n");
            }
        }
        this.#pause = setTimeout(() => this.#endPause(), INTERVAL_MS);
    }

    /** Ends all streams. */
    close(): void {
        clearTimeout(this.#pause);
        for (const reader of this.#readers) reader.end();
    }

    #endPause(): void {
        this.#pause = undefined;
        if (!this.#changedMeanwhile) return;
        this.#changedMeanwhile = false;
        this.announce();
    }
}
