import { randomBytes } from "node:crypto";
import { HttpError } from "../http-json";

/** Somebody who may use the API. */
export interface ApiClient {
    /** `profile/login`, or `sub-…/user` for the user directory. */
    readonly clientId: string;
    readonly clientSecret: string;
}

/** Which of the two token endpoints is asked: each knows one kind of client ids. */
export type TokenEndpoint = "dx-admin" | "users-auth";

/** The clients of a platform that is told nothing else. */
export const DEFAULT_CLIENTS: readonly ApiClient[] = [
    { clientId: "profile/login", clientSecret: "stand-in-secret" },
    { clientId: "sub-100001/user", clientSecret: "stand-in-secret" },
];

/** Gives tokens to clients, and knows them again. */
export class TokenDesk {
    readonly #clients: readonly ApiClient[];
    /** Seconds. */
    readonly #lifetime: number;
    /** When each token expires, in milliseconds since 1970. */
    readonly #tokens = new Map<string, number>();
    #given = 0;

    constructor(clients: readonly ApiClient[], lifetime: number) {
        this.#clients = clients;
        this.#lifetime = lifetime;
    }

    /** How many tokens were given so far. */
    get given(): number {
        return this.#given;
    }

    /** The answer to a request for a token (RFC 6749, 4.4). Throws an HttpError. */
    give(form: URLSearchParams, endpoint: TokenEndpoint): object {
        if (form.get("grant_type") !== "client_credentials")
            throw new HttpError(400, "unsupported grant_type");
        const clientId = form.get("client_id") ?? "";
        const isKnownHere = clientId.startsWith("sub-") === (endpoint === "users-auth");
        const client = isKnownHere ? this.#clients.find((one) => one.clientId === clientId) : undefined;
        if (client?.clientSecret !== form.get("client_secret")) {
            throw new HttpError(401, "Invalid client credentials");
        }
        const token = randomBytes(24).toString("hex");
        this.#tokens.set(token, Date.now() + this.#lifetime * 1_000);
        this.#given++;
        return { access_token: token, token_type: "Bearer", expires_in: this.#lifetime };
    }

    /** Throws an HttpError unless the header carries a token that is good now. */
    check(authorization: string | undefined): void {
        const [, token = ""] = /^Bearer (\S+)$/.exec(authorization ?? "") ?? [];
        if (Date.now() >= (this.#tokens.get(token) ?? 0))
            throw new HttpError(401, "The access token expired");
    }

    /** All tokens expire now. */
    expireAll(): void {
        this.#tokens.clear();
    }
}
