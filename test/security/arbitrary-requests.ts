import fc from "fast-check";
import { arbitraryJson } from "../support/arbitrary-json";
import { CLIENT } from "../support/thingpark-nodes";
import { LOGIN } from "../support/flow-nodes";
import { ADMIN_ENDPOINTS, DEVICE, type StandIns } from "./admin-endpoints";

/** A secret that somebody types into a dialog. */
export const TYPED_SECRET = "secret-that-was-typed-into-a-dialog";

/** A request to the admin API. */
export interface AnyRequest {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Buffer | undefined;
}

/** Ids of nodes that there are, and names by which the prototype of an object can be reached. */
const id = fc
    .oneof(
        {
            weight: 4,
            arbitrary: fc.constantFrom("config", "api", "uplink", "tab", "ca", DEVICE, "none", "global"),
        },
        { weight: 2, arbitrary: fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty") },
        { weight: 1, arbitrary: fc.constantFrom("../../etc/passwd", "..", ".", "\0", "x".repeat(4_000)) },
        { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
    )
    .map(encoded);

/** As a part of a path; half a character, which cannot be written, becomes bytes that are no UTF-8. */
function encoded(text: string): string {
    try {
        return encodeURIComponent(text);
    } catch {
        return "%E0%A4%A";
    }
}

const query = fc.oneof(
    { weight: 3, arbitrary: fc.constant("") },
    {
        weight: 1,
        arbitrary: fc.constantFrom(
            ...[
                "?since=1e400",
                "?since[]=1&since[]=2",
                "?since[a][b]=c",
                "?after=-1",
                "?number=NaN",
                "?number=",
            ],
            ...["?__proto__[x]=1", "?number[__proto__]=1", "?access_token=x", `?since=${"9".repeat(2_000)}`],
        ),
    },
);

/** Texts that stand in dialogs, and some that do not; hosts and addresses are of this machine only. */
function openTexts({ mqttPort, baseUrl }: StandIns): fc.Arbitrary<unknown> {
    const host = `localhost:${mqttPort}`;
    return fc.oneof(
        {
            weight: 6,
            arbitrary: fc.constantFrom<unknown>(
                ...[
                    "",
                    "config",
                    "api",
                    "ca",
                    "custom",
                    "1234",
                    "4",
                    "5",
                    "10",
                    "clear",
                    "resume",
                    "discard",
                ],
                ...[host, "localhost:1", "localhost:99999", "not a host", "${HOME}", "${WMW_NOT_SET}"],
                ...[baseUrl, `${baseUrl}/nowhere`, "https://", "file:///etc/passwd", "http://example.com"],
                ...[CLIENT.clientId, "__PWRD__", "x".repeat(3_000)],
            ),
        },
        { weight: 2, arbitrary: arbitraryJson.filter((value) => typeof value !== "string") },
    );
}

/** What somebody puts into an open field may be answered to him, so secrets stand only where they belong. */
const SECRET_FIELDS = ["username", "password", "clientSecret"];
const FORM_FIELDS = ["id", "fields", "action", "queue", "baseUrl", "tokenUrl", "tls", "clientId"];
const SETTINGS = [
    ...["version", "region", "customHostname", "enterpriseId", "tls", "connectTimeout", "protocolVersion"],
    ...["clientId", "keepalive", "__proto__", "toString", "constructor"],
];

/** What the editor posts with some of its fields replaced, or any JSON. */
function content(standIns: StandIns): fc.Arbitrary<unknown> {
    const field = openTexts(standIns);
    const secret = fc.oneof(field, fc.constantFrom(LOGIN.username, TYPED_SECRET));
    const sound = ADMIN_ENDPOINTS.map((endpoint) => endpoint.sound(standIns).body ?? {});
    const settings = fc.dictionary(fc.constantFrom(...SETTINGS), field, {
        maxKeys: 3,
        noNullPrototype: true,
    });
    const change = fc.oneof(
        { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...FORM_FIELDS), field) },
        { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...SECRET_FIELDS), secret) },
    );
    const changes = fc.array(change, { maxLength: 3 }).map((entries) => Object.fromEntries(entries));
    const changed = fc
        .tuple(fc.constantFrom(...sound), changes, fc.option(settings, { freq: 2 }))
        .map(([form, others, inside]) => ({
            ...form,
            ...others,
            ...(inside ? { fields: { ...(form.fields as object | undefined), ...inside } } : {}),
        }));
    return fc.oneof({ weight: 3, arbitrary: changed }, { weight: 1, arbitrary: arbitraryJson });
}

function body(standIns: StandIns): fc.Arbitrary<string | Buffer | undefined> {
    const json = content(standIns).map((value) => JSON.stringify(value));
    return fc.oneof(
        { weight: 12, arbitrary: json },
        { weight: 1, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: json.map((text) => text.slice(0, -1)) },
        { weight: 1, arbitrary: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)) },
        {
            weight: 1,
            arbitrary: fc.constantFrom(
                `${"[".repeat(4_000)}${"]".repeat(4_000)}`,
                `["${"x".repeat(20_000)}"]`,
            ),
        },
    );
}

const headers = fc
    .tuple(
        fc.oneof(
            { weight: 10, arbitrary: fc.constant("application/json") },
            {
                weight: 1,
                arbitrary: fc.constantFrom(
                    ...["application/json; charset=latin1", "application/json; charset=x", "text/plain", "/"],
                    ...["application/x-www-form-urlencoded", "multipart/form-data", "application/csp-report"],
                ),
            },
        ),
        fc.option(fc.constantFrom("https://other.example.com", "null", "::", ""), {
            freq: 8,
            nil: undefined,
        }),
        fc.option(fc.constantFrom("gzip", "deflate", "br", "x"), { freq: 15, nil: undefined }),
    )
    .map(([type, origin, encoding]) => ({
        "content-type": type,
        ...(origin !== undefined && { origin }),
        ...(encoding !== undefined && { "content-encoding": encoding }),
    }));

/** Any request to one of the package's endpoints. */
export function arbitraryRequest(standIns: StandIns): fc.Arbitrary<AnyRequest> {
    return fc
        .record({
            endpoint: fc.constantFrom(...ADMIN_ENDPOINTS),
            ids: fc.tuple(id, id),
            query,
            headers,
            body: body(standIns),
        })
        .map(({ endpoint, ids, ...rest }) => ({
            method: endpoint.method,
            path: endpoint.path.replace("{id}", ids[0]).replace("{DevEUI}", ids[1]) + rest.query,
            headers: rest.headers,
            body: endpoint.method === "POST" ? rest.body : undefined,
        }));
}
