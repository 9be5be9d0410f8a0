import { Fifo } from "../fifo";
import { type MessageBudget, type Place } from "./message-budget";
import { type KeptMessage } from "./seen-message";

/** What a message takes besides its payload, as good as it can be told (bytes). */
const OVERHEAD = 330;

interface Entry {
    readonly message: KeptMessage;
    readonly place: Place;
}

/** A device, and the last messages from it and for it. */
export class SeenDevice {
    /** Messages since it was first seen, those among them that are not kept any more. */
    count = 0;
    /** Number of the last message. */
    change = 0;
    /** When the last message passed by, in milliseconds since 1970. */
    lastAt = 0;
    readonly #budget: MessageBudget;
    readonly #most: number;
    /** Oldest first. */
    readonly #entries = new Fifo<Entry>();
    // The oldest of all messages is the oldest of its device as well.
    readonly #forget = (): void => {
        this.#entries.shift();
    };

    constructor(
        /** Undefined: what is kept here names no device. */
        readonly devEUI: string | undefined,
        bounds: { readonly budget: MessageBudget; readonly messages: number },
    ) {
        this.#budget = bounds.budget;
        this.#most = bounds.messages;
    }

    /** The messages that are kept, oldest first. */
    get messages(): readonly KeptMessage[] {
        return this.#entries.toArray().map(({ message }) => message);
    }

    add(message: KeptMessage): void {
        this.count += 1;
        this.change = message.number;
        this.lastAt = message.at;
        const place = this.#budget.reserve(message.bytes + OVERHEAD, this.#forget);
        this.#entries.push({ message, place });
        if (this.#entries.size > this.#most) this.#dropOldest();
        this.#budget.makeRoom();
    }

    /** Gives the room of all its messages back. */
    clear(): void {
        while (this.#entries.size > 0) this.#dropOldest();
    }

    #dropOldest(): void {
        const oldest = this.#entries.shift();
        if (oldest) this.#budget.release(oldest.place);
    }
}
