import { type Clock } from "../clock";
import { isJsonObject } from "../documents/json-object";
import { valueOfJson } from "../documents/json-text";
import { ApiError, withoutAnswer, type CallFailure } from "./api-error";
import { type ApiSettings } from "./api-settings";
import { HttpFailure, type HttpAnswer, type HttpExchange } from "./http-exchange";
import { platformMessage } from "./platform-message";
import { readRetryAfter } from "./retries";
import { stopping } from "./stopping";

interface Token {
    readonly text: string;
    /** `elapsed()` of the clock from which on it is not used any more. */
    readonly renewAt: number;
}

/** A token is renewed so long (ms) before it expires, or when a tenth of its life is left, if that is shorter. */
const RENEWAL_MARGIN = 60_000;

/** How long (s) a token is used whose lifetime the platform does not tell. */
const UNKNOWN_LIFETIME = 300;

/** Statuses that may pass; any other failure of the token endpoint is about who asks. */
const TROUBLED = [429, 500, 502, 503, 504];

/**
 * The access token of a client: OAuth 2.0 client credentials (RFC 6749, 4.4). It is asked for when it is first
 * needed, kept until shortly before it expires, and asked for once, however many calls wait for it.
 */
export class TokenSource {
    readonly #settings: ApiSettings;
    readonly #exchange: HttpExchange;
    readonly #clock: Clock;
    readonly #closing = stopping();
    #token: Token | undefined;
    #request: Promise<Token> | undefined;

    constructor(parts: { settings: ApiSettings; exchange: HttpExchange; clock: Clock }) {
        this.#settings = parts.settings;
        this.#exchange = parts.exchange;
        this.#clock = parts.clock;
    }

    /**
     * A token that is good as far as is known. Rejects with `WMW_API_AUTH` where the client is refused,
     * `WMW_API_UNREACHABLE`, `WMW_API_STATUS`, or `WMW_STOPPED`.
     */
    async token(): Promise<string> {
        if (this.#token && this.#clock.elapsed() < this.#token.renewAt) return this.#token.text;
        this.#request ??= this.#ask()
            .then((token) => (this.#token = token))
            .finally(() => {
                this.#request = undefined;
            });
        return (await this.#request).text;
    }

    /** Forgets a token that was refused, unless a newer one has taken its place. */
    refused(token: string): void {
        if (this.#token?.text === token) this.#token = undefined;
    }

    /** Ends a request that is under way, and every later one. */
    close(): void {
        this.#closing.abort();
    }

    async #ask(): Promise<Token> {
        const { tokenUrl, clientId, clientSecret } = this.#settings;
        const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
        const headers = { "content-type": "application/x-www-form-urlencoded" };
        const body = new URLSearchParams(form).toString();
        const asked = this.#clock.elapsed();
        try {
            const answer = await this.#exchange(
                { method: "POST", url: tokenUrl, headers, body },
                this.#closing.signal,
            );
            return this.#read(answer, asked);
        } catch (error) {
            throw error instanceof HttpFailure ? withoutAnswer(error, this.#name) : error;
        }
    }

    #read(answer: HttpAnswer, asked: number): Token {
        if (answer.status < 200 || answer.status > 299) throw this.#failure(answer);
        const { text, lifetime } = tokenIn(answer.body);
        if (text === undefined) throw this.#error("WMW_API_AUTH", answer.status, "the answer holds no token");
        const margin = Math.min(RENEWAL_MARGIN, lifetime / 10);
        return { text, renewAt: asked + lifetime - margin };
    }

    #failure({ status, headers, body }: HttpAnswer): Error {
        const reason = platformMessage(body, [this.#settings.clientSecret]);
        const retryAfter = readRetryAfter(headers["retry-after"], this.#clock.now());
        const code = TROUBLED.includes(status) ? "WMW_API_STATUS" : "WMW_API_AUTH";
        return this.#error(code, status, reason, retryAfter);
    }

    get #name(): Pick<CallFailure, "method" | "path"> {
        return { method: "POST", path: new URL(this.#settings.tokenUrl).pathname };
    }

    #error(
        code: ApiError["code"],
        status: number | undefined,
        reason: string,
        retryAfter?: number,
    ): ApiError {
        return new ApiError(code, {
            ...this.#name,
            reason,
            ...(status === undefined ? {} : { status }),
            ...(retryAfter === undefined ? {} : { retryAfter }),
        });
    }
}

/** The token of an answer, and its lifetime in milliseconds. */
function tokenIn(body: string): { text: string | undefined; lifetime: number } {
    const answer = valueOfJson(body);
    const { access_token: text, expires_in: seconds } = isJsonObject(answer) ? answer : {};
    const lifetime = Number(seconds ?? UNKNOWN_LIFETIME);
    return {
        // RFC 6749, A.12, without blanks: it is to stand in a header.
        text: typeof text === "string" && /^[\x21-\x7e]+$/.test(text) ? text : undefined,
        lifetime: (lifetime > 0 ? lifetime : UNKNOWN_LIFETIME) * 1_000,
    };
}
