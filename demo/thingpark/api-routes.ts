import type { IncomingMessage } from "node:http";
import { HttpError, readForm, readJson, toHttpError } from "../http-json";
import type { ConnectionDesk } from "./connection-desk";
import type { TokenDesk, TokenEndpoint } from "./token-desk";

/** An answer of the API; without a body where there is nothing to say. */
export interface ApiAnswer {
    readonly status: number;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
}

/** The path of DX Core's API. */
export const CORE = "/thingpark/dx/core/latest/api";

const CONNECTIONS = new RegExp(`^${CORE}/connections(?:/([^/?]+))?$`);

const TOKEN_PATHS: ReadonlyMap<string, TokenEndpoint> = new Map([
    ["/thingpark/dx/admin/latest/api/oauth/token", "dx-admin"],
    ["/users-auth/protocol/openid-connect/token", "users-auth"],
]);

/** Carries out the requests of the API: those for tokens, and those for the connections of a subscriber. */
export class ApiRoutes {
    readonly #tokens: TokenDesk;
    readonly #connections: ConnectionDesk;

    constructor(parts: { readonly tokens: TokenDesk; readonly connections: ConnectionDesk }) {
        this.#tokens = parts.tokens;
        this.#connections = parts.connections;
    }

    /** The answer to a request, whatever comes of it: one that breaks off has nobody to read it. */
    async answer(request: IncomingMessage): Promise<ApiAnswer> {
        try {
            return await this.#route(request);
        } catch (error) {
            const { status, message, headers } = toHttpError(error);
            return { status, body: { message }, headers };
        }
    }

    async #route(request: IncomingMessage): Promise<ApiAnswer> {
        const { method = "", url: path = "" } = request;
        const endpoint = TOKEN_PATHS.get(path);
        if (endpoint !== undefined) {
            if (method !== "POST") throw new HttpError(405, "expected POST");
            return { status: 200, body: this.#tokens.give(await readForm(request), endpoint) };
        }
        const match = CONNECTIONS.exec(path);
        if (!match) throw new HttpError(404, `There is nothing at ${path}`);
        this.#tokens.check(request.headers.authorization);
        const id = match.at(1);
        return id === undefined ? this.#group(method, request) : this.#member(method, id, request);
    }

    async #group(method: string, request: IncomingMessage): Promise<ApiAnswer> {
        if (method === "GET") return { status: 200, body: this.#connections.list() };
        if (method !== "POST") throw new HttpError(405, "expected GET or POST");
        const { id, connection } = this.#connections.create(await readJson(request));
        return { status: 201, body: connection, headers: { Location: `/connections/${id}` } };
    }

    async #member(method: string, id: string, request: IncomingMessage): Promise<ApiAnswer> {
        switch (method) {
            case "GET":
                return { status: 200, body: this.#connections.get(id) };
            case "PUT":
                return { status: 200, body: this.#connections.replace(id, await readJson(request)) };
            case "DELETE":
                this.#connections.remove(id);
                return { status: 204 };
            default:
                throw new HttpError(405, "expected GET, PUT or DELETE");
        }
    }
}
