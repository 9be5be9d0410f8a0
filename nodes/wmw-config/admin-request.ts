import { type IncomingHttpHeaders } from "node:http";

/** What is asked of a request before anybody looks into it. */
export interface AdminRequest {
    readonly headers: IncomingHttpHeaders;
    /** As Node-RED has read it. */
    readonly body?: unknown;
    is(type: string): string | false | null;
}

/** By what a request is refused. */
export interface AdminResponse {
    status(code: number): { json(body: object): unknown };
}

/** A request that is let through by some of these is answered by the handler behind them. */
export type Guard = (request: AdminRequest, response: AdminResponse, next: () => void) => void;
