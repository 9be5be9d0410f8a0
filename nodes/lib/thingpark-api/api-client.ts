import { type Clock } from "../clock";
import { valueOfJson } from "../documents/json-text";
import { ApiError, withoutAnswer, type CallFailure } from "./api-error";
import { type ApiSettings } from "./api-settings";
import { HttpFailure, type HttpAnswer, type HttpExchange, type HttpRequest } from "./http-exchange";
import { Limiter } from "./limiter";
import { secretsIn } from "./masking";
import { platformMessage } from "./platform-message";
import { readRetryAfter, retried } from "./retries";
import { stopped } from "./stopping";
import { TokenSource } from "./token-source";

/** A call of the API. */
export interface ApiCall {
    readonly method: HttpRequest["method"];
    /** Below the base URL: `/connections/1114`. */
    readonly path: string;
    readonly body?: object;
}

/** A successful answer. */
export interface ApiAnswer {
    readonly status: number;
    readonly location: string | undefined;
    /** The value of its JSON; undefined where it has none that can be used. */
    readonly body: unknown;
}

/** What a client works with. */
export interface ApiParts {
    readonly settings: ApiSettings;
    readonly exchange: HttpExchange;
    readonly clock: Clock;
    /** Gives numbers from 0 up to, but not including, 1. */
    readonly random: () => number;
}

/** A call that was answered, and the token that it carried. */
interface Attempt {
    readonly call: ApiCall;
    readonly token: string;
    readonly answer: HttpAnswer;
}

/** Calls under way at a time: many messages are no reason to flood a platform. */
const MOST_CALLS = 4;

/**
 * Calls ThingPark's API with the token of a client, which is renewed once where it is refused. Failures are
 * ApiErrors without secrets: `WMW_API_AUTH`, `WMW_API_STATUS`, `WMW_API_UNREACHABLE`; or `WMW_STOPPED`.
 */
export class ApiClient {
    readonly #settings: ApiSettings;
    readonly #exchange: HttpExchange;
    readonly #tokens: TokenSource;
    readonly #limiter = new Limiter(MOST_CALLS);
    readonly clock: Clock;
    readonly random: () => number;

    constructor(parts: ApiParts) {
        this.#settings = parts.settings;
        this.#exchange = parts.exchange;
        this.#tokens = new TokenSource(parts);
        this.clock = parts.clock;
        this.random = parts.random;
    }

    /** Makes a call that may be made twice without harm, again where its failure may pass. */
    call(call: ApiCall, signal: AbortSignal): Promise<ApiAnswer> {
        return retried(() => this.callOnce(call, signal), { clock: this.clock, random: this.random, signal });
    }

    /** Makes a call once; a second time only where the token was refused, since then nothing was done. */
    async callOnce(call: ApiCall, signal: AbortSignal): Promise<ApiAnswer> {
        const first = await this.#attempt(call, signal);
        const { token, answer } = first.answer.status === 401 ? await this.#attempt(call, signal) : first;
        const { status, headers, body } = answer;
        if (status >= 200 && status <= 299)
            return { status, location: headers.location, body: valueOfJson(body) };
        throw this.#failure(status === 401 ? "WMW_API_AUTH" : "WMW_API_STATUS", { call, token, answer });
    }

    /** Ends what is under way. */
    close(): void {
        this.#tokens.close();
    }

    async #attempt(call: ApiCall, signal: AbortSignal): Promise<Attempt> {
        const token = await unlessAborted(this.#tokens.token(), signal);
        const request: HttpRequest = {
            method: call.method,
            url: `${this.#settings.baseUrl}${call.path}`,
            headers: {
                authorization: `Bearer ${token}`,
                ...(call.body && { "content-type": "application/json" }),
            },
            ...(call.body && { body: JSON.stringify(call.body) }),
        };
        try {
            const answer = await this.#limiter.run(() => this.#exchange(request, signal));
            if (answer.status === 401) this.#tokens.refused(token);
            return { call, token, answer };
        } catch (error) {
            throw error instanceof HttpFailure ? withoutAnswer(error, nameOf(call)) : error;
        }
    }

    #failure(code: ApiError["code"], { call, token, answer }: Attempt): ApiError {
        const { status, headers, body } = answer;
        const secrets = [this.#settings.clientSecret, token, ...secretsIn(call.body)];
        const retryAfter = readRetryAfter(headers["retry-after"], this.clock.now());
        return new ApiError(code, {
            ...nameOf(call),
            status,
            reason: isRedirect(status)
                ? "redirects are not followed: check the base URL"
                : platformMessage(body, secrets),
            ...(retryAfter === undefined ? {} : { retryAfter }),
        });
    }
}

/** What comes of a promise, unless the signal is aborted before: others may wait for the same promise. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
        const stop = (): void => {
            reject(stopped());
        };
        if (signal.aborted) stop();
        signal.addEventListener("abort", stop, { once: true });
        promise.then(resolve, reject).finally(() => {
            signal.removeEventListener("abort", stop);
        });
    });
}

function nameOf({ method, path }: ApiCall): Pick<CallFailure, "method" | "path"> {
    return { method, path };
}

function isRedirect(status: number): boolean {
    return status >= 300 && status < 400;
}
