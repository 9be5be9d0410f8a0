import { BacklogMove } from "./backlog-move";
import { type DiscardEnd } from "./discard";
import { type Outbox } from "./outbox";
import { type OutboxStore, type StoreListener } from "./outbox-store";

/** A queue on disk: whose it is, and what waits in it. */
export interface FoundQueue {
    /** Name of its folder. */
    readonly id: string;
    readonly configId: string;
    /** The broker, `mqtts://host:port`, and the enterprise that its documents are for. */
    readonly url: string;
    readonly enterpriseId: string;
    readonly documents: number;
    readonly bytes: number;
    /** When the oldest document arrived, in milliseconds since 1970. */
    readonly oldest: number | undefined;
}

/** The queues on disk that this Node-RED has. */
export interface QueueDirectory {
    list(): Promise<readonly FoundQueue[]>;
    /** Deletes a queue with all that waits in it; false where somebody works with it, or it is gone. */
    remove(id: string): Promise<boolean>;
    /** Opens a queue for its documents to be taken. */
    open(id: string, listener: StoreListener): OutboxStore;
}

/**
 * A queue as one configuration sees it. `current`: its own, for the destination that it has now;
 * `other-destination`: for one that it had before; `orphan`: of a configuration that is gone.
 */
export interface QueueView extends FoundQueue {
    readonly kind: "current" | "other-destination" | "orphan";
    /** Whether it waits for the destination that this configuration has now, and is not the current one. */
    readonly resumable: boolean;
    /** Whether it is being handed over to the connection of this configuration. */
    readonly moving: boolean;
}

/** A connection that queues may be handed over to. */
export interface QueueConnection {
    readonly url: string;
    readonly enterpriseId: string;
    readonly outbox: Outbox;
    /** Its own queue on disk; undefined where it has one in memory. */
    readonly queueId: string | undefined;
    /** Told of a document that is given up while its queue is resumed. */
    readonly givenUp: StoreListener["givenUp"];
    /** Told how many documents wait for a destination that the configuration had before. */
    leftBehind(documents: number): void;
}

/** A configuration, and the connection that it has, if any. */
export interface QueueUser {
    readonly configId: string;
    readonly connection: QueueConnection | undefined;
}

/** What becomes of an order to resume or to discard a queue. */
export type QueueOrder =
    /** So many documents are discarded, or will soon be moved. */
    | { readonly outcome: "accepted"; readonly documents: number }
    /**
     * The connection was closed meanwhile, or its queue cannot be opened: so many documents are discarded, and so many,
     * where that is known, are left.
     */
    | { readonly outcome: "unfinished"; readonly documents: number; readonly left: number | undefined }
    /** The queue waits for another destination than the configuration has. */
    | { readonly outcome: "other-destination" }
    /** Somebody else works with the queue. */
    | { readonly outcome: "in-use" };

/** What queues a configuration has on disk, and what people want done with them. */
export class ConfigQueues {
    readonly #directory: QueueDirectory;
    readonly #user: QueueUser;
    readonly #moves = new Map<string, { readonly move: BacklogMove; readonly ended: Promise<void> }>();

    constructor(directory: QueueDirectory, user: QueueUser) {
        this.#directory = directory;
        this.#user = user;
    }

    /** Its own queues, and those of configurations that are not among `existing`. */
    async list(existing: ReadonlySet<string>): Promise<readonly QueueView[]> {
        const found = await this.#directory.list();
        return found.flatMap((queue) => {
            const kind = this.#kindOf(queue, existing);
            if (!kind) return [];
            const resumable = kind !== "current" && this.#isForUs(queue);
            return [{ ...queue, kind, resumable, moving: this.#moves.has(queue.id) }];
        });
    }

    /** Tells the connection anew, and the caller, how many documents were left behind. */
    async refresh(): Promise<number> {
        const found = await this.#directory.list();
        const documents = found
            .filter(({ id, configId }) => configId === this.#user.configId && !this.#isCurrent(id))
            .reduce((sum, queue) => sum + queue.documents, 0);
        this.#user.connection?.leftBehind(documents);
        return documents;
    }

    /** Hands what waits in a queue over to the connection, where it waits for the same destination. */
    resume({ id, documents, resumable }: QueueView): QueueOrder {
        const { connection } = this.#user;
        if (!connection || !resumable) return { outcome: "other-destination" };
        if (!this.#moves.has(id)) this.#startMove(id, connection);
        return { outcome: "accepted", documents };
    }

    /** Gives up what waits in a queue; resolves when that is done, or cannot be. */
    async discard({ id, documents, kind }: QueueView): Promise<QueueOrder> {
        const { connection } = this.#user;
        if (kind === "current" && connection) {
            const { documents: given, left } = await new Promise<DiscardEnd>((resolve) => {
                connection.outbox.discard(resolve);
            });
            return left === 0
                ? { outcome: "accepted", documents: given }
                : { outcome: "unfinished", documents: given, left };
        }
        return (await this.#directory.remove(id))
            ? { outcome: "accepted", documents }
            : { outcome: "in-use" };
    }

    /** Ends what is still being moved; the rest stays where it is. */
    async close(): Promise<void> {
        const moves = [...this.#moves.values()];
        for (const { move } of moves) move.stop();
        await Promise.all(moves.map(({ ended }) => ended));
    }

    #startMove(id: string, { outbox, givenUp }: QueueConnection): void {
        const store = this.#directory.open(id, {
            changed: () => {
                move.go();
            },
            givenUp,
            fault: (reason) => {
                if (reason !== undefined) move.stop();
            },
        });
        const move = new BacklogMove({
            store,
            put: (entry) => {
                outbox.putEntry(entry);
            },
        });
        this.#moves.set(id, { move, ended: this.#endOf(id, move, store) });
        move.go();
    }

    async #endOf(id: string, move: BacklogMove, store: OutboxStore): Promise<void> {
        await move.done;
        await store.close();
        this.#moves.delete(id);
        // Where the folder cannot be read the number stays as it is: nobody waits here who could be told.
        await this.refresh().catch(() => undefined);
    }

    #kindOf({ id, configId }: FoundQueue, existing: ReadonlySet<string>): QueueView["kind"] | undefined {
        if (this.#isCurrent(id)) return "current";
        if (configId === this.#user.configId) return "other-destination";
        return existing.has(configId) ? undefined : "orphan";
    }

    #isCurrent(id: string): boolean {
        return id === this.#user.connection?.queueId;
    }

    #isForUs({ url, enterpriseId }: FoundQueue): boolean {
        const { connection } = this.#user;
        return connection?.url === url && connection.enterpriseId === enterpriseId;
    }
}
