import type { ServerResponse } from "node:http";

/** An answer other than the documented one, to the next request that it fits. */
export interface Fault {
    /** Default: any. */
    readonly method?: "GET" | "POST" | "PUT" | "DELETE";
    /** Whether the request is carried out all the same, and only its answer is lost. */
    readonly carriedOut?: boolean;
    readonly answer: (response: ServerResponse) => void;
}

/** A status, and a body of text. */
export function answering(
    status: number,
    body = "",
    headers: Readonly<Record<string, string>> = {},
): Fault["answer"] {
    return (response) => {
        response.writeHead(status, headers).end(body);
    };
}

/** No answer, and the connection stays. */
export const silence: Fault["answer"] = () => undefined;

/** No answer, and the connection breaks. */
export const breaking: Fault["answer"] = (response) => {
    response.socket?.destroy();
};

/** An answer of so many megabytes. */
export function answeringHugely(megabytes: number): Fault["answer"] {
    return (response) => {
        response.writeHead(200, { "Content-Type": "application/json" });
        response.end(`["${"x".repeat(megabytes * 2 ** 20)}"]`);
    };
}
