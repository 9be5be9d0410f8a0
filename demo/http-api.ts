import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isFields } from "./documents";
import { checkDownlink } from "./downlinks";
import { downlinkTopicOf, uplinkTopicOf } from "./enterprises";
import { HttpError, readJson, sendJson } from "./http-json";
import type { Platform } from "./platform";
import { PlatformError, type PlatformErrorCode } from "./platform-error";

/** The running HTTP side of a platform. */
export interface HttpApi {
    /** `http://127.0.0.1:port`, without a slash at the end. */
    readonly url: string;
    close(): Promise<void>;
}

/** What a route gives back; sent as JSON. */
interface Answer {
    readonly status: number;
    readonly body: unknown;
}

/** The parts of a path that its pattern names, decoded. */
type Params = Readonly<Record<string, string>>;

interface Route {
    readonly method: "GET" | "POST";
    readonly path: RegExp;
    readonly handle: (
        platform: Platform,
        params: Params,
        request: IncomingMessage,
    ) => Answer | Promise<Answer>;
}

const ROUTES: readonly Route[] = [
    {
        method: "GET",
        path: /^\/api\/enterprises$/,
        handle: (platform) => ok(platform.enterpriseIds().map((id) => enterpriseRow(platform, id))),
    },
    {
        method: "GET",
        path: /^\/api\/enterprises\/(?<id>[^/]+)\/devices$/,
        handle: (platform, { id = "" }) => ok(platform.devices(id)),
    },
    {
        method: "POST",
        path: /^\/api\/enterprises\/(?<id>[^/]+)\/devices$/,
        handle: async (platform, { id = "" }, request) => {
            const device = platform.addDevice(id, deviceSetup(await readJson(request)));
            return { status: 201, body: device };
        },
    },
    {
        method: "GET",
        path: /^\/api\/enterprises\/(?<id>[^/]+)\/devices\/(?<devEUI>[^/]+)\/status-messages$/,
        handle: (platform, { id = "", devEUI = "" }) => ok(platform.statusMessages(id, devEUI)),
    },
    {
        method: "GET",
        path: /^\/api\/enterprises\/(?<id>[^/]+)\/unknown-devices$/,
        handle: (platform, { id = "" }) =>
            ok([...platform.unknownDevices(id)].map(([devEUI, documents]) => ({ devEUI, documents }))),
    },
    {
        method: "POST",
        path: /^\/api\/enterprises\/(?<id>[^/]+)\/downlinks$/,
        handle: async (platform, { id = "" }, request) => {
            const command = checkDownlink(await readJson(request));
            await platform.sendDownlink(id, command);
            return { status: 202, body: command };
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

/** Serves a platform on 127.0.0.1; port 0: any free one. Rejects where it cannot listen. */
export async function startHttpApi(platform: Platform, port: number): Promise<HttpApi> {
    const server = createServer((request, response) => {
        void answer(platform, request, response);
    });
    await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", () => {
            server.off("error", reject);
            resolve();
        });
    });
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                server.closeAllConnections();
            }),
    };
}

async function answer(platform: Platform, request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
        const { route, params } = findRoute(request);
        const { status, body } = await route.handle(platform, params, request);
        sendJson(response, status, body);
    } catch (error) {
        const { status, message, headers } = toHttpError(error);
        sendJson(response, status, { error: message }, headers);
    }
}

function findRoute(request: IncomingMessage): { route: Route; params: Params } {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const routes = ROUTES.filter((candidate) => candidate.path.test(path));
    if (routes.length === 0) throw new HttpError(404, `there is nothing at ${path}`);
    const route = routes.find(({ method }) => method === request.method);
    if (!route) {
        const allowed = routes.map(({ method }) => method).join(", ");
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

function toHttpError(error: unknown): HttpError {
    if (error instanceof HttpError) return error;
    if (error instanceof PlatformError) return new HttpError(STATUS_OF[error.code], error.message);
    return new HttpError(500, error instanceof Error ? error.message : String(error));
}

function ok(body: unknown): Answer {
    return { status: 200, body };
}

function enterpriseRow(platform: Platform, id: string) {
    return {
        id,
        uplinkTopic: uplinkTopicOf(id),
        downlinkTopic: downlinkTopicOf(id),
        mqttUsers: platform.usernames(id),
        devices: platform.devices(id).length,
        ...platform.counts(id),
    };
}

function deviceSetup(body: unknown): { uniqueIdentifier: string; deviceType: string } {
    const { uniqueIdentifier, deviceType } = isFields(body) ? body : {};
    if (typeof uniqueIdentifier !== "string" || typeof deviceType !== "string") {
        throw new HttpError(400, 'expected {"uniqueIdentifier": "…", "deviceType": "…"}, both strings');
    }
    return { uniqueIdentifier, deviceType };
}
