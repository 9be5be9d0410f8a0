/**
 * `fetch` over a connection that is used once. Node-RED closes one that nobody uses for 5 s: on a slow machine just when
 * it is to be used again.
 */
export function fetchAnew(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("connection", "close");
    return fetch(url, { ...init, headers });
}
