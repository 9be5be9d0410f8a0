import { isJsonObject, type JsonObject } from "../documents/json-object";
import { type ApiAnswer, type ApiClient } from "./api-client";
import { ApiError } from "./api-error";
import { type ConnectionBody, CONNECTOR_ID } from "./connection-body";
import { retried } from "./retries";

/** A connection as the platform tells it; secrets are masked. */
export type PlatformConnection = JsonObject;

/** A connection of the platform, and the status of the answer that told it. */
export interface Found {
    readonly id: string;
    readonly status: number;
    readonly connection: PlatformConnection;
}

/** The connections of a subscriber, and the status of the answer that told them. */
export interface Listed {
    readonly status: number;
    readonly connections: PlatformConnection[];
}

const LIST = { method: "GET", path: "/connections" } as const;

/** The group resource `/connections` of ThingPark's API (document "Creating a WMW connection"). */
export class ConnectionsApi {
    readonly #client: ApiClient;

    constructor(client: ApiClient) {
        this.#client = client;
    }

    /** All connections of the subscriber, of whatever kind. */
    async list(signal: AbortSignal): Promise<Listed> {
        return listed(await this.#client.call(LIST, signal));
    }

    /** The same by one attempt, for people who watch. */
    async listOnce(signal: AbortSignal): Promise<Listed> {
        return listed(await this.#client.callOnce(LIST, signal));
    }

    /** One connection. */
    async get(id: string, signal: AbortSignal): Promise<Found> {
        const call = { method: "GET", path: pathOf(id) } as const;
        return found(id, call, await this.#client.call(call, signal));
    }

    /** The MQTT connections of a name, which on a platform need not be unique. */
    async named(name: string, signal: AbortSignal): Promise<Found[]> {
        const { status, connections } = await this.list(signal);
        return connections.flatMap((connection) => {
            const id = idOf(connection);
            const isMeant = connection.name === name && connection.connectorId === CONNECTOR_ID;
            return isMeant && id !== undefined ? [{ id, status, connection }] : [];
        });
    }

    /**
     * Creates a connection of a name that no other has. Where it is not known whether the platform has carried
     * out a request, the connection is looked for by its name before the request is made again.
     */
    create(body: ConnectionBody, signal: AbortSignal): Promise<Found> {
        let isAgain = false;
        const { clock, random } = this.#client;
        return retried(
            async () => {
                if (isAgain) {
                    const [first] = await this.named(body.name, signal);
                    if (first) return first;
                }
                isAgain = true;
                return this.#post(body, signal);
            },
            { clock, random, signal },
        );
    }

    /** Puts a whole configuration in the place of the one before. */
    async update(id: string, body: ConnectionBody, signal: AbortSignal): Promise<Found> {
        const { status, body: connection } = await this.#client.call(
            { method: "PUT", path: pathOf(id), body },
            signal,
        );
        // What is answered to a PUT is not documented: it may be nothing.
        return isJsonObject(connection) ? { id, status, connection } : this.get(id, signal);
    }

    /** Deletes a connection; the status is 404 or 410 where it was gone already. */
    async remove(id: string, signal: AbortSignal): Promise<{ status: number; wasThere: boolean }> {
        try {
            const { status } = await this.#client.call({ method: "DELETE", path: pathOf(id) }, signal);
            return { status, wasThere: true };
        } catch (error) {
            const status = error instanceof ApiError ? error.failure.status : undefined;
            if (status === 404 || status === 410) return { status, wasThere: false };
            throw error;
        }
    }

    async #post(body: ConnectionBody, signal: AbortSignal): Promise<Found> {
        const call = { method: "POST", path: "/connections", body } as const;
        const { status, location, body: connection } = await this.#client.callOnce(call, signal);
        const id = idOf(connection) ?? lastSegment(location);
        if (id === undefined) {
            // It was created all the same, by what the status says.
            const [first] = await this.named(body.name, signal);
            if (first) return first;
            throw notThisApi(call, status, "the id of the new connection");
        }
        return isJsonObject(connection) ? { id, status, connection } : this.get(id, signal);
    }
}

/** The id of a connection, as text. */
export function idOf(connection: unknown): string | undefined {
    const id = isJsonObject(connection) ? connection.id : undefined;
    if (typeof id === "number") return String(id);
    return typeof id === "string" && id !== "" ? id : undefined;
}

function listed({ status, body }: ApiAnswer): Listed {
    if (!Array.isArray(body)) throw notThisApi(LIST, status, "a list of connections");
    return { status, connections: body.filter(isJsonObject) };
}

function found(id: string, call: { method: string; path: string }, { status, body }: ApiAnswer): Found {
    if (!isJsonObject(body)) throw notThisApi(call, status, "a connection");
    return { id, status, connection: body };
}

function pathOf(id: string): string {
    return `/connections/${encodeURIComponent(id)}`;
}

function lastSegment(location: string | undefined): string | undefined {
    return /\/connections\/([A-Za-z0-9_-]+)$/.exec(location ?? "")?.[1];
}

function notThisApi(
    { method, path }: { method: string; path: string },
    status: number,
    expected: string,
): ApiError {
    const reason = `the answer is not ${expected}: check the base URL`;
    return new ApiError("WMW_API_STATUS", { method, path, status, reason });
}
