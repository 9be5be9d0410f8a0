import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { EnterpriseRow, UnknownDevice } from "./api-rows";
import { ChangeStream } from "./change-stream";
import { isFields } from "./documents";
import { checkDownlink } from "./downlinks";
import { downlinkTopicOf, uplinkTopicOf } from "./enterprises";
import { HttpError, readJson, sendJson, toHttpError } from "./http-json";
import { listen } from "./listen";
import { PAGE_ASSET_NAMES, pageAsset, type PageAssetName } from "./page-assets";
import type { Platform } from "./platform";
import { PlatformError, type PlatformErrorCode } from "./platform-error";

/** The running HTTP side of a platform. */
export interface HttpApi {
    /** `http://127.0.0.1:port`, without a slash at the end. */
    readonly url: string;
    close(): Promise<void>;
}

/** Writes the answer to a request, or starts to. */
type Reply = (response: ServerResponse) => void;

/** What a route has to go by. */
interface Call {
    readonly platform: Platform;
    readonly changes: ChangeStream;
    readonly request: IncomingMessage;
    /** The parts of the path that the route's pattern names, decoded. */
    readonly params: Params;
    readonly query: URLSearchParams;
}

type Params = Readonly<Record<string, string>>;

interface Route {
    readonly method: "GET" | "POST";
    readonly path: RegExp;
    readonly handle: (call: Call) => Reply | Promise<Reply>;
}

const ROUTES: readonly Route[] = [
    ...PAGE_ASSET_NAMES.map(pageRoute),
    {
        method: "GET",
        path: /^\/api\/events$/,
        handle:
            ({ changes }) =>
            (response) =>
                changes.join(response),
    },
    {
        method: "GET",
        path: /^\/api\/enterprises$/,
        handle: ({ platform }) =>
            json(
                200,
                platform.enterpriseIds().map((id) => enterpriseRow(platform, id)),
            ),
    },
    {
        method: "GET",
        path: /^\/api\/enterprises\/(?<id>[^/]+)\/devices$/,
        handle: ({ platform, params: { id = "" } }) => json(200, platform.devices(id)),
    },
    {
        method: "POST",
        path: /^\/api\/enterprises\/(?<id>[^/]+)\/devices$/,
        handle: async ({ platform, params: { id = "" }, request }) =>
            json(201, platform.addDevice(id, deviceSetup(await readJson(request)))),
    },
    {
        method: "GET",
        path: /^\/api\/enterprises\/(?<id>[^/]+)\/devices\/(?<devEUI>[^/]+)\/status-messages$/,
        handle: ({ platform, params: { id = "", devEUI = "" }, query }) => {
            const last = lastOf(query);
            return json(200, platform.statusMessages(id, devEUI).slice(-last));
        },
    },
    {
        method: "GET",
        path: /^\/api\/enterprises\/(?<id>[^/]+)\/unknown-devices$/,
        handle: ({ platform, params: { id = "" } }) => json(200, unknownDevices(platform, id)),
    },
    {
        method: "POST",
        path: /^\/api\/enterprises\/(?<id>[^/]+)\/downlinks$/,
        handle: async ({ platform, params: { id = "" }, request }) => {
            const command = checkDownlink(await readJson(request));
            await platform.sendDownlink(id, command);
            return json(202, command);
        },
    },
];

const STATUS_OF: Readonly<Record<PlatformErrorCode, number>> = {
    "enterprise-unknown": 404,
    "device-unknown": 404,
    "device-invalid": 400,
    "device-exists": 409,
    "downlink-invalid": 400,
};

/** What makes a page ask anew. */
const CHANGES = ["document", "downlink", "deviceAdded", "clientConnected", "clientGone"] as const;

/** Serves a platform on 127.0.0.1; port 0: any free one. Rejects where it cannot listen. */
export async function startHttpApi(platform: Platform, port: number): Promise<HttpApi> {
    const changes = new ChangeStream();
    const stops = CHANGES.map((name) => platform.on(name, () => changes.announce()));
    const server = createServer((request, response) => {
        void answer({ platform, changes, request }, response);
    });
    await listen(server, port);
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () =>
            new Promise((resolve) => {
                for (const stop of stops) stop();
                server.close(() => resolve());
                changes.close();
                server.closeAllConnections();
            }),
    };
}

async function answer(
    { request, ...rest }: Omit<Call, "params" | "query">,
    response: ServerResponse,
): Promise<void> {
    try {
        const [path = "/", query] = (request.url ?? "/").split("?", 2);
        const { route, params } = findRoute(request.method, path);
        const reply = await route.handle({ ...rest, request, params, query: new URLSearchParams(query) });
        reply(response);
    } catch (error) {
        const { status, message, headers } = refusalOf(error);
        sendJson(response, status, { error: message }, headers);
    }
}

function findRoute(method: string | undefined, path: string): { route: Route; params: Params } {
    const routes = ROUTES.filter((candidate) => candidate.path.test(path));
    if (routes.length === 0) throw new HttpError(404, `there is nothing at ${path}`);
    const route = routes.find((candidate) => candidate.method === method);
    if (!route) {
        const allowed = routes.map((candidate) => candidate.method).join(", ");
        throw new HttpError(405, `expected ${allowed}`, { Allow: allowed });
    }
    return { route, params: decoded(route.path.exec(path)?.groups ?? {}) };
}

function decoded(groups: Params): Params {
    try {
        return Object.fromEntries(
            Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]),
        );
    } catch {
        throw new HttpError(400, "the path is not properly encoded");
    }
}

function refusalOf(error: unknown): HttpError {
    if (error instanceof PlatformError) return new HttpError(STATUS_OF[error.code], error.message);
    return toHttpError(error);
}

function json(status: number, body: unknown): Reply {
    return (response) => sendJson(response, status, body);
}

function pageRoute(name: PageAssetName): Route {
    return {
        method: "GET",
        path: new RegExp(`^/${name.replace(".", "\\.")}$`),
        handle: () => {
            const { headers, body } = pageAsset(name);
            return (response) => response.writeHead(200, headers).end(body);
        },
    };
}

function enterpriseRow(platform: Platform, id: string): EnterpriseRow {
    return {
        id,
        uplinkTopic: uplinkTopicOf(id),
        downlinkTopic: downlinkTopicOf(id),
        mqttUsers: platform.usernames(id),
        clients: platform.clients().filter(({ enterpriseId }) => enterpriseId === id).length,
        devices: platform.devices(id).length,
        ...platform.counts(id),
    };
}

function unknownDevices(platform: Platform, id: string): UnknownDevice[] {
    return [...platform.unknownDevices(id)].map(([devEUI, documents]) => ({ devEUI, documents }));
}

/** How many of the last items a caller wants: `?last=N`; without it all. */
function lastOf(query: URLSearchParams): number {
    const text = query.get("last");
    if (text === null) return Infinity;
    if (!/^[1-9]\d{0,8}$/.test(text))
        throw new HttpError(400, `last: expected a number from 1, got "${text}"`);
    return Number(text);
}

function deviceSetup(body: unknown): { uniqueIdentifier: string; deviceType: string } {
    const { uniqueIdentifier, deviceType } = isFields(body) ? body : {};
    if (typeof uniqueIdentifier !== "string" || typeof deviceType !== "string") {
        throw new HttpError(400, 'expected {"uniqueIdentifier": "…", "deviceType": "…"}, both strings');
    }
    return { uniqueIdentifier, deviceType };
}
