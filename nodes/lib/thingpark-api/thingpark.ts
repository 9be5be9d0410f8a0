import { WmwError } from "../errors";
import { ApiClient, type ApiParts } from "./api-client";
import { ConnectionsApi, type Found, type PlatformConnection } from "./connections-api";
import { KeyedLock } from "./keyed-lock";
import { masked, secretsIn } from "./masking";
import { type Order, type Writing } from "./order";
import { stateOf, waitUntilOpened } from "./wait-until-opened";

/** What came of an order: the message that goes on, and what was done. */
export interface Outcome {
    readonly done: "created" | "updated" | "existed" | "deleted" | "gone" | "read" | "listed";
    /** A connection without secrets, a list of them, or what became of the one that was to be deleted. */
    readonly payload: unknown;
    readonly connectionId: string | undefined;
    readonly statusCode: number;
}

/** How an order is followed, and ended early. */
export interface Watch {
    readonly signal: AbortSignal;
    /** The connection was created or found, or its state was told. */
    readonly onState: (state: string) => void;
    readonly onCreated: () => void;
}

type CreateOrder = Extract<Order, { operation: "create" }>;

interface Written {
    readonly done: "created" | "updated" | "existed";
    readonly found: Found;
}

/** How long (ms) a platform may take beyond the time-out of the connection itself until the state is told. */
const SETTLING_TIME = 60_000;

/** Milliseconds: WMW's own time-out, where the parameters name none. */
const CONNECTION_TIMEOUT = 60_000;

/** A ThingPark platform as one subscriber sees it: carries out orders, those for one name one after the other. */
export class ThingPark {
    readonly #client: ApiClient;
    readonly #api: ConnectionsApi;
    readonly #lock = new KeyedLock();

    constructor(parts: ApiParts) {
        this.#client = new ApiClient(parts);
        this.#api = new ConnectionsApi(this.#client);
    }

    /** The connections that there are, without secrets, by one attempt: somebody waits for them. */
    async list(signal: AbortSignal): Promise<PlatformConnection[]> {
        const { connections } = await this.#api.listOnce(signal);
        return masked(connections) as PlatformConnection[];
    }

    /** Carries out an order. Rejects with a WmwError of one of the codes `WMW_API_…`, or `WMW_STOPPED`. */
    async run(order: Order, watch: Watch): Promise<Outcome> {
        switch (order.operation) {
            case "create":
                return this.#opened(order, await this.#create(order, watch), watch);
            case "update": {
                const found = await this.#update(order.id, order, watch);
                return this.#opened(order, { done: "updated", found }, watch);
            }
            case "delete":
                return this.#delete(order.id, watch);
            case "get":
                return outcomeOf("read", await this.#api.get(order.id, watch.signal), []);
            case "list": {
                const { status, connections } = await this.#api.list(watch.signal);
                const payload = masked(connections);
                return { done: "listed", payload, connectionId: undefined, statusCode: status };
            }
            default:
                return order satisfies never;
        }
    }

    /** Ends what is under way. */
    close(): void {
        this.#client.close();
    }

    #create(order: CreateOrder, watch: Watch): Promise<Written> {
        return this.#lock.run(`name ${order.body.name}`, async () => {
            const existing = await this.#api.named(order.body.name, watch.signal);
            if (existing.length > 0) return this.#existing(existing, order, watch);
            const found = await this.#api.create(order.body, watch.signal);
            watch.onCreated();
            return { done: "created", found };
        });
    }

    async #existing(existing: readonly Found[], order: CreateOrder, watch: Watch): Promise<Written> {
        const [only, another] = existing;
        if (order.ifExists === "fail" || only === undefined || another !== undefined) {
            throw nameTaken(order.body.name, existing);
        }
        if (order.ifExists === "skip") return { done: "existed", found: only };
        return { done: "updated", found: await this.#update(only.id, order, watch) };
    }

    #update(id: string, { body }: Writing, { signal }: Watch): Promise<Found> {
        return this.#lock.run(`id ${id}`, () => this.#api.update(id, body, signal));
    }

    async #opened(order: Writing, { done, found }: Written, watch: Watch): Promise<Outcome> {
        const secrets = secretsIn(order.body);
        watch.onState(stateOf(found.connection));
        if (!order.waitUntilOpened) return outcomeOf(done, found, secrets);
        const { clock } = this.#client;
        const { signal, onState } = watch;
        const limit = connectionTimeout(order) + SETTLING_TIME;
        const { connection } = await waitUntilOpened(this.#api, found.id, { clock, signal, limit, onState });
        return outcomeOf(done, { ...found, connection }, secrets);
    }

    async #delete(id: string, { signal }: Watch): Promise<Outcome> {
        const { status, wasThere } = await this.#lock.run(`id ${id}`, () => this.#api.remove(id, signal));
        return {
            done: wasThere ? "deleted" : "gone",
            payload: { id, deleted: wasThere },
            connectionId: id,
            statusCode: status,
        };
    }
}

function outcomeOf(done: Outcome["done"], found: Found, secrets: readonly string[]): Outcome {
    const { id, status, connection } = found;
    return { done, payload: masked(connection, secrets), connectionId: id, statusCode: status };
}

function connectionTimeout({ body }: Writing): number {
    const { connectionTimeout: timeout } = body.configuration;
    return typeof timeout === "number" ? timeout : CONNECTION_TIMEOUT;
}

function nameTaken(name: string, existing: readonly Found[]): WmwError {
    const ids = existing.map(({ id }) => id).join(", ");
    const message = `expected a name that no connection has yet, but ${JSON.stringify(name)} is that of connection ${ids}`;
    return WmwError.ofProblems("WMW_API_BAD_REQUEST", [
        { path: "connectionName", code: "connection-name-taken", message },
    ]);
}
