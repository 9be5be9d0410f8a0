import {
    HttpFailure,
    type HttpAnswer,
    type HttpExchange,
    type HttpRequest,
} from "../../../../nodes/lib/thingpark-api/http-exchange";

/** What a platform answers: a status and a body, text or a value of JSON. */
export interface Scripted {
    readonly status: number;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, or none because the network failed; a promise where it comes when the test wants it to. */
export type Reply = Scripted | HttpFailure | Promise<Scripted | HttpFailure>;

type Handler = (request: HttpRequest) => Reply;

export const SETTINGS = {
    baseUrl: "https://platform.example.com/thingpark/dx/core/latest/api",
    tokenUrl: "https://platform.example.com/thingpark/dx/admin/latest/api/oauth/token",
    clientId: "profile/login",
    clientSecret: "client-secret-1",
};

/** A network that fails. */
export function noNetwork(): HttpFailure {
    return new HttpFailure("unreachable", "nothing accepts connections at that host and port");
}

/** A platform without sockets: gives tokens, and answers the other requests as a test says. */
export class ScriptedPlatform {
    /** What was asked, the requests for tokens apart. */
    readonly calls: HttpRequest[] = [];
    readonly tokenRequests: HttpRequest[] = [];
    /** Answers the requests for tokens; by default with token-1, token-2, … that are good for an hour. */
    onToken: Handler = () => ({
        status: 200,
        body: { access_token: `token-${this.tokenRequests.length}`, expires_in: 3600 },
    });
    readonly #onCall: Handler;

    constructor(onCall: Handler) {
        this.#onCall = onCall;
    }

    /** Replies in their order; the last one stays. */
    static replying(...replies: Reply[]): ScriptedPlatform {
        let turn = 0;
        return new ScriptedPlatform(() => replies[Math.min(turn++, replies.length - 1)] ?? { status: 500 });
    }

    /** The calls as `GET /connections`. */
    get log(): string[] {
        return this.calls.map(({ method, url }) => `${method} ${url.replace(SETTINGS.baseUrl, "")}`);
    }

    readonly exchange: HttpExchange = async (request, signal) => {
        if (signal.aborted) throw new HttpFailure("stopped", "it was stopped");
        const isToken = request.url === SETTINGS.tokenUrl;
        (isToken ? this.tokenRequests : this.calls).push(request);
        const aborted = new Promise<HttpFailure>((resolve) => {
            signal.addEventListener("abort", () => {
                resolve(new HttpFailure("stopped", "it was stopped"));
            });
        });
        const reply = await Promise.race([isToken ? this.onToken(request) : this.#onCall(request), aborted]);
        if (reply instanceof HttpFailure) throw reply;
        return answerOf(reply);
    };
}

function answerOf({ status, body, headers = {} }: Scripted): HttpAnswer {
    return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body ?? "") };
}
