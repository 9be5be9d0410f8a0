import { type PoisonFinder } from "./poison-finder";
import { type Publish, type SendLimits } from "./publish";

/** Largest document where the broker names no limit of its own. */
export const MOST_DOCUMENT_BYTES = 1_000_000;

/** While there is no broker that could say more. */
const NOTHING_YET: SendLimits = { window: 0, documentBytes: MOST_DOCUMENT_BYTES };

/**
 * What the broker takes, as far as we know. `all`: whatever we publish; `none`: it has just refused all;
 * `one`: it did, and one document at a time tries the door until the next acknowledgement.
 */
type Taking = "all" | "one" | "none";

/** The door to the broker: how many documents may be on their way now, and by which link. */
export class Gate {
    readonly #poison: Pick<PoisonFinder, "oneByOne">;
    #publish: Publish | undefined;
    #limits: SendLimits = NOTHING_YET;
    #taking: Taking = "all";
    #locked = false;

    /** While `poison` wants that, documents go one by one. */
    constructor(poison: Pick<PoisonFinder, "oneByOne">) {
        this.#poison = poison;
    }

    /** The way to the broker; undefined where there is none, or nothing is to go there any more. */
    get publish(): Publish | undefined {
        return this.#locked ? undefined : this.#publish;
    }

    /** Bytes of one document, at most. */
    get documentBytes(): number {
        return this.#limits.documentBytes;
    }

    /** How many documents may be in flight now. */
    get width(): number {
        if (!this.publish || this.#taking === "none") return 0;
        return this.#taking === "one" || this.#poison.oneByOne ? 1 : this.#limits.window;
    }

    /**
     * Whether the broker takes documents, and hardly any waits for it. The last window of a backlog no longer
     * counts: what comes waits in memory behind it, else a steady flow would go by way of the store for ever.
     */
    keepsUpWith(backlog: number): boolean {
        if (!this.publish || this.#taking !== "all" || this.#poison.oneByOne) return false;
        return backlog <= this.#limits.window;
    }

    /** There is a link. Where the broker refused all before, one document tries whether it still does. */
    open(publish: Publish, limits: SendLimits): void {
        this.#publish = publish;
        this.#limits = limits;
        this.retry();
    }

    /** The link is gone. */
    shut(): void {
        this.#publish = undefined;
        this.#limits = NOTHING_YET;
    }

    /** The broker refuses all that we publish. */
    refused(): void {
        this.#taking = "none";
    }

    /** It is time to find out whether the broker still refuses all. */
    retry(): void {
        if (this.#taking === "none") this.#taking = "one";
    }

    /** The broker took a document; true where it had refused all before. */
    accepted(): boolean {
        if (this.#taking === "all") return false;
        this.#taking = "all";
        return true;
    }

    /** Nothing goes through it any more, whatever comes. */
    lock(): void {
        this.#locked = true;
    }
}
