import { type NodeAPI } from "node-red";
import { isJsonObject } from "../lib/documents/json-object";
import {
    ConfigQueues,
    type QueueDirectory,
    type QueueOrder,
    type QueueView,
} from "../lib/outbox/config-queues";
import { refused, sendLater, type Answer } from "./admin-answer";
import { offerGet, offerPost } from "./admin-endpoint";
import { configNode } from "./wmw-config-node";

const FAILURE = "the folder of the queues cannot be used";

const ACTIONS = ["resume", "discard"] as const;
type Action = (typeof ACTIONS)[number];

/** What people want done, and with which queue; without one: with all that the action may be meant for. */
interface Wish {
    readonly action: Action;
    readonly queue: string | undefined;
}

/**
 * Offers the queues on disk to the editor: `GET wmw/queue/{id of a configuration}` lists its own and those of
 * configurations that were deleted, `POST` with `{"action": "resume" | "discard", "queue": "id"}` has what waits
 * handed over to the connection, where it waits for the same destination, or given up. It answers a discard once all
 * is given up, and with 503 where it cannot be.
 */
export function offerQueueEndpoints(RED: NodeAPI, directory: QueueDirectory): void {
    const desk = new QueueDesk(RED, directory);

    offerGet(RED, "/wmw/queue/:configId", "wmw-config.read", (request, response) => {
        void sendLater(response, desk.list(String(request.params.configId)), FAILURE);
    });
    offerPost(RED, "/wmw/queue/:configId", (request, response) => {
        const answer = desk.act(String(request.params.configId), request.body);
        void sendLater(response, answer, FAILURE);
    });
}

class QueueDesk {
    readonly #RED: NodeAPI;
    readonly #directory: QueueDirectory;

    constructor(RED: NodeAPI, directory: QueueDirectory) {
        this.#RED = RED;
        this.#directory = directory;
    }

    async list(configId: string): Promise<Answer> {
        const names = this.#configNames();
        const queues = await this.#queuesOf(configId).list(new Set(names.keys()));
        const isKnown = names.has(configId) || queues.some((queue) => queue.configId === configId);
        if (!isKnown) return refused(404, "there is no such configuration");
        return { status: 200, body: { queues: queues.map((queue) => shown(queue, names)) } };
    }

    async act(configId: string, body: unknown): Promise<Answer> {
        const wish = wishIn(body);
        if (!wish) return refused(400, `expected {"action": "resume" or "discard", "queue": "its id"}`);
        const queues = this.#queuesOf(configId);
        const views = await queues.list(new Set(this.#configNames().keys()));
        const meant = views.filter((view) => isMeant(view, wish));
        if (meant.length === 0) return nothingFor(wish);
        const orders: QueueOrder[] = [];
        for (const view of meant) {
            orders.push(wish.action === "resume" ? queues.resume(view) : await queues.discard(view));
        }
        // What was done is done, whatever the folder says now.
        await queues.refresh().catch(() => undefined);
        return answerTo(orders);
    }

    #queuesOf(configId: string): ConfigQueues {
        const queues = configNode(this.#RED, configId)?.queues;
        return queues ?? new ConfigQueues(this.#directory, { configId, connection: undefined });
    }

    /** Names of the configurations that there are, disabled ones too, by their ids. */
    #configNames(): ReadonlyMap<string, string> {
        const names = new Map<string, string>();
        this.#RED.nodes.eachNode(({ id, type, name }) => {
            if (type === "wmw-config") names.set(id, name);
        });
        return names;
    }
}

function shown(queue: QueueView, names: ReadonlyMap<string, string>): object {
    const { oldest = null, ...rest } = queue;
    const name = names.get(queue.configId);
    return { ...rest, oldest, ...(name === undefined ? {} : { name }) };
}

function wishIn(body: unknown): Wish | undefined {
    if (!isJsonObject(body)) return undefined;
    const { action, queue } = body;
    const known = ACTIONS.find((name) => name === action);
    if (!known || (queue !== undefined && typeof queue !== "string")) return undefined;
    return { action: known, queue };
}

function isMeant({ id, kind, resumable }: QueueView, { action, queue }: Wish): boolean {
    if (queue !== undefined) return id === queue;
    return action === "resume" ? resumable : kind === "other-destination";
}

function nothingFor({ action, queue }: Wish): Answer {
    if (queue !== undefined) return refused(404, "there is no such queue");
    if (action === "discard") return { status: 200, body: { documents: 0 } };
    return refused(409, "nothing waits for the destination that this configuration has now");
}

function answerTo(orders: readonly QueueOrder[]): Answer {
    if (orders.some(({ outcome }) => outcome === "other-destination")) {
        return refused(409, "it waits for another destination: configure that again and deploy");
    }
    if (orders.some(({ outcome }) => outcome === "in-use")) return refused(409, "another process uses it");
    const documents = orders.reduce((sum, order) => sum + ("documents" in order ? order.documents : 0), 0);
    const unfinished = orders.find((order) => order.outcome === "unfinished");
    if (unfinished) {
        const left = unfinished.left ?? "an unknown number";
        return refused(
            503,
            "not all was discarded, since the connection was closed, or its queue on disk cannot be opened: " +
                `documents discarded: ${documents}, left: ${left}`,
        );
    }
    return { status: 200, body: { documents } };
}
