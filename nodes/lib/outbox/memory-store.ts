import { WmwError } from "../errors";
import { Fifo } from "../fifo";
import { type OutboxEntry } from "./entry";
import { type OutboxStore } from "./outbox-store";

/** A store in memory: gone with the process, so that an entry is safe only when the broker has acknowledged it. */
export class MemoryStore implements OutboxStore {
    readonly state = "open";
    readonly #waiting = new Fifo<OutboxEntry>();
    #documents = 0;
    #bytes = 0;
    #closed = false;

    get documents(): number {
        return this.#documents;
    }

    get bytes(): number {
        return this.#bytes;
    }

    get waiting(): number {
        return this.#waiting.size;
    }

    append(entry: OutboxEntry): void {
        if (this.#closed) {
            entry.settled(stopped());
            return;
        }
        this.#documents += 1;
        this.#bytes += entry.bytes;
        this.#waiting.push(entry);
    }

    peek(): OutboxEntry | undefined {
        return this.#waiting.peek();
    }

    take(): OutboxEntry | undefined {
        return this.#waiting.shift();
    }

    remove(entry: OutboxEntry): void {
        this.#documents -= 1;
        this.#bytes -= entry.bytes;
    }

    putBack(entries: readonly OutboxEntry[]): void {
        this.#waiting.unshift(entries);
    }

    setAside(): void {
        // Who gave the document is told of the refusal, and still has it.
    }

    close(): Promise<void> {
        this.#closed = true;
        for (let entry = this.take(); entry; entry = this.take()) {
            this.remove(entry);
            entry.settled(stopped());
        }
        return Promise.resolve();
    }
}

function stopped(): WmwError {
    return new WmwError("WMW_STOPPED", "the connection was closed before the document was acknowledged");
}
